import Foundation
import Generations
import Server
import Terminal
import Testing

@testable import Commands

@Suite struct ProgressTests {
    private let now = Moment(uptime: .seconds(1_000), date: Stage.date)

    private func event(_ state: GenerationState, since: Moment? = nil, attempts: Int = 1) throws
        -> GenerationEvent
    {
        let request = GenerationRequest(prompt: "a fox", model: try unwrap(ModelID("owner/model"), "a model"))
        let generation = Generation(
            id: GenerationID(214),
            uuid: UUID(),
            request: request,
            state: state,
            attempts: attempts,
            createdAt: Stage.date
        )
        return GenerationEvent(generation: generation, since: since ?? now)
    }

    private func wait(_ source: WaitSource, _ reason: WaitReason = .modelLoading, seconds: Int = 20) -> Wait {
        Wait(
            reason: reason,
            source: source,
            since: now,
            until: now.advanced(by: .seconds(seconds)),
            attempt: 2,
            maxAttempts: 8
        )
    }

    @Test func `a wait says how long, why, who set it, and for which attempt`() throws {
        let later = now.advanced(by: .seconds(2))
        let line = ProgressText.line(try event(.waiting(wait(.estimatedTime(20)))), now: later)
        #expect(
            line == "#214 waiting 0:18, the model is loading (the server guesses 20 s), then attempt 2 of 8"
        )
        let limit = wait(.rateLimit(bucket: "api", limit: 500, reset: 55), .rateLimited, seconds: 56)
        #expect(
            ProgressText.line(try event(.waiting(limit)), now: now)
                == "#214 waiting 0:56, the rate is limited (the server's limit “api”), then attempt 2 of 8"
        )
    }

    @Test func `a download shows its bytes and a bar when the length is known`() throws {
        let half = DownloadProgress(bytes: 3_700_000, total: 7_400_000)
        #expect(
            ProgressText.line(try event(.downloading(half)), now: now)
                == "#214 downloading [##########----------] 3.7 MB of 7.4 MB"
        )
        let unknown = DownloadProgress(bytes: 999, total: nil)
        #expect(ProgressText.line(try event(.downloading(unknown)), now: now) == "#214 downloading 999 B")
    }

    @Test func `a wait is one JSON object for scripts`() throws {
        #expect(
            ProgressEvents.json(try event(.waiting(wait(.estimatedTime(20))))).text == """
                {"event": "waiting", "id": 214, "reason": "model_loading", "seconds": 20.0, "attempt": 2, \
                "of": 8, "source": "estimated_time", "until": "2026-11-22T14:16:23Z", "message": ""}
                """
        )
        #expect(
            ProgressEvents.json(try event(.downloading(DownloadProgress(bytes: 5, total: nil)))).text
                == #"{"event": "downloading", "id": 214, "bytes": 5, "total": null}"#
        )
    }

    @Test func `a provider's job says where it stands, to people and to scripts`() async throws {
        let stage = try Stage()
        let display = ProgressDisplay(.plain, console: stage.console, count: 1)
        var event = try event(.running)
        event.generation.provider = .falAI
        event.generation.job = RemoteJob(
            provider: .falAI,
            id: try unwrap(JobID("j-1"), "an id"),
            route: .router,
            path: "/p"
        )
        let steps: [JobStatus] = [
            .queued(JobProgress(position: 3)), .queued(JobProgress(position: 2)),
            .running(JobProgress(fraction: 0.4)), .running(JobProgress(fraction: 0.5)),
        ]
        for status in steps {
            event.generation.jobStatus = status
            await display.show(event, now: now)
        }
        #expect(stage.error.lines == ["#214 running, in fal-ai's queue, 3 ahead", "#214 running, 40 %"])
        let line = ProgressText.line(event, now: now.advanced(by: .seconds(9)))
        #expect(line == "#214 running 0:09, 50 %")
        #expect(
            ProgressEvents.json(event).text == """
                {"event": "running", "id": 214, "provider": "fal-ai", "job_id": "j-1", "position": null, \
                "progress": 0.5}
                """
        )
    }

    @Test func `scripts are not told the same twice in a row`() async throws {
        let stage = try Stage()
        let display = ProgressDisplay(.json, console: stage.console, count: 1)
        for state in [GenerationState.running, .running, .queued, .running] {
            await display.show(try event(state), now: now)
        }
        #expect(stage.error.lines.count == 3)
    }

    @Test func `the keyframe is a step of its own, and news have their line`() async throws {
        let stage = try Stage()
        let display = ProgressDisplay(.plain, console: stage.console, count: 1)
        var event = try event(.submitting)
        event.generation.keyframe = Keyframe(model: try unwrap(ModelID("owner/still"), "a model"))
        await display.show(event, now: now)
        #expect(ProgressEvents.json(event).text.contains(#""step": "keyframe""#))
        event.generation.keyframe?.file = "/k/0214.png"
        event.news = "replicate is asked\u{1B}[31m instead."
        await display.show(event, now: now)
        #expect(stage.error.lines.first == "#214 keyframe: submitting, attempt 1")
        #expect(stage.error.lines.last == "#214 video: submitting, attempt 1")
        #expect(stage.error.lines.count == 3)
        #expect(!stage.error.text.contains("\u{1B}"))
    }

    @Test func `on a terminal one line is drawn again in place and never wraps`() async throws {
        let stage = try Stage()
        let display = ProgressDisplay(.live, console: stage.console(isTerminal: true, columns: 30), count: 1)
        await display.show(try event(.waiting(wait(.estimatedTime(20)))), now: now)
        await display.tick(now: now.advanced(by: .seconds(1)))
        await display.end()
        let drawn = stage.error.text.split(separator: "\r").map(String.init)
        #expect(drawn.count == 3)
        #expect(drawn[0].hasPrefix("#214 waiting 0:20"))
        #expect(drawn[1].hasPrefix("#214 waiting 0:19"))
        for line in drawn {
            #expect(line.hasSuffix("\u{1B}[K"))
            #expect(CharacterWidth.columns(of: line.dropLast(3)) <= 29)
        }
        #expect(!stage.error.text.contains("\n"))
    }

    @Test func `without a terminal each change of state is one line`() async throws {
        let stage = try Stage()
        let display = ProgressDisplay(.plain, console: stage.console, count: 1)
        await display.show(try event(.submitting), now: now)
        await display.show(try event(.running), now: now)
        await display.show(try event(.downloading(DownloadProgress(bytes: 1, total: nil))), now: now)
        await display.show(try event(.downloading(DownloadProgress(bytes: 2, total: nil))), now: now)
        await display.tick(now: now)
        #expect(stage.error.lines == ["#214 submitting, attempt 1", "#214 running", "#214 downloading"])
    }

    @Test func `quiet says nothing, and JSON is not drawn over`() throws {
        let stage = try Stage()
        let terminal = stage.console(isTerminal: true)
        #expect(ProgressDisplay.mode(json: false, quiet: true, console: terminal) == .silent)
        #expect(ProgressDisplay.mode(json: true, quiet: false, console: terminal) == .json)
        #expect(ProgressDisplay.mode(json: false, quiet: false, console: terminal) == .live)
        #expect(ProgressDisplay.mode(json: false, quiet: false, console: stage.console) == .plain)
    }

    @Test func `what a server says is not obeyed by the terminal`() async throws {
        let stage = try Stage()
        let display = ProgressDisplay(.live, console: stage.console(isTerminal: true), count: 1)
        let hostile = WaitSource.rateLimit(bucket: "x\u{1B}]0;title\u{07}y\r\nz", limit: nil, reset: 3)
        await display.show(try event(.waiting(wait(hostile, .rateLimited))), now: now)
        #expect(!stage.error.text.contains("\u{1B}]"))
        #expect(!stage.error.text.contains("\u{07}"))
        #expect(!stage.error.text.contains("\n"))
    }
}
