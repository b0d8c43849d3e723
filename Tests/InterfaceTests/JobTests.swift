import Foundation
import Generations
import Terminal
import TestSupport
import Testing

@testable import Interface

/// Runs that are jobs at a provider: what is told of them, and what of nothing.
struct JobTests {
    private func state(_ size: Size, _ events: [GenerationEvent]) -> AppState {
        var state = Sample.state(size.columns, size.rows)
        state.load(Sample.history)
        state.happen(events)
        state.press(.alt("2"))
        return state
    }

    private func check(_ state: AppState, _ name: String) {
        let name = "\(name)-\(state.size.columns)x\(state.size.rows)"
        if let difference = Snapshot.difference(AppView.frame(state).snapshot, name: name) {
            Issue.record(Comment(rawValue: difference))
        }
    }

    @Test(arguments: ScreenSnapshotTests.sizes)
    func `jobs tell where they are in line, how far they are, and what their machines say`(_ size: Size) {
        check(state(size, Sample.jobs), "jobs")
    }

    @Test(arguments: ScreenSnapshotTests.sizes)
    func `a run with a keyframe shows its two steps, each with its clock`(_ size: Size) {
        check(state(size, [Sample.keyframeJob(isMade: false)]), "keyframe-first")
        check(state(size, [Sample.keyframeJob(isMade: true)]), "keyframe-then")
    }

    @Test(arguments: ScreenSnapshotTests.sizes)
    func `the details tell provider, job, cost and keyframe`(_ size: Size) {
        var state = state(size, [Sample.keyframeJob(isMade: true)])
        state.press(.character("i"))
        let note = TimelineEntry(
            date: Sample.now.date,
            kind: .note,
            attempt: 1,
            text: "fal-ai cannot be billed for this account. wavespeed is asked instead."
        )
        if let generation = state.detail.generation {
            state.on(.result(.generationLoaded(generation.id, generation, [note])))
        }
        check(state, "job-detail")
    }

    @Test(arguments: [
        (JobStatus.queued(JobProgress(position: 3)), "in fal-ai's queue, 3 ahead"),
        (.queued(JobProgress(position: 0)), "next in fal-ai's queue"),
        (.queued(JobProgress()), "in fal-ai's queue"),
        (.queued(JobProgress(position: -4)), "in fal-ai's queue"),
        (.running(JobProgress()), "running at fal-ai"),
        (.running(JobProgress(fraction: 0.4, remaining: 18)), "40 %, about 18 s left"),
        (.running(JobProgress(remaining: 90)), "about 1m30s left"),
        (.running(JobProgress(fraction: .nan, remaining: .infinity)), "running at fal-ai"),
        (.running(JobProgress(fraction: 7, remaining: -3)), "100 %"),
        (.resultReady, "made at fal-ai, asking for it"),
    ])
    func `where a job stands is said with what is known and no more`(_ status: JobStatus, _ words: String) {
        #expect(JobWords.situation(Sample.job(5, status).generation) == words)
    }

    @Test func `a run without a provider says what it said before`() {
        let state = state(Size(columns: 120, rows: 36), [Sample.event(6, .running)])
        #expect(AppView.frame(state).plainText.contains("running, no progress from the server"))
    }

