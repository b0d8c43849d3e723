import Generations
import Terminal

/// Sentences about a take that a provider makes, and about the image before its video.
extension PlainWords {
    /// What a sentence is about: the take, or the image that is made first.
    static func subject(_ generation: Generation) -> String {
        generation.isMakingKeyframe
            ? "The keyframe of take \(number(generation.id))" : name(generation.id)
    }

    /// What tells one situation at a provider from the next, so that each is said once and no poll is.
    static func stage(_ generation: Generation) -> String {
        let step = generation.keyframe == nil ? "" : generation.isMakingKeyframe ? "keyframe" : "video"
        guard generation.state == .running else { return step }
        return if case .queued? = generation.jobStatus { step + " in line" } else { step }
    }

    /// What is said when the image is there.
    static func keyframeMade(_ generation: Generation) -> String? {
        guard let keyframe = generation.keyframe, let file = keyframe.file else { return nil }
        let after = keyframe.seconds.map { " after \(length(seconds($0)))" } ?? ""
        return "The keyframe of take \(number(generation.id)) is made\(after): \(Sanitizing.line(file))"
    }

    /// What is told beside the state, with the take's name for its number.
    static func news(_ news: String, of generation: Generation) -> String {
        let rest = news.trimmingPrefix("\(generation.id): ")
        return "\(name(generation.id)): \(Sanitizing.line(String(rest)))"
    }

    /// What happens at the server: `runs at fal-ai`.
    static func running(_ generation: Generation) -> String {
        guard let provider = JobWords.provider(generation) else { return "runs at the server" }
        guard case .queued(let progress)? = generation.jobStatus else { return "runs at \(provider)" }
        switch progress.position {
        case 0: return "is next in the queue of \(provider)"
        case let position? where position > 0:
            return "is in the queue of \(provider), \(Strings.grouped(position)) ahead"
        default: return "is in the queue of \(provider)"
        }
    }

    /// The same at one moment, with how far it is.
    static func running(_ generation: Generation, since clock: String) -> String {
        let progress = JobWords.progress(generation)
        let done = progress.flatMap(JobWords.fraction).map { "\(Int($0 * 100)) percent done" }
        let left = progress?.remaining.flatMap { $0.isFinite && $0 >= 0.5 ? $0 : nil }
            .map { "about \(length(seconds($0))) left" }
        return ([running(generation), "since \(clock)"] + [done, left].compactMap { $0 })
            .joined(separator: ", ")
    }

    /// What is known of the provider, a fact a line.
    static func job(_ generation: Generation) -> [String] {
        var lines: [String] = []
        if let provider = JobWords.provider(generation) { lines.append("Provider: \(provider).") }
        if let job = generation.job { lines.append("Job: \(job.id).") }
        if let cost = generation.cost { lines.append("Cost: \(JobWords.cost(cost)).") }
        if let keyframe = generation.keyframe {
            lines.append("Keyframe: \(KeyframeWords.made(keyframe)).")
            if let file = keyframe.file { lines.append("Its file: \(Sanitizing.line(file)).") }
        }
        return lines
    }

    private static func seconds(_ seconds: Double) -> Int {
        guard seconds.isFinite else { return 0 }
        return Int(min(1e9, max(0, seconds)).rounded())
    }
}
