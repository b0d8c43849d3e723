import Generations

/// The model that is set, and the provider that is wanted for it; none leaves it to the Hub.
struct ModelChoice: Hashable, Sendable {
    var model: ModelID
    var provider: String?
}

extension Settings {
    /// The model and the provider, which `--provider`, the end of the model's name or the setting names, in this
    /// order.
    ///
    /// - Throws: `CommandFailure` for what is no model's name, or no provider's that makes videos.
    func modelChoice() throws -> ModelChoice {
        let name = try read(.model) { text throws(ParameterProblem) in try ModelName(text) }
        var wish = try read(.provider) { text throws(ParameterProblem) in try ModelName.provider(text) }
        if let suffix = name.provider {
            if case .flag = origin(.provider), wish != suffix {
                throw CommandFailure(
                    .usage,
                    "Two providers are wanted: \(suffix) behind the model's name, and \(wish ?? "auto") by --provider.",
                    hint: "Leave one of them out."
                )
            }
            wish = suffix
        }
        if let wish { try Self.check(wish, from: name.provider == nil ? origin(.provider) : origin(.model)) }
        return ModelChoice(model: name.model, provider: wish)
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
        let known = InferenceProvider.ofVideos.map(\.rawValue)
        guard !known.contains(name) else { return }
        throw CommandFailure(
            .usage,
            "“\(name)” (\(origin.text)) is no provider of videos that is known here.",
            hint: "Choose \(known.dropLast().joined(separator: ", ")) or \(known.last ?? "auto"), or auto."
        )
    }
}
