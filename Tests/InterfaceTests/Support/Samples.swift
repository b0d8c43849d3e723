import Foundation
import Generations
import Terminal

@testable import Interface

/// Values for tests: small, fixed, and like those of real use.
enum Sample {
    /// Sunday, 22 November 2026, 14:18:29 UTC, an uptime of 5,000 s.
    static let now = Moment(uptime: .seconds(5_000), date: Date(timeIntervalSince1970: 1_795_357_109))

    // swift-format-ignore: NeverForceUnwrap
    static let model = ModelID("Wan-AI/Wan2.2-T2V")!

    static let template = GenerationRequest(
        prompt: "",
        model: model,
        provider: "fal-ai",
        parameters: VideoParameters(numFrames: 81, fps: 16, width: 832, height: 480, numInferenceSteps: 30)
    )

    /// What twelve runs like those took.
    static let usual = UsualClocks(
        count: 12,
        isAlike: true,
        waiting: Spread(lowest: 2, median: 9, highest: 40),
        running: Spread(lowest: 50, median: 58, highest: 70),
        saving: Spread(lowest: 1, median: 3, highest: 5)
    )

    static func setup(isDemo: Bool = false, isASCII: Bool = false, hasColors: Bool = true) -> Setup {
        Setup(
            template: template,
            destination: "fal-ai",
            token: "HF_TOKEN ****c81f",
            isDemo: isDemo,
            isASCII: isASCII,
            hasColors: hasColors
        )
    }

    static func state(_ columns: Int = 80, _ rows: Int = 24, setup: Setup = setup()) -> AppState {
        AppState(setup: setup, size: Size(columns: columns, rows: rows), now: now)
    }

    static func generation(
        _ id: Int64,
        _ prompt: String = "paper boat, rain gutter, neon signs, slow dolly in",
        state: GenerationState = .succeeded,
        seed: Int64? = 78,
        minutesAgo: Double = 10,
        isFavorite: Bool = false,
        parent: Int64? = nil
    ) -> Generation {
        var request = template
        request.prompt = prompt
        request.parameters.seed = seed
        let created = now.date.addingTimeInterval(-60 * minutesAgo)
        return Generation(
            id: GenerationID(id),
            uuid: UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
            request: request,
            state: state,
            attempts: 1,
            parent: parent.map { GenerationID($0) },
            createdAt: created,
            clocks: GenerationClocks(waiting: 31, running: 58, saving: 3),
            video: state == .succeeded ? video(id) : nil,
            requestID: "Root=1-abc",
            isFavorite: isFavorite
        )
    }

    static func video(_ id: Int64) -> VideoFile {
        VideoFile(
            path: "/home/ann/Videos/Rushes/2026-11-22/0\(id)-paper-boat.mp4",
            bytes: 7_436_291,
            facts: VideoFacts(duration: 5.06, width: 832, height: 480, frames: 81, codec: "avc1")
        )
    }

    static func wait(
        _ reason: WaitReason,
        _ source: WaitSource,
        seconds: Double,
        attempt: Int = 3,
        former: [Double] = []
    ) -> Wait {
        Wait(
            reason: reason,
            source: source,
            since: now,
            until: now.advanced(by: .seconds(seconds)),
            attempt: attempt,
            maxAttempts: 8,
            formerEstimates: former
        )
    }

    static func event(
        _ id: Int64,
        _ state: GenerationState,
        elapsed: Double = 47,
        prompt: String = "paper boat, rain gutter, neon signs, slow dolly in"
    ) -> GenerationEvent {
        var generation = generation(id, prompt, state: state, minutesAgo: 0)
        if !state.isFinal { generation.clocks = GenerationClocks() }
        let since = Moment(
            uptime: now.uptime - .seconds(elapsed),
            date: now.date.addingTimeInterval(-elapsed)
        )
        return GenerationEvent(generation: generation, since: since)
    }

    /// A run whose job is at a provider.
    static func job(
        _ id: Int64,
        _ status: JobStatus?,
        state: GenerationState = .running,
        at provider: InferenceProvider = .falAI,
        elapsed: Double = 47,
        prompt: String = "paper boat, rain gutter, neon signs, slow dolly in"
    ) -> GenerationEvent {
        var event = event(id, state, elapsed: elapsed, prompt: prompt)
        event.generation.provider = provider
        event.generation.job = JobID("8f2c-91").map {
            RemoteJob(provider: provider, id: $0, route: .router, path: "/x/requests/8f2c-91")
        }
        event.generation.jobSince = event.since.date
        event.generation.jobStatus = status
        return event
    }

