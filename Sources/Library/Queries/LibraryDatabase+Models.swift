package import Generations

/// The models that the user has marked or chosen.
extension LibraryDatabase {
    /// How many chosen models are remembered.
    package static let mostChosenModels = 30

    /// What is known of models without the Hub.
    package func knownModels() async throws(LibraryError) -> KnownModels {
        KnownModels(
            starred: try await models("starred_models"),
            chosen: try await models("chosen_models"),
            statistics: try await statistics().models
        )
    }

    /// The models with a star, the latest first.
    package func starredModels() async throws(LibraryError) -> [ModelID] {
        try await models("starred_models")
    }

    /// Gives a model a star, or takes it away.
    package func setStarred(_ model: ModelID, _ isStarred: Bool) async throws(LibraryError) {
        var starred = try await starredModels().filter { $0 != model }
        if isStarred { starred.insert(model, at: 0) }
        try await set("starred_models", starred)
    }

    /// Remembers that a model was chosen.
    package func rememberChosen(_ model: ModelID) async throws(LibraryError) {
        let others = try await models("chosen_models").filter { $0 != model }
        try await set("chosen_models", Array(([model] + others).prefix(Self.mostChosenModels)))
    }

    /// One name a line; what is no name is left out.
    private func models(_ name: String) async throws(LibraryError) -> [ModelID] {
        let text = try await setting(name) ?? ""
        return text.split(separator: "\n").compactMap { ModelID(String($0)) }
    }

    private func set(_ name: String, _ models: [ModelID]) async throws(LibraryError) {
        try await set(name, models.map(\.rawValue).joined(separator: "\n"))
    }
}
