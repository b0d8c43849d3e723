import Generations

/// Which providers serve a model, in the order of the user's own settings (hub-docs,
/// `inference-providers/hub-api.md`).
struct ProviderMapping: Hashable, Sendable {
    var model: ModelID
    var entries: [ProviderEntry]

    /// Reads the value of `inferenceProviderMapping`: an object by the provider's name, as one model has it,
    /// or a list, as lists of models have it. What cannot be read is left out; a missing value is a model
    /// that nobody serves.
    init(_ bytes: ArraySlice<UInt8>?, of model: ModelID) {
        self.model = model
        guard let bytes else {
            entries = []
            return
        }
        let named = JSONMembers.members(of: bytes).map { (name: Optional($0.key), value: $0.value) }
        let listed = JSONMembers.elements(of: bytes).map { (name: String?.none, value: $0) }
        entries = (named + listed).compactMap { part in
            JSONText.value(Array(part.value)).flatMap { ProviderEntry($0, provider: part.name, model: model) }
        }
    }

    init(model: ModelID, entries: [ProviderEntry]) {
        self.model = model
        self.entries = entries
    }
}

/// One provider that serves a model.
struct ProviderEntry: Hashable, Sendable {
    enum Status: Hashable, Sendable {
        case live
        /// Only the provider's own people see it.
        case staging
        /// It failed the Hub's last check.
        case error
        case other(String)

        init(_ text: String) {
            self =
                switch text {
                case "live": .live
                case "staging": .staging
                case "error": .error
                default: .other(text)
                }
        }
    }

    /// The provider's name on the Hub; we may not know it.
    var provider: String
    var model: ProviderModel
    /// What it makes of the model, as the Hub says it; we may not know it.
    var task: String
    var status: Status

    init(provider: String, model: ProviderModel, task: String, status: Status) {
        self.provider = provider
        self.model = model
        self.task = task
        self.status = status
    }

    /// Reads one entry; nil when the names in it are missing or cannot be sent.
    ///
    /// - Parameter provider: the name that the entry stands under, when it does not say it itself.
    init?(_ json: ParameterValue, provider: String?, model: ModelID) {
        guard let provider = json["provider"]?.text ?? provider, let id = json["providerId"]?.text,
            let task = json["task"]?.text,
            let model = ProviderModel(id: id, lora: Self.lora(json, of: model))
        else { return nil }
        self.provider = provider
        self.model = model
        self.task = task
        status = Status(json["status"]?.text ?? "")
    }

    private static func lora(_ json: ParameterValue, of model: ModelID) -> ProviderModel.Adapter? {
        guard json["adapter"]?.text == "lora" else { return nil }
        return ProviderModel.Adapter(
            repository: json["hfModelId"]?.text.flatMap { ModelID($0) } ?? model,
            weights: json["adapterWeightsPath"]?.text
        )
    }

    /// The provider, if it is one that we know.
    var known: InferenceProvider? { InferenceProvider(rawValue: provider) }

    /// Whether the Hub says that it makes this. What is served with text and image is an image's task, and
    /// also a text's where the image is left to the caller (huggingface.js `lib/getProviderHelper.ts`).
    func isFor(_ task: InferenceTask) -> Bool {
        guard self.task == Self.textAndImage else { return self.task == task.rawValue }
        return switch task {
        case .imageToVideo: true
        case .textToVideo: !needsImage
        case .textToImage: false
        }
    }

    /// Whether it is for the task, and we know how to ask for it.
    func serves(_ task: InferenceTask) -> Bool {
        guard isFor(task), let known else { return false }
        let adapter = ProviderRegistry.adapter(for: known)
        return adapter.tasks.contains(task) && (self.task != Self.textAndImage || adapter.takesTextAndImage)
    }

    private static let textAndImage = "image-text-to-video"

    /// Whether the provider's own name for the model says that it animates an image.
    private var needsImage: Bool {
        let words = model.id.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
        return words.contains("image-to-video") || words.contains("i2v")
    }
}
