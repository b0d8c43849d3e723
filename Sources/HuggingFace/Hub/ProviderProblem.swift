import Generations

/// Why no provider, or not the one that is wanted, can make a video with a model; and who can.
struct ProviderProblem: Error, Hashable, Sendable {
    enum Reason: Hashable, Sendable {
        /// No provider serves the model at all.
        case nobody
        /// The provider does not serve this model.
        case notServed(String)
        /// It is served, by one provider or by all of them, for other tasks.
        case otherTask(String?, [String])
        /// It would be served, but not now.
        case notLive(String, ProviderEntry.Status)
        /// The provider does not do the task with any model.
        case cannot(String)
        /// Those that serve it are none that we speak to.
        case strangers([String])
        /// We do not speak to it.
        case unknown(String)
        /// A provider that has left Hugging Face.
        case gone(String)
    }

    var model: ModelID
    var task: InferenceTask
    var reason: Reason
    /// Those that can do it, in the Hub's order.
    var others: [InferenceProvider]

    /// The providers that were removed on 2026-07-01 (huggingface.js, pull request 2258).
    static let gone: Set<String> = [
        "black-forest-labs", "clarifai", "hyperbolic", "nebius", "nvidia", "sambanova",
    ]

    /// What is wrong; who could do it instead is in `others`.
    var sentence: String { Redaction.message(what + ".") }

    /// The error that ends a run; nothing was sent.
    var error: InferenceError {
        .unsupported(
            ErrorDetail(
                message: sentence,
                provider: provider.map { Redaction.message($0) },
                others: others.map(\.rawValue),
                isSentence: true
            )
        )
    }

    /// The one that was wanted.
    private var provider: String? {
        switch reason {
        case .nobody, .strangers, .otherTask(nil, _): nil
        case .notServed(let name), .cannot(let name), .unknown(let name), .gone(let name),
            .notLive(let name, _), .otherTask(let name?, _):
            name
        }
    }

    private var what: String {
        switch reason {
        case .nobody:
            "No provider serves \(model), and hf-inference, Hugging Face's own, makes no "
                + (task == .textToImage ? "image with it" : "videos")
        case .notServed(let name): "\(name) does not serve \(model)"
        case .otherTask(nil, let tasks):
            "\(model) is served for \(Self.list(tasks, "and")) and not for \(task.rawValue)"
        case .otherTask(let name?, let tasks):
            "\(name) serves \(model) for \(Self.list(tasks, "and")) and not for \(task.rawValue)"
        case .notLive(let name, .staging): "\(name) is only trying out \(model) and does not serve it yet"
        case .notLive(let name, .error): "\(model) at \(name) failed the Hub's last check"
        case .notLive(let name, _): "\(model) is not live at \(name)"
        case .cannot(let name): "\(name) does no \(task.rawValue)"
        case .strangers(let names):
            "\(model) is served by \(Self.list(names, "and")) alone, to which this program does not speak"
        case .unknown(let name): "This program does not speak to \(name)"
        case .gone(let name): "\(name) is no longer a provider of Hugging Face"
        }
    }

    private static func list(_ words: [String], _ last: String) -> String {
        guard words.count > 1, let end = words.last else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " \(last) \(end)"
    }
}
