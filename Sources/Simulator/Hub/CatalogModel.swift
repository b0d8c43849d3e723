/// A model as the Hub knows it.
struct CatalogModel: Sendable {
    var id: String
    /// What it is for, in the Hub's words.
    var task: RoadTask
    /// Who serves it, in the Hub's order; none when the key is missing on the Hub.
    var offers: [Offer]?
    /// Who may read it.
    var access = Access.open
    var license = "apache-2.0"
    var downloads = 0
    var likes = 0

    /// Who may read a model.
    enum Access: Sendable {
        case open, gated, hidden
    }

    /// An entry of the provider mapping (hub-docs `inference-providers/hub-api.md`).
    struct Offer: Sendable {
        var provider: String
        var target: String
        var task: RoadTask
        var status = "live"
        /// The file of an adapter, for a LoRA.
        var adapter: String?
    }

    /// Whether a provider serves it now.
    var isWarm: Bool {
        offers?.contains { $0.status == "live" } == true
    }

    /// A number in the form of the Hub's `_id`.
    var internalID: String {
        let digits = String(StableHash.of(id), radix: 16)
        return String((digits + digits + digits).prefix(24))
    }
}

extension CatalogModel.Offer {
    /// The entry without its provider, as it stands under the provider's name.
    func json(type: JSON? = nil) -> JSON {
        .present(
            ("status", .string(status)),
            ("providerId", .string(target)),
            ("task", .string(task.rawValue)),
            ("adapter", adapter.map { _ in "lora" }),
            ("adapterWeightsPath", adapter.map { .string($0) }),
            ("type", type)
        )
    }
}
