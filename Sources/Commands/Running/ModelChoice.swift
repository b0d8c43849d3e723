import Generations

/// The model that is set, and the provider that is wanted for it; none leaves it to the Hub.
struct ModelChoice: Hashable, Sendable {
    var model: ModelID
    var provider: String?
}

extension Settings {
    /// The model and the provider, which `--provider`, the end of the model's name or the setting names, in this
    /// order. Nobody chooses a provider for an endpoint of one's own.
    ///
    /// - Parameter other: a model in the place of the one that is set, for which the end of that one's name is not
    ///   meant.
    /// - Throws: `CommandFailure` for what is no model's name, or no provider's that makes videos.
    func modelChoice(for other: ModelID? = nil) throws -> ModelChoice {
        let name = try read(.model) { text throws(ParameterProblem) in try ModelName(text) }
        let set = try read(.provider) { text throws(ParameterProblem) in try ModelName.provider(text) }
        let model = other ?? name.model
        let suffix = model == name.model ? name.provider : nil
        let isFlag = origin(.provider).isFlag
        if let suffix, isFlag, origin(.model).isFlag, set != suffix {
            throw CommandFailure(
                .usage,
                "Two providers are wanted: \(suffix) behind the model's name, and \(set ?? "auto") by --provider.",
                hint: "Leave one of them out."
            )
        }
        let wish = isFlag ? set : suffix ?? set
        let place = origin(isFlag || suffix == nil ? .provider : .model)
        if let wish { try Self.check(wish, from: place) }
        guard self[.endpoint] != nil else { return ModelChoice(model: model, provider: wish) }
        guard !place.isFlag else {
            throw CommandFailure(
                .usage,
                "Requests go to an endpoint (\(origin(.endpoint).text)), where no provider is chosen.",
                hint: "Leave the provider out, or the endpoint."
            )
        }
        return ModelChoice(model: model, provider: nil)
    }

    /// The model that makes keyframes, as it is kept with a request: nil for the program's own choice.
    ///
    /// - Throws: `CommandFailure` for what is no model's name.
    func keyframeModel() throws -> String? {
        _ = try read(.keyframeModel) { text throws(ParameterProblem) in try ModelName(text) }
        return origin(.keyframeModel) == .standard ? nil : self[.keyframeModel]
    }

    private func read<Value>(_ setting: Setting, _ value: (String) throws(ParameterProblem) -> Value) throws
        -> Value
    {
        do {
            return try value(self[setting] ?? "")
        } catch {
            throw CommandFailure(
                .usage,
                "“\(self[setting] ?? "")” (\(origin(setting).text)) cannot be used: \(error.message)"
            )
        }
    }

    private static func check(_ name: String, from origin: SettingOrigin) throws {
        let known = InferenceProvider.forVideos.map(\.rawValue)
        guard !known.contains(name) else { return }
        throw CommandFailure(
            .usage,
            "“\(name)” (\(origin.text)) is no provider of videos that is known here.",
            hint: "Choose \(known.dropLast().joined(separator: ", ")) or \(known.last ?? "auto"), or auto."
        )
    }
}

extension SettingOrigin {
    /// Whether the user has just said it on the command line.
    var isFlag: Bool {
        if case .flag = self { true } else { false }
    }
}
