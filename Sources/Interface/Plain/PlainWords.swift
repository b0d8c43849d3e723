import Generations
import Terminal

/// Whole sentences for a voice: no marks, no columns, units in words.
enum PlainWords {
    /// What is said when a take has come into a state.
    static func change(_ generation: Generation, _ setup: Setup) -> String {
        let take = subject(generation)
        switch generation.state {
        case .queued:
            guard let limit = generation.heldBack else { return "\(take) waits for its turn." }
            return "\(take) waits for others' limit: \(why(limit, generation)). \(countdown(limit, setup))"
        case .submitting:
            let attempt = generation.attempts > 1 ? ", try \(generation.attempts)" : ""
            return "\(take) is being sent\(attempt)."
        case .running: return "\(take) \(running(generation))."
        case .waiting(let wait): return "\(take) waits: \(why(wait, generation)). \(countdown(wait, setup))"
        case .held(let reason):
            return "\(take) is held: \(held(reason)) /release \(number(generation.id)) lets it go on."
        case .downloading: return "\(take) is being saved."
        case .succeeded: return done(generation)
        case .failed(let failure): return "\(take) failed: \(sentence(failure))"
        case .cancelled: return "\(take) is cancelled."
        }
    }

    /// How a run stands at this moment.
    static func standing(_ run: Run, now: Moment, _ setup: Setup) -> String {
        let take = subject(run.generation)
        let clock = length(Clocks.elapsed(since: run.start, now: now))
        switch run.generation.state {
        case .waiting(let wait):
            let left = Clocks.left(until: wait.until.uptime, now: now)
            let end = left == 0 ? "asks now" : "asks again in \(length(left))"
            return "\(take) waits, \(why(wait, run.generation)), \(end), \(RunWords.attempt(wait))."
        case .downloading(let progress):
            return
                "\(take) is being saved, \(Strings.bytes(progress.bytes, of: progress.total)), after \(clock)."
        case .running: return "\(take) \(running(run.generation, since: clock))."
        case .submitting: return "\(take) is being sent, after \(clock)."
        default: return change(run.generation, setup)
        }
    }

    /// One take of the history in one sentence.
    static func row(_ generation: Generation, now: Moment, _ setup: Setup) -> String {
        let when = TimeText.ago(generation.createdAt, now: now.date, offset: setup.utcOffset)
        var parts = [name(generation.id), state(generation.state), when]
        if generation.isFavorite { parts.append("favourite") }
        if let seed = generation.request.parameters.seed { parts.append("seed \(seed)") }
        return parts.joined(separator: ", ") + ": " + prompt(generation.request)
    }

    /// Everything about a take, one fact a line.
    static func facts(_ generation: Generation, _ timeline: [TimelineEntry], _ setup: Setup) -> [String] {
        let request = generation.request
        var lines = [
            "\(name(generation.id)), \(state(generation.state)).", "Prompt: \(prompt(request))",
            "Model: \(request.model).", "Parameters: \(parameters(request, setup)).",
            "Created: \(TimeText.full(generation.createdAt, offset: setup.utcOffset)).",
        ]
        lines += job(generation)
        if let video = generation.video {
            lines.append("File: \(Sanitizing.line(video.path)), \(Strings.bytes(video.bytes)).")
        }
        if case .failed(let failure) = generation.state { lines.append("Failure: \(sentence(failure))") }
        if generation.clocks.total > 0 { lines.append("Clocks: \(clocks(generation.clocks)).") }
        if let parent = generation.parent { lines.append("Repeats take \(number(parent)).") }
        if !generation.tags.isEmpty { lines.append("Tags: \(generation.tags.joined(separator: ", ")).") }
        if !generation.note.isEmpty { lines.append("Note: \(Sanitizing.line(generation.note)).") }
        return lines
            + timeline.map { entry in
                let line = "\(time(entry, setup)): \(event(entry))"
                return line.hasSuffix(".") ? line : line + "."
            }
    }

    /// The parameters that differ from what the model has by itself, in words.
    static func parameters(_ request: GenerationRequest, _ setup: Setup) -> String {
        Sanitizing.line(ParameterLine.parts(request, setup, parent: nil).joined(separator: ", "))
    }

