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
    static func situation(_ generation: Generation, now: Moment, utcOffset: Int) -> String {
        switch generation.state {
        case .queued: "waits for its turn"
        case .submitting:
            generation.attempts > 1 ? "sending, try \(generation.attempts)" : "sending the request"
        case .running: "running, no progress from the server"
        case .downloading(let progress): Strings.bytes(progress.bytes, of: progress.total)
        case .waiting(let wait): reason(wait)
        case .held(let reason): held(reason)
        case .succeeded: "done"
        case .failed(let failure): failure.message
        case .cancelled: "cancelled"
        }
    }

    /// Which try a wait leads to: `try 3 of 8`.
    static func attempt(_ wait: Wait) -> String { "try \(wait.attempt) of \(wait.maxAttempts)" }

    /// When the next try is: `again in 3m41s at 14:22:10`.
    static func countdown(_ wait: Wait, now: Moment, utcOffset: Int) -> String {
        let left = Clocks.left(until: wait.until.uptime, now: now)
        if left == 0 { return "asking now" }
        let end = left > 60 ? " at \(TimeText.timeOfDay(wait.until.date, offset: utcOffset))" : ""
        return "again in \(TimeText.length(left))\(end)"
    }

    /// Why a run waits and until when, the time first: `429 rate limit, again in 14 s, try 3/8`.
    static func shortWait(_ wait: Wait, now: Moment, utcOffset: Int) -> (reason: String, end: String) {
        let reason = wait.reason == .rateLimited ? "429 rate limit" : reason(wait)
        let countdown = countdown(wait, now: now, utcOffset: utcOffset)
        return (reason, "\(countdown), try \(wait.attempt)/\(wait.maxAttempts)")
    }

    /// Who set the wait: `server says ~20 s, was 20 s the last 2 times`.
    static func source(_ wait: Wait) -> String {
        switch wait.source {
        case .estimatedTime(let seconds): "server says ~\(whole(seconds))" + formerly(wait.formerEstimates)
        case .rateLimit: "server's reset"
        case .retryAfter: "Retry-After"
        case .backoff: "our back-off"
        }
    }

    /// What is said when the video is there.
    static func saved(_ generation: Generation) -> String {
        guard let video = generation.video else { return "\(generation.id) is done." }
        let length = TimeText.length(Int(generation.clocks.total.rounded()))
        return "Saved \(Strings.fileName(video.path)) (\(Strings.bytes(video.bytes)), \(length)). "
            + "o in the history opens it."
    }

    /// What a cancel can still stop, and what not.
    static func whatCancelStops(_ generation: Generation) -> [String] {
        switch generation.state {
        case .queued where generation.attempts == 0, .held(.user) where generation.attempts == 0:
            ["Nothing has been sent yet: it costs nothing."]
        case .held(.interruptedSubmit):
            ["It had been sent, and its answer was never seen:", "it may have been made, and may be billed."]
        case .queued, .held, .waiting: ["Nothing is under way at the server: no further try is made."]
        case .submitting, .running:
            [
                "The connection is closed. Whether the server stops is up to it:",
                "work that has begun may still be billed.",
            ]
        case .downloading: ["The video has been made and is billed; what has come in is removed."]
        case .succeeded, .failed, .cancelled: ["It has ended."]
        }
    }

    private static func word(_ reason: WaitReason) -> String {
        switch reason {
        case .modelLoading: "LOAD"
        case .rateLimited: "WAIT"
        case .endpointWaking: "WAKE"
        case .backingOff: "BACK"
        }
    }

    private static func reason(_ wait: Wait) -> String {
        switch wait.reason {
        case .modelLoading: "503 loading"
        case .rateLimited: rateLimit(wait.source)
        case .endpointWaking: "endpoint waking"
        case .backingOff: "backing off"
        }
    }

    private static func rateLimit(_ source: WaitSource) -> String {
        guard case .rateLimit(let bucket, let limit, _) = source else { return "429 rate limit" }
        let left = limit.map { ", 0 of \(Strings.grouped($0)) left" } ?? ""
        return "429 rate limit '\(Sanitizing.line(bucket, limit: 40))'\(left)"
    }

    private static func held(_ reason: HoldReason) -> String {
        switch reason {
        case .user: "held by you; h lets it go on"
        case .interruptedSubmit: "the answer was never seen; h asks before it sends again"
        case .longWait(let wait):
            "the server asks for \(TimeText.length(Int(wait.length.seconds.rounded()))); h lets it go on"
        }
    }

    /// How the server's earlier guesses were.
    private static func formerly(_ estimates: [Double]) -> String {
        guard let last = estimates.last else { return "" }
        let same = estimates.reversed().prefix { $0 == last }.count
        return same > 1 ? ", was \(whole(last)) the last \(same) times" : ", was \(whole(last)) before"
    }

    private static func whole(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e9 else { return "?" }
        return TimeText.length(Int(max(0, seconds).rounded()))
    }
}
