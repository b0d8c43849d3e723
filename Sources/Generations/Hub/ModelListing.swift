/// A model as a list of the Hub shows it. Its texts are sanitised.
package struct ModelListing: Hashable, Sendable {
    package var model: ModelID
    /// What it is for, in the Hub's words; nil when the Hub does not say.
    package var task: String?
    /// One for each provider, in the Hub's order; for the task that each serves.
    package var offers: [ModelOffers.Offer]
    package var downloads: Int?
    package var likes: Int?
    /// The name of its licence, such as `apache-2.0`.
    package var license: String?
    /// Its terms have to be accepted first.
    package var isGated: Bool
    package var isPrivate: Bool
    /// Whether a provider keeps it ready now.
    package var isWarm: Bool

    package init(
        model: ModelID,
        task: String? = nil,
        offers: [ModelOffers.Offer] = [],
        downloads: Int? = nil,
        likes: Int? = nil,
        license: String? = nil,
        isGated: Bool = false,
        isPrivate: Bool = false,
        isWarm: Bool = false
    ) {
        self.model = model
        self.task = task
        self.offers = offers
        self.downloads = downloads
        self.likes = likes
        self.license = license
        self.isGated = isGated
        self.isPrivate = isPrivate
        self.isWarm = isWarm
    }

    /// Everything that providers make of it, in the Hub's words, each once; its own task when nobody serves it.
    package var tasks: [String] {
        var seen: Set<String> = []
        let served = offers.flatMap(\.tasks).filter { seen.insert($0).inserted }
        return served.isEmpty ? [task].compactMap { $0 } : served
    }
}

/// A part of a list of models.
package struct ModelPage: Hashable, Sendable {
    package var models: [ModelListing]
    /// The address of the part that follows; nil when this is the last one.
    package var next: String?

    package init(models: [ModelListing], next: String? = nil) {
        self.models = models
        self.next = next
    }
}

/// The models that the user has chosen or marked before, and what their runs have come to.
package struct KnownModels: Hashable, Sendable {
    /// Marked with a star, the latest first.
    package var starred: [ModelID]
    /// Chosen before, the latest first.
    package var chosen: [ModelID]
    /// Of the newest runs; the model that was used last comes first.
    package var statistics: [ModelStatistics]

    package init(starred: [ModelID] = [], chosen: [ModelID] = [], statistics: [ModelStatistics] = []) {
        self.starred = starred
        self.chosen = chosen
        self.statistics = statistics
    }

    /// All of them, each once: those with a star, those that were chosen, those that were used.
    package var all: [ModelID] {
        var seen: Set<ModelID> = []
        return (starred + chosen + statistics.map(\.model)).filter { seen.insert($0).inserted }
    }
}

extension ModelStatistics {
    /// The share of its runs that failed, of those that ended by themselves; nil when none did.
    package var failureRate: Double? {
        succeeded + failed > 0 ? Double(failed) / Double(succeeded + failed) : nil
    }
}