    @Test func `a provider that does not answer is asked again, and the job goes on`() {
        var wait = Sample.wait(.backingOff, .backoff, seconds: 4, attempt: 2)
        wait.maxAttempts = 0
        let event = Sample.job(5, .running(JobProgress()), state: .waiting(wait))
        for size in ScreenSnapshotTests.sizes {
            let text = AppView.frame(state(size, [event])).plainText
            if size.columns > 40 { #expect(text.contains("fal-ai does not answer; the job goes on")) }
            #expect(text.contains("in 4 s"))
            #expect(!text.contains("of 0") && !text.contains("/0"))
        }
    }

    @Test func `a cancel says that the provider is told`() {
        var state = state(Size(columns: 80, rows: 24), [Sample.job(5, .running(JobProgress()))])
        state.press(.character("x"))
        #expect(AppView.frame(state).plainText.contains("fal-ai is told to cancel its job"))
        state.press(.character("y"))
        state.happen([Sample.job(5, nil, state: .cancelled)])
        #expect(state.message?.text == "#5 is cancelled. fal-ai is told to cancel its job.")
    }

    @Test func `a provider without a call for it is not said to be told`() {
        var state = state(Size(columns: 80, rows: 24), [Sample.job(5, .running(JobProgress()), at: .novita)])
        state.press(.character("x"))
        let text = AppView.frame(state).plainText
        #expect(text.contains("novita has no call that cancels a job"))
        #expect(!text.contains("is told"))
    }

    private func refused(_ code: FailureCode, hint: String = "") -> GenerationEvent {
        let failure = GenerationFailure(code: code, message: "It was not made.", hint: hint, status: 402)
        return Sample.event(5, .failed(failure))
    }

    @Test(arguments: ScreenSnapshotTests.sizes)
    func `what its provider cannot make offers another one in place`(_ size: Size) {
        let failure = GenerationFailure(
            code: .providerNotBillable,
            message: "fal-ai cannot be billed for this account.",
            hint: "Choose another provider: wavespeed or replicate.",
            status: 402
        )
        var state = state(size, [Sample.event(5, .failed(failure))])
        check(state, "other-provider")
        #expect(AppView.frame(state).plainText.contains("another provider"))
        state.press(.character("i"))
        #expect(StatusView.hints(state).contains { $0.text == "another provider" && $0.isEssential })
        state.press(.alt("3"), .character("G"))
        #expect(StatusView.hints(state).contains { $0.text == "another provider" })
        state.press(.character("g"))
        #expect(!StatusView.hints(state).contains { $0.text == "another provider" })
    }

    @Test func `another provider is offered only where that may help`() {
        let hint = "Choose another provider: replicate."
        func isOffered(_ event: GenerationEvent) -> Bool { ProviderHint.isMeant(event.generation) }
        #expect(isOffered(refused(.endpointGone)))
        #expect(isOffered(refused(.modelNotFound, hint: hint)))
        #expect(!isOffered(refused(.modelNotFound)))
        #expect(!isOffered(refused(.paymentRequired, hint: "Buy credits.")))
        #expect(!isOffered(Sample.event(5, .running)))
        var own = refused(.endpointGone)
        own.generation.request.endpoint = "https://a.example"
        #expect(!isOffered(own))
    }

    @Test func `hostile logs and names break no row at any width`() {
        let hostile =
            "\u{1B}]0;x\u{7} \u{1B}[31m سماء الليل 👩‍👩‍👧 e\u{301}\n" + String(repeating: "x", count: 5_000)
        let progress = JobProgress(
            position: .max,
            fraction: 0.5,
            remaining: 1e12,
            log: [hostile, "", hostile]
        )
        for columns in [1, 2, 20, 40, 41, 60, 80, 120] {
            var state = state(
                Size(columns: columns, rows: 24),
                [Sample.job(5, .running(progress)), Sample.job(6, .queued(progress))]
            )
            #expect(FrameCheck.faults(state) == [])
            state.press(.character("l"))
            state.on(.result(.logLoaded(GenerationID(5), [], [])))
            #expect(!AppView.frame(state).plainText.contains("\u{1B}"))
        }
    }

    @Test func `the log of a run shows its job's own log as it grows`() {
        var state = state(
            Size(columns: 80, rows: 24),
            [Sample.job(5, .running(JobProgress(fraction: 0.1, log: ["loading weights"])))]
        )
        state.press(.character("l"))
        state.on(.result(.logLoaded(GenerationID(5), [], [])))
        #expect(AppView.frame(state).plainText.contains("loading weights"))
        let next = Sample.job(
            5,
            .running(JobProgress(fraction: 0.2, log: ["loading weights", "step 4 of 30"]))
        )
        #expect(state.on(.generation(next)).contains(.loadLog(GenerationID(5))))
        #expect(AppView.frame(state).plainText.contains("step 4 of 30"))
    }

    @Test func `what became of a cancel is told once it is known, and counted once`() {
        var state = state(Size(columns: 120, rows: 36), [Sample.job(5, .running(JobProgress()))])
        var over = Sample.job(5, nil, state: .cancelled)
        state.happen([over])
        over.news = "#5: fal-ai has cancelled it."
        state.happen([over])
        #expect(state.message?.text == "#5: fal-ai has cancelled it.")
        #expect(state.runs.session.cancelled == 1)
    }

    @Test func `another provider's turn is told, and the run goes on`() {
        var state = state(Size(columns: 120, rows: 36), [Sample.job(5, .running(JobProgress()))])
        var event = Sample.event(5, .submitting)
        event.news = "#5: fal-ai cannot be billed. replicate is asked instead."
        state.happen([event])
        #expect(state.message?.text == event.news)
        #expect(state.runs.count == 1)
    }

    @Test(arguments: ScreenSnapshotTests.sizes)
    func `a job that cannot be asked for is held and says why`(_ size: Size) {
        let failure = GenerationFailure(
            code: .timedOut,
            message: "fal-ai has not finished job 8f2c-91 within 2 hours.",
            hint: "Releasing it asks for the job again; nothing is sent anew."
        )
        var state = state(size, [Sample.job(5, nil, state: .held(.job(failure)))])
        check(state, "job-held")
        #expect(state.press(.character("h")) == [.release(GenerationID(5))])
    }

    @Test func `a keyframe is opened and copied, and gives its place to the video`() {
        var state = state(Size(columns: 120, rows: 36), [Sample.keyframeJob(isMade: true)])
        state.setup.pictures = .shown(.full)
        let path = "/home/ann/Videos/Rushes/7-keyframe.png"
        state.press(.character("i"))
        #expect(state.press(.character("o")) == [.openVideo(GenerationID(7), path: path)])
        #expect(DetailView.wish(state)?.key.path == path)
        #expect(DetailView.wish(state)?.key.kind == .stills(1))
        #expect(
            state.press(.character("y"), .character("k")) == [.copy(text: path, what: "the keyframe of #7")]
        )
        var made = Sample.keyframeJob(isMade: true)
        (made.generation.state, made.generation.video) = (.succeeded, Sample.video(7))
        state.happen([made])
        #expect(DetailView.wish(state)?.key.path == Sample.video(7).path)
    }

