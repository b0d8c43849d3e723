import Generations
import Terminal

/// What is said of a run: its word, its clock, why it waits, and what a key would do to it.
enum RunWords {
    /// The state in one short word.
    static func word(_ state: GenerationState) -> String {
        switch state {
        case .queued: "QUEUE"
        case .submitting: "SEND"
        case .running: "RUN"
        case .downloading: "SAVE"
        case .waiting(let wait): word(wait.reason)
        case .held: "HELD"
        case .succeeded: "OK"
        case .failed: "FAIL"
        case .cancelled: "STOP"
        }
    }

    /// What happens now, in a few words.
    static func situation(_ generation: Generation, _ state: AppState) -> String {
        KeyframeWords.prefix(generation) + standing(generation, state)
    }

    private static func standing(_ generation: Generation, _ state: AppState) -> String {
        switch generation.state {
        case .queued: generation.heldBack.map { reason($0) + " of others" } ?? "waits for its turn"
        case .submitting:
            generation.attempts > 1 ? "sending, try \(generation.attempts)" : "sending the request"
        case .running: JobWords.situation(generation) ?? "running, no progress from the server"
        case .downloading(let progress): Strings.bytes(progress.bytes, of: progress.total)
        case .waiting(let wait): JobWords.wait(wait, generation) ?? reason(wait)
        case .held(let reason): held(reason, generation, key: state.key(.toggleHold, in: .runs))
        case .succeeded: "done"
        case .failed(let failure): failure.message
        case .cancelled: "cancelled"
        }
    }

    /// Which try a wait leads to: `try 3 of 8`.
    ///
    /// A job is asked for as often as its time allows: then there is no last try.
    static func attempt(_ wait: Wait) -> String {
        wait.maxAttempts > 0 ? "try \(wait.attempt) of \(wait.maxAttempts)" : "try \(wait.attempt)"
    }

    /// The same in a few columns: `try 3/8`.
    static func shortAttempt(_ wait: Wait) -> String {
        wait.maxAttempts > 0 ? "try \(wait.attempt)/\(wait.maxAttempts)" : "try \(wait.attempt)"
    }

    /// When the next try is: `again in 3m41s at 14:22:10`. Long waits tell the time of day to their end, so that
    /// the line keeps its shape.
    static func countdown(_ wait: Wait, now: Moment, utcOffset: Int, isFull: Bool = false) -> String {
        let left = Clocks.left(until: wait.until.uptime, now: now)
        if left == 0 { return "asking now" }
        let tellsTime = isFull || wait.length > .seconds(60)
        let end = tellsTime ? " at \(TimeText.timeOfDay(wait.until.date, offset: utcOffset))" : ""
        return "again in \(TimeText.length(left))\(end)"
    }

    /// Why a run waits and until when, the time first: `429 rate limit, again in 14 s, try 3/8`.
    static func shortWait(
        _ wait: Wait,
        _ generation: Generation,
        now: Moment,
        utcOffset: Int
    ) -> (reason: String, end: String) {
        let countdown = countdown(wait, now: now, utcOffset: utcOffset)
        let end = "\(countdown), \(shortAttempt(wait))"
        if let reason = JobWords.wait(wait, generation) { return (reason, end) }
        return (wait.reason == .rateLimited ? "429 rate limit" : reason(wait), end)
    }

    /// Who set the wait, and where that stood: `server's estimated_time ~20 s, said 20 s the last 2 times`.
    static func source(_ wait: Wait) -> String {
        let said = formerly(wait.formerEstimates)
        return switch wait.source {
        case .estimatedTime(let seconds): "server's estimated_time ~\(whole(seconds))" + said
        case .rateLimit(_, _, let reset): "server's RateLimit header, \(whole(reset))"
        case .retryAfter(let seconds): "server's Retry-After header, \(whole(seconds))" + said
        case .backoff: "our back-off"
        }
    }

    /// The same in two or three words.
    static func shortSource(_ wait: Wait) -> String {
        switch wait.source {
        case .estimatedTime(let seconds): "server says ~\(whole(seconds))"
        case .rateLimit: "server's RateLimit"
        case .retryAfter: "server's Retry-After"
        case .backoff: "our back-off"
        }
    }

    /// How long such runs took before: `usually 1m10s (last 12)`.
    static func usual(_ times: UsualClocks) -> String {
        "usually \(whole(times.whole)) (last \(times.count))"
    }

    /// What is said when the video is there.
    ///
    /// - Parameters:
    ///   - verdict: how a repeat came out, when that is known.
    static func saved(_ generation: Generation, _ state: AppState, verdict: RepeatVerdict? = nil) -> String {
        guard let video = generation.video else { return "\(generation.id) is done." }
        let length = TimeText.length(Int(generation.clocks.total.rounded()))
        let file = "Saved \(Strings.fileName(video.path)) (\(length))"
        let open = state.key(.openVideo, in: .history)
        return file + (verdict.map { ": \($0.sentence)." } ?? ". \(open) in the history opens it.")
    }

    private static func word(_ reason: WaitReason) -> String {
        switch reason {
        case .modelLoading: "LOAD"
        case .rateLimited: "WAIT"
        case .endpointWaking: "WAKE"
        case .backingOff: "BACK"
        case .noRoom, .cannotSave: "DISK"
        }
    }

    private static func reason(_ wait: Wait) -> String {
        switch wait.reason {
        case .modelLoading: "503 loading"
        case .rateLimited: rateLimit(wait.source)
        case .endpointWaking: "endpoint waking"
        case .backingOff: "backing off"
        case .noRoom: "no room on the disk"
        case .cannotSave: "the video cannot be written"
        }
    }

    private static func rateLimit(_ source: WaitSource) -> String {
        guard case .rateLimit(let bucket, let limit, _) = source else { return "429 rate limit" }
        let left = limit.map { ", 0 of \(Strings.grouped($0)) left" } ?? ""
        return "429 rate limit '\(Sanitizing.line(bucket, limit: 40))'\(left)"
    }

    private static func held(_ reason: HoldReason, _ generation: Generation, key: String) -> String {
        switch reason {
        case .user: "held; \(key) lets it go on"
        case .interruptedSubmit: "the answer was never seen; \(key) asks before it sends again"
        case .job: "\(JobWords.provider(generation) ?? "the provider") has the job; \(key) asks for it again"
        case .longWait(let wait):
            "the server asks for \(TimeText.length(Int(wait.length.seconds.rounded()))); \(key) lets it go on"
        }
    }

    /// How the server's earlier guesses were.
    private static func formerly(_ estimates: [Double]) -> String {
        guard let last = estimates.last else { return "" }
        let same = estimates.reversed().prefix { $0 == last }.count
        return same > 1 ? ", said \(whole(last)) the last \(same) times" : ", said \(whole(last)) before"
    }

    /// Whole seconds as a length; a question mark for what is no time.
    static func whole(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e9 else { return "?" }
        return TimeText.length(Int(max(0, seconds).rounded()))
    }
}
