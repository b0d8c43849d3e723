import Generations

@testable import HuggingFace

/// What a provider's answer means, in the words of the tables.
enum OutcomeWords {
    static func of(_ status: JobStatus) -> String {
        switch status {
        case .queued(let progress): "queued" + of(progress)
        case .running(let progress): "running" + of(progress)
        case .resultReady: "result ready"
        case .failed(let error): "failed: " + of(error)
        case .cancelled: "cancelled"
        case .finished(let result): of(result)
        }
    }

    private static func of(_ progress: JobProgress) -> String {
        var words = progress.position.map { " at \($0)" } ?? ""
        if let fraction = progress.fraction { words += " \(Int(fraction * 100))%" }
        if let remaining = progress.remaining { words += ", \(Int(remaining)) s left" }
        if progress.fraction != nil, let line = progress.log.last { words += ": " + line }
        return words
    }

    private static func of(_ result: JobResult) -> String {
        var words: String
        switch result.media {
        case .address(let address): words = address
        case .bytes(let bytes): words = "\(bytes.count) bytes"
        }
        if case .dollars(let cost) = result.cost { words += ", $\(cost)" }
        if let seed = result.seed { words += ", seed \(seed)" }
        if result.isFlagged { words += ", flagged" }
        return words
    }

    static func of(_ error: InferenceError) -> String {
        "\(error)".prefix { $0 != "(" } + " " + error.detail.message
    }
}