    @Test func `the title tells the place in line and the progress of an only run`() {
        var state = state(
            Size(columns: 80, rows: 24),
            [Sample.job(5, .queued(JobProgress(position: 3)))]
        )
        #expect(OutsideUpdate.title(state) == "rushes · 1 run · 0:47 · 3 ahead")
        state.happen([Sample.job(5, .running(JobProgress(fraction: 0.4)))])
        #expect(OutsideUpdate.title(state) == "rushes · 1 run · 0:47 · 40 %")
        #expect(OutsideUpdate.progress(state) == .percent(40))
        state.happen([Sample.job(6, .running(JobProgress(fraction: 0.9)))])
        #expect(OutsideUpdate.title(state) == "rushes · 2 run · 0:47")
        #expect(OutsideUpdate.progress(state) == .unknown)
    }

    @Test func `many jobs are one row each`() {
        let events = (1...200).map { Sample.job($0, .queued(JobProgress(position: Int($0), log: ["line"]))) }
        let state = state(Size(columns: 80, rows: 24), events)
        #expect(FrameCheck.faults(state) == [])
        #expect(AppView.frame(state).plainText.contains("in fal-ai's queue, 1 ahead"))
    }

    @Test(arguments: [
        (0.12, "$0.12"), (3.5, "$3.50"), (0.0042, "$0.0042"), (0.000_12, "$0.000120"), (1_234, "$1,234.00"),
        (0, "$0.00"), (-0.5, "-$0.50"), (.nan, "?"), (0.999, "$1.00"),
    ])
    func `money is told to the cent, and small sums as exactly as they are`(_ sum: Double, _ text: String) {
        #expect(Strings.dollars(sum) == text)
    }

    @Test func `what a job cost is told in its provider's measure`() {
        #expect(JobWords.cost(.dollars(0.12)) == "$0.12")
        #expect(JobWords.cost(.units(3)) == "3 units")
        #expect(JobWords.cost(.units(1)) == "1 unit")
    }
}

/// The same in plain mode.
struct PlainJobTests {
    private func lines(_ state: inout PlainState, _ event: GenerationEvent) -> [String] {
        PlainUpdate.update(&state, .generation(event)).lines
    }

    @Test func `each stage at a provider is said once, and no poll`() {
        var state = PlainState(setup: Sample.setup(), now: Sample.now)
        #expect(
            lines(&state, Sample.job(5, .queued(JobProgress(position: 3))))
                == ["Take 5 is in the queue of fal-ai, 3 ahead."]
        )
        #expect(lines(&state, Sample.job(5, .queued(JobProgress(position: 2)))) == [])
        #expect(
            lines(&state, Sample.job(5, .running(JobProgress(fraction: 0.1)))) == ["Take 5 runs at fal-ai."]
        )
        let far = JobProgress(fraction: 0.4, remaining: 18)
        #expect(lines(&state, Sample.job(5, .running(far))) == [])
        #expect(
            PlainUpdate.update(&state, .line("")).lines == [
                "Take 5 runs at fal-ai, since 47 seconds, 40 percent done, about 18 seconds left."
            ]
        )
    }

    @Test func `what became of a cancel is said of the take by its name`() {
        var state = PlainState(setup: Sample.setup(), now: Sample.now)
        var event = Sample.job(5, nil, state: .cancelled)
        #expect(lines(&state, event) == ["Take 5 is cancelled."])
        event.news = "#5: fal-ai has cancelled it."
        #expect(lines(&state, event) == ["Take 5: fal-ai has cancelled it."])
    }

    @Test func `the keyframe is told, and then the video`() {
        var state = PlainState(setup: Sample.setup(), now: Sample.now)
        #expect(
            lines(&state, Sample.keyframeJob(isMade: false)) == ["The keyframe of take 7 runs at replicate."]
        )
        #expect(
            lines(&state, Sample.keyframeJob(isMade: true)) == [
                "The keyframe of take 7 is made after 9 seconds: /home/ann/Videos/Rushes/7-keyframe.png",
                "Take 7 runs at fal-ai.",
            ]
        )
    }
}
