import Foundation
import Generations
import Interface
import Library

extension LibraryDatabase {
    /// What the screen asks the history for.
    func part(of lookup: HistoryLookup, _ dependencies: Dependencies) async throws -> HistoryPart {
        let query = HistoryQuery(lookup, dependencies)
        let page = try await page(query, before: lookup.before, limit: lookup.limit)
        return HistoryPart(
            generations: page.generations,
            next: page.next,
            families: page.families,
            unreadable: page.unreadable.count
        )
    }

    /// How many it finds in all.
    func count(_ lookup: HistoryLookup, _ dependencies: Dependencies) async throws -> HistoryCount {
        let total = try await total(HistoryQuery(lookup, dependencies))
        return total.isExact ? .exactly(total.count) : .atLeast(total.count)
    }
}

extension HistoryQuery {
    /// A question of the screen, as of now.
    fileprivate init(_ lookup: HistoryLookup, _ dependencies: Dependencies) {
        let now = dependencies.now.date
        let utcOffset = dependencies.timeZone.secondsFromGMT(for: now)
        self.init(
            search: SearchQuery(lookup.text, now: now, utcOffset: utcOffset),
            scope: lookup.scope,
            order: lookup.order,
            isFolded: lookup.isFolded,
            utcOffset: utcOffset,
            prompt: lookup.prompt
        )
    }
}
