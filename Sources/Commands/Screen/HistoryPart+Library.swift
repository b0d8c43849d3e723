import Foundation
import Generations
import Interface
import Library

extension LibraryDatabase {
    /// What the screen asks the history for; the first part comes with how many there are in all.
    func part(of lookup: HistoryLookup, _ dependencies: Dependencies) async throws -> HistoryPart {
        let now = dependencies.now.date
        let utcOffset = dependencies.timeZone.secondsFromGMT(for: now)
        let query = HistoryQuery(
            search: SearchQuery(lookup.text, now: now, utcOffset: utcOffset),
            scope: lookup.scope,
            isFolded: lookup.isFolded,
            utcOffset: utcOffset
        )
        let page = try await page(query, before: lookup.before, limit: lookup.limit)
        var part = HistoryPart(
            generations: page.generations,
            next: page.next,
            families: page.families,
            unreadable: page.unreadable.count
        )
        guard lookup.before == nil else { return part }
        let total = try await total(query, firstPage: page)
        part.total = total.isExact ? total.count : nil
        part.atLeast = total.isExact ? nil : total.count
        return part
    }
}