    static let help: [String] =
        [
            "Type a prompt and Enter: it is sent, and every change of its state is said in one line.",
            "A line that ends in a backslash goes on in the next one. "
                + "Words such as --seed 7 or --num-frames 81 at its end set parameters.",
            "Enter alone: how the runs stand.",
            "/history WORDS: search what was made; /more: the next ten.",
        ] + PlainVerb.allCases.map { "/\($0.rawValue) NUMBER: \($0.help)." } + [
            "/saved: the saved prompts; /save NAME: keep the last prompt; /run NAME: run a saved one; asks.",
            "/set WORDS: parameters for all that follows; /parameters: what they are.",
            "/quit: leave. A prompt that begins with a slash is typed with two.",
        ]

    static func name(_ id: GenerationID) -> String { "Take \(number(id))" }

    static func number(_ id: GenerationID) -> String { String(id.rawValue) }

    static func prompt(_ request: GenerationRequest) -> String { Sanitizing.line(request.prompt, limit: 400) }

    /// `1 minute 31 seconds`.
    static func length(_ seconds: Int) -> String {
        let seconds = max(0, seconds)
        let parts = [
            (seconds / 3_600, "hour"), (seconds / 60 % 60, "minute"), (seconds % 60, "second"),
        ].filter { $0.0 > 0 }.map { Strings.count($0.0, $0.1) }
        return parts.isEmpty ? "0 seconds" : parts.joined(separator: " ")
    }

    static func sentence(_ failure: GenerationFailure) -> String {
        Sanitizing.line(failure.hint.isEmpty ? failure.message : failure.message + " " + failure.hint)
    }

    private static func done(_ generation: Generation) -> String {
        let after = length(Int(generation.clocks.total.rounded()))
        guard let video = generation.video else { return "\(name(generation.id)) is done after \(after)." }
        return "\(name(generation.id)) is done after \(after), \(Strings.bytes(video.bytes)): "
            + Sanitizing.line(video.path)
    }

    private static func why(_ wait: Wait, _ generation: Generation) -> String {
        if let reason = JobWords.wait(wait, generation) { return "\(reason), \(source(wait.source))" }
        let reason =
            switch wait.reason {
            case .modelLoading: "the model is loading"
            case .rateLimited: "the rate limit is reached"
            case .endpointWaking: "the endpoint is waking up"
            case .backingOff: "the server did not take it"
            case .noRoom: "there is no room for the video on the disk"
            case .cannotSave: "the video cannot be written"
            }
        return "\(reason), \(source(wait.source))"
    }

    private static func source(_ source: WaitSource) -> String {
        switch source {
        case .estimatedTime(let seconds):
            "the server guesses \(length(Int(min(1e9, max(0, seconds)).rounded())))"
        case .rateLimit(let bucket, _, _): "the server's limit “\(Sanitizing.line(bucket, limit: 40))”"
        case .retryAfter: "the server says when"
        case .backoff: "at our own pace"
        }
    }

    private static func countdown(_ wait: Wait, _ setup: Setup) -> String {
        let seconds = Int(wait.length.seconds.rounded(.up))
        let clock = TimeText.timeOfDay(wait.until.date, offset: setup.utcOffset)
        return "It asks again in \(length(seconds)), at \(clock), \(RunWords.attempt(wait))."
    }

    private static func held(_ reason: HoldReason) -> String {
        switch reason {
        case .user: "you said so."
        case .interruptedSubmit:
            "its answer was never seen, it may have been made and billed."
        case .job(let failure):
            "the provider has it, and cannot be asked: \(Sanitizing.line(failure.message, limit: 300))"
        case .longWait(let wait):
            "the server asks for a wait of \(length(Int(wait.length.seconds.rounded())))."
        }
    }

    private static func state(_ state: GenerationState) -> String {
        switch state {
        case .succeeded: "done"
        case .failed(let failure): "failed, \(HistoryWords.reason(failure))"
        case .downloading: "being saved"
        case .submitting: "being sent"
        default: state.status.rawValue
        }
    }

    private static func clocks(_ clocks: GenerationClocks) -> String {
        func words(_ seconds: Double) -> String { length(Int(seconds.rounded())) }
        return
            "waiting \(words(clocks.waiting)), running \(words(clocks.running)), saving \(words(clocks.saving))"
    }

    private static func time(_ entry: TimelineEntry, _ setup: Setup) -> String {
        TimeText.timeOfDay(entry.date, offset: setup.utcOffset)
    }

    private static func event(_ entry: TimelineEntry) -> String {
        let kind = entry.kind == .attempt ? "attempt \(entry.attempt)" : entry.kind.rawValue
        return entry.text.isEmpty ? kind : "\(kind), \(Sanitizing.line(entry.text))"
    }
}
