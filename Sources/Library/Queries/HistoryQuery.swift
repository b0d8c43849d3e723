package import Generations

/// Which generations are looked for. Everything that is set must hold; newest first, always.
package struct HistoryQuery: Hashable, Sendable {
    /// Words of the prompt, in any order, and `"phrases"`; the last word may be unfinished. Empty: all.
    package var text: String
    /// Any of these states; empty: all.
    package var statuses: Set<GenerationStatus>
    package var model: ModelID?
    package var favoritesOnly: Bool
    /// Compared without regard to the case of ASCII letters.
    package var tag: String?
    package var place: Place

    /// Where a generation lies.
    package enum Place: Hashable, Sendable {
        case history, trash
    }

    package init(
        text: String = "",
        statuses: Set<GenerationStatus> = [],
        model: ModelID? = nil,
        favoritesOnly: Bool = false,
        tag: String? = nil,
        place: Place = .history
    ) {
        self.text = text
        self.statuses = statuses
        self.model = model
        self.favoritesOnly = favoritesOnly
        self.tag = tag
        self.place = place
    }
}

/// A part of the history, newest first.
package struct HistoryPage: Hashable, Sendable {
    package var generations: [Generation]
    /// The rows on this page that this version of the program cannot read.
    package var unreadable: [UnreadableGeneration]
    /// Where the next page begins: what to give as `before`; nil when this is the last page.
    package var next: GenerationID?

    /// Whether older generations follow.
    package var hasMore: Bool { next != nil }

    package init(
        generations: [Generation] = [],
        unreadable: [UnreadableGeneration] = [],
        next: GenerationID? = nil
    ) {
        self.generations = generations
        self.unreadable = unreadable
        self.next = next
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
