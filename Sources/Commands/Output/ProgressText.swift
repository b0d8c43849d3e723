import Generations
import Interface
import Terminal

/// What is said of a generation while it runs: the words and numbers of one moment. Draws nothing.
enum ProgressText {
    /// One line for a terminal: the state, its clock, and why.
    static func line(_ event: GenerationEvent, now: Moment) -> String {
        let generation = event.generation
        let clock = DurationText.clock(now.uptime - event.since.uptime)
        let words =
            switch generation.state {
            case .waiting(let wait): "waiting \(DurationText.clock(wait.remaining(at: now))), \(why(wait))"
            case .downloading(let progress): "downloading \(received(progress))"
            case .submitting where generation.attempts > 1:
                "submitting, attempt \(generation.attempts), \(clock)"
            case .running: "running \(clock)" + situation(generation)
            case .queued where generation.heldBack != nil: change(generation)
            case .queued, .submitting: "\(generation.state.status.rawValue) \(clock)"
            case .held, .succeeded, .failed, .cancelled: change(generation)
            }
        return "\(generation.id) \(KeyframeWords.prefix(generation))\(words)"
    }

    /// What a running job's provider tells, behind a comma; nothing without a job.
    private static func situation(_ generation: Generation) -> String {
        generation.job == nil ? "" : JobWords.situation(generation).map { ", \($0)" } ?? ""
    }

    /// One line for a log: what a generation has just become.
    static func change(_ generation: Generation) -> String {
        KeyframeWords.prefix(generation) + word(generation)
    }

    private static func word(_ generation: Generation) -> String {
        switch generation.state {
        case .waiting(let wait):
            "waiting \(DurationText.short(wait.length)), \(why(wait))"
        case .held(let reason): "held: \(reason.text)"
        case .failed(let failure): "failed: \(failure.message)"
        case .succeeded: "succeeded" + (generation.keyframe?.file.map { "; its keyframe is \($0)" } ?? "")
        case .submitting: "submitting, attempt \(max(1, generation.attempts))"
        case .running: "running" + situation(generation)
        case .queued:
            generation.heldBack.map { "queued, \(DurationText.short($0.length)), \(why($0))" } ?? "queued"
        case .downloading, .cancelled: generation.state.status.rawValue
        }
    }

    /// Why a generation waits, who says so, and for which attempt.
    static func why(_ wait: Wait) -> String {
        let last = wait.maxAttempts > 0 ? " of \(wait.maxAttempts)" : ""
        return "\(reason(wait.reason)) (\(source(wait.source))), then attempt \(wait.attempt)\(last)"
    }

    /// A number of bytes as people read it.
    static func bytes(_ bytes: Int64) -> String {
        switch bytes {
        case ..<1000: "\(bytes) B"
        case ..<1_000_000: tenths(Double(bytes) / 1e3) + " kB"
        case ..<1_000_000_000: tenths(Double(bytes) / 1e6) + " MB"
        default: tenths(Double(bytes) / 1e9) + " GB"
        }
    }

    /// A bar of the given width, in characters that every terminal has.
    static func bar(_ fraction: Double, columns: Int) -> String {
        let filled = min(columns, max(0, Int((fraction * Double(columns)).rounded(.down))))
        return "[" + String(repeating: "#", count: filled) + String(repeating: "-", count: columns - filled)
            + "]"
    }

    private static func received(_ progress: DownloadProgress) -> String {
        guard let total = progress.total, total > 0 else { return bytes(progress.bytes) }
        let fraction = min(1, Double(progress.bytes) / Double(total))
        return "\(bar(fraction, columns: 20)) \(bytes(progress.bytes)) of \(bytes(total))"
    }

    private static func reason(_ reason: WaitReason) -> String {
        switch reason {
        case .modelLoading: "the model is loading"
        case .rateLimited: "the rate is limited"
        case .endpointWaking: "the endpoint is waking"
        case .backingOff: "backing off"
        case .noRoom: "there is no room on the disk"
        case .cannotSave: "the video cannot be written"
        }
    }

    private static func source(_ source: WaitSource) -> String {
        switch source {
        case .estimatedTime(let seconds): "the server guesses \(Int(seconds.rounded())) s"
        case .rateLimit(let bucket, _, _): "the server's limit “\(bucket)”"
        case .retryAfter: "the server says when"
        case .backoff: "our own pace"
        }
    }

    private static func tenths(_ number: Double) -> String {
        "\((number * 10).rounded(.down) / 10)"
    }
}
