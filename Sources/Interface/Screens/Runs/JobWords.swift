package import Generations
import Terminal

/// What is said of a run that is a job at a provider: where it stands there, how far it is, and what it cost.
package enum JobWords {
    /// The provider that has the job, or was asked last; nil for direct endpoints and before the choice.
    package static func provider(_ generation: Generation) -> String? {
        (generation.job?.provider ?? generation.provider)?.rawValue
    }

    /// What is told of a job that is not over; nil where there is none.
    static func progress(_ generation: Generation) -> JobProgress? {
        guard generation.state == .running else { return nil }
        switch generation.jobStatus {
        case .queued(let progress)?, .running(let progress)?: return progress
        default: return nil
        }
    }

    /// What happens there now: `in fal-ai's queue, 3 ahead`; nil where no provider is known.
    package static func situation(_ generation: Generation) -> String? {
        guard let provider = provider(generation) else { return nil }
        switch generation.jobStatus {
        case .queued(let progress)?: return queue(progress, at: provider)
        case .running(let progress)?: return far(progress) ?? "running at \(provider)"
        case .resultReady?, .finished?: return "made at \(provider), asking for it"
        case .failed?, .cancelled?, nil: return "running at \(provider)"
        }
    }

    /// `40 %, about 18 s left`; nil where the provider tells neither.
    static func far(_ progress: JobProgress) -> String? {
        let parts = [percent(progress), left(progress)].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// The same in a few columns: `3 ahead`, `40 %`; nil where there is nothing to tell.
    static func short(_ generation: Generation) -> String? {
        guard let progress = progress(generation) else { return nil }
        if case .queued? = generation.jobStatus { return ahead(progress) ?? "in line" }
        return percent(progress)
    }

    /// `40 %`.
    static func percent(_ progress: JobProgress) -> String? {
        fraction(progress).map { "\(Int($0 * 100)) %" }
    }

    /// From 0 to 1, whatever was told; nil for what is no number.
    static func fraction(_ progress: JobProgress) -> Double? {
        progress.fraction.flatMap { $0.isFinite ? min(1, max(0, $0)) : nil }
    }

    /// The newest lines of the job's log, oldest first, fit to be shown.
    static func log(_ generation: Generation, last count: Int) -> [String] {
        let lines = progress(generation)?.log ?? []
        return lines.suffix(count).map { Sanitizing.line($0, limit: 400) }.filter { !$0.isEmpty }
    }

    /// `$0.12`, `3 units`.
    package static func cost(_ cost: JobCost) -> String {
        switch cost {
        case .dollars(let dollars): Strings.dollars(dollars)
        case .units(let units): "\(Strings.number(units)) \(units == 1 ? "unit" : "units")"
        }
    }

    // MARK: Waits and holds

    /// Whether the provider has a job that is asked for, and not yet a video that is fetched.
    static func isAskedFor(_ generation: Generation) -> Bool {
        generation.job != nil && generation.resultAddress == nil
    }

    /// Why a job has to be asked for again; nil where no job is asked for.
    static func wait(_ wait: Wait, _ generation: Generation) -> String? {
        guard isAskedFor(generation), let provider = provider(generation) else { return nil }
        switch wait.reason {
        case .rateLimited: return "\(provider) limits how often it is asked; the job goes on there"
        case .modelLoading, .endpointWaking, .backingOff:
            return "\(provider) does not answer; the job goes on there"
        case .noRoom, .cannotSave: return nil
        }
    }

    private static func queue(_ progress: JobProgress, at provider: String) -> String {
        switch progress.position {
        case 0: "next in \(provider)'s queue"
        case nil: "in \(provider)'s queue"
        default: "in \(provider)'s queue" + (ahead(progress).map { ", \($0)" } ?? "")
        }
    }

    private static func ahead(_ progress: JobProgress) -> String? {
        guard let position = progress.position, position >= 0 else { return nil }
        return position == 0 ? "next" : "\(Strings.grouped(position)) ahead"
    }

    private static func left(_ progress: JobProgress) -> String? {
        guard let seconds = progress.remaining, seconds.isFinite, (0.5..<1e7).contains(seconds) else {
            return nil
        }
        return "about \(RunWords.whole(seconds)) left"
    }
}
