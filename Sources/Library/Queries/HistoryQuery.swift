package import Generations

/// Which generations are looked for. Everything that is set must hold.
package struct HistoryQuery: Hashable, Sendable {
    /// What was typed into the search box.
    package var search: SearchQuery
    package var scope: HistoryScope
    package var order: HistoryOrder
    /// One generation for each family: the newest that is found. Holds where the newest come first.
    package var isFolded: Bool
    /// Seconds east of Greenwich: where the days of the scope begin.
    package var utcOffset: Int
    /// Exactly this prompt.
    package var prompt: String?
    /// Any of these states; empty: all.
    package var statuses: Set<GenerationStatus>
    /// Exactly this model.
    package var model: ModelID?
    package var favoritesOnly: Bool
    /// Compared without regard to the case of ASCII letters.
    package var tag: String?

    /// Whether only what is in the trash is looked for; else nothing that is.
    var isInTrash: Bool { scope == .trash || search.isInTrash }

    package init(
        search: SearchQuery = SearchQuery(),
        scope: HistoryScope = .all,
        order: HistoryOrder = .newest,
        isFolded: Bool = false,
        utcOffset: Int = 0,
        prompt: String? = nil,
        statuses: Set<GenerationStatus> = [],
        model: ModelID? = nil,
        favoritesOnly: Bool = false,
        tag: String? = nil
    ) {
        self.search = search
        self.scope = scope
        self.order = order
        self.isFolded = isFolded
        self.utcOffset = utcOffset
        self.prompt = prompt
        self.statuses = statuses
        self.model = model
        self.favoritesOnly = favoritesOnly
        self.tag = tag
    }
}

/// A part of the history, in the order of the query.
package struct HistoryPage: Hashable, Sendable {
    package var generations: [Generation]
    /// The families of these generations, with all their members in the history; empty unless the list is folded.
    package var families: [GenerationID: FamilySummary]
    /// The rows on this page that this version of the program cannot read.
    package var unreadable: [UnreadableGeneration]
    /// Where the next page begins: what to give as `before`; nil when this is the last page. Also a page that is not
    /// full has one, when only so many rows were looked at.
    package var next: GenerationID?

    /// Whether older generations follow.
    package var hasMore: Bool { next != nil }

    package init(
        generations: [Generation] = [],
        families: [GenerationID: FamilySummary] = [:],
        unreadable: [UnreadableGeneration] = [],
        next: GenerationID? = nil
    ) {
        self.generations = generations
        self.families = families
        self.unreadable = unreadable
        self.next = next
    }
}

/// How many rows a query finds.
package struct HistoryTotal: Hashable, Sendable {
    package var count: Int
    /// Whether these are all; otherwise there are so many or more.
    package var isExact: Bool

    package init(count: Int, isExact: Bool) {
        self.count = count
        self.isExact = isExact
    }
}

/// A row of the history that cannot be read.
package struct UnreadableGeneration: Hashable, Sendable {
    package var id: GenerationID
    /// What is wrong with it.
    package var reason: String

    package init(id: GenerationID, reason: String) {
        self.id = id
        self.reason = reason
    }
}