    /// Jobs in line and at work, with all that providers tell and with nothing.
    static let jobs: [GenerationEvent] = [
        job(213, .queued(JobProgress(position: 3)), elapsed: 12),
        job(
            214,
            .running(JobProgress(fraction: 0.4, remaining: 18, log: ["loading weights", "step 12 of 30"])),
            at: .novita,
            elapsed: 47
        ),
        job(
            215,
            .running(JobProgress(log: ["\u{1B}[32mUsing seed: 42\u{1B}[0m"])),
            at: .replicate,
            elapsed: 72,
            prompt: "a lighthouse in a storm"
        ),
        job(216, .queued(JobProgress(position: 0)), at: .together, elapsed: 9, prompt: "steam over ramen"),
        event(217, .queued, elapsed: 2, prompt: "same boat, at noon"),
    ]

    /// A run that animates an image: before that is made, or after.
    static func keyframeJob(isMade: Bool) -> GenerationEvent {
        var event = job(
            7,
            .running(JobProgress(fraction: isMade ? 0.25 : nil, log: ["step 3 of 12"])),
            at: isMade ? .falAI : .replicate
        )
        event.generation.request.provider = "wavespeed"
        if let model = ModelID("Wan-AI/Wan2.2-I2V-A14B") { event.generation.request.model = model }
        event.generation.keyframe = ModelID("black-forest-labs/FLUX.1-schnell").map {
            Keyframe(
                model: $0,
                file: isMade ? "/home/ann/Videos/Rushes/7-keyframe.png" : nil,
                seconds: isMade ? 9 : nil
            )
        }
        event.generation.cost = isMade ? .dollars(0.12) : nil
        return event
    }

    static let failure = GenerationFailure(
        code: .paymentRequired,
        message: "The credits are used up: exceeded your monthly included credits.",
        hint: "Buy credits at https://huggingface.co/settings/billing, or bill an organisation.",
        status: 402,
        requestID: "Root=1-4bc"
    )

    /// Runs in every state.
    static let events: [GenerationEvent] = [
        event(213, .downloading(DownloadProgress(bytes: 3_100_000, total: 7_400_000)), elapsed: 118),
        event(214, .running, elapsed: 47),
        event(
            215,
            .waiting(wait(.modelLoading, .estimatedTime(20), seconds: 14, former: [20, 20])),
            elapsed: 72,
            prompt: "a lighthouse in a storm"
        ),
        event(
            216,
            .waiting(wait(.rateLimited, .rateLimit(bucket: "api", limit: 1_000, reset: 221), seconds: 221)),
            elapsed: 9,
            prompt: "steam over a bowl of ramen"
        ),
        event(217, .queued, elapsed: 2, prompt: "same boat, at noon"),
        event(218, .queued, elapsed: 2, prompt: "same boat, at night"),
    ]

    /// A history with each kind of end, newest first.
    static let history: [Generation] = [
        generation(212, minutesAgo: 4),
        generation(
            209,
            "paper boat, rain gutter, neon signs, slow dolly out",
            seed: 77,
            minutesAgo: 20,
            isFavorite: true
        ),
        generation(208, seed: 76, minutesAgo: 23, parent: 176),
        generation(207, "paper boat, rain gutter", state: .failed(failure), minutesAgo: 27),
        generation(205, "boat in a bath, toy, macro", seed: 9, minutesAgo: 38),
        generation(198, "東京の夜、雨、ネオン", seed: 4, minutesAgo: 60 * 30),
        generation(166, "harbour, storm", state: .cancelled, minutesAgo: 60 * 24 * 20),
    ]
}

extension AppState {
    /// Lets something happen and returns what is to be done.
    @discardableResult
    mutating func on(_ action: AppAction) -> [AppEffect] {
        AppUpdate.update(&self, action)
    }

    @discardableResult
    mutating func press(_ keys: Key...) -> [AppEffect] {
        keys.flatMap { on(.terminal(.key($0))) }
    }

    @discardableResult
    mutating func type(_ text: String) -> [AppEffect] {
        text.flatMap { on(.terminal(.key($0 == "\n" ? Key(.enter) : .character($0)))) }
    }

    /// Lets time pass.
    @discardableResult
    mutating func pass(_ seconds: Double) -> [AppEffect] {
        AppUpdate.setTime(&self, now.advanced(by: .seconds(seconds)))
        return on(.tick)
    }

    /// Asks for the history and answers with these.
    mutating func load(_ generations: [Generation], total: Int? = nil, next: GenerationID? = nil) {
        _ = AppUpdate.start(&self)
        answer(generations, total: total, next: next)
    }

    /// Answers the question to the history that is open.
    mutating func answer(_ generations: [Generation], total: Int? = nil, next: GenerationID? = nil) {
        guard let lookup = history.lookup else { return }
        on(.result(.historyLoaded(lookup, HistoryPart(generations: generations, next: next))))
        if let total { on(.result(.historyCounted(lookup, .exactly(total)))) }
    }

    mutating func happen(_ events: [GenerationEvent]) {
        for event in events { on(.generation(event)) }
    }
}
