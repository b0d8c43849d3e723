import Generations
import Terminal

/// Reading the history, and keeping what is shown up to date.
extension HistoryUpdate {
    /// Reads the first page of what is searched for.
    static func search(_ state: inout AppState) -> [AppEffect] {
        state.history.isMarkingAll = false
        state.history.search = SearchQuery(
            state.history.query,
            now: state.now.date,
            utcOffset: state.setup.utcOffset
        )
        return ask(&state, before: nil, limit: HistoryState.pageSize)
    }

    /// Reads what is shown again, as far as it was read.
    static func reload(_ state: inout AppState) -> [AppEffect] {
        let limit = min(max(state.history.items.count, HistoryState.pageSize), HistoryState.longestPage)
        return ask(&state, before: nil, limit: limit)
    }

    /// Another program has written: what is shown is read again, after the reading that is under way.
    static func libraryChanged(_ state: inout AppState) -> [AppEffect] {
        // Who has read far back, or is marking all, is not to lose the place: F5 reads it again.
        guard state.history.items.count <= HistoryState.longestPage, !state.history.isMarkingAll else {
            return []
        }
        state.history.hasChanged = state.history.lookup != nil
        guard state.history.isLoaded, !state.history.hasChanged else { return [] }
        return reload(&state)
    }

    /// Reads the page that follows, unless one is under way.
    static func more(_ state: inout AppState, limit: Int = HistoryState.pageSize) -> [AppEffect] {
        guard let next = state.history.next, state.history.lookup == nil else { return [] }
        return ask(&state, before: next, limit: limit)
    }

    /// A page has come; one that nobody waits for any more is left alone.
    static func loaded(_ state: inout AppState, _ lookup: HistoryLookup, _ part: HistoryPart) -> [AppEffect] {
        if let family = HistoryFolds.loaded(&state, lookup, part) { return family }
        guard state.history.lookup == lookup else { return [] }
        state.history.lookup = nil
        state.history.problem = nil
        state.history.take(part, for: lookup)
        if state.history.hasChanged, part.next == nil || lookup.before == nil {
            state.history.hasChanged = false
            return reload(&state)
        }
        // What runs is known better here than in the library.
        for run in part.generations.compactMap({ state.runs[$0.id] }) {
            state.history.put(run.generation, mayInsert: false)
        }
        showSelection(&state)
        let counting = lookup.before == nil && part.next != nil ? [AppEffect.countHistory(lookup)] : []
        let marking = HistoryMarks.readOn(&state)
        let reading =
            counting + HistoryFolds.complete(&state)
            + (state.history.lookup == nil ? readOn(&state, lookup, part) : marking)
        guard let selected = state.history.selected, state.detail.id == nil || state.focus == .history else {
            return reading
        }
        return reading + DetailUpdate.follow(&state, selected)
    }

    /// Where few rows fit, a part comes before it is full: asks for the rest, further down.
    private static func readOn(_ state: inout AppState, _ lookup: HistoryLookup, _ part: HistoryPart)
        -> [AppEffect]
    {
        let missing = lookup.limit - part.generations.count - part.unreadable
        return missing > 0 ? more(&state, limit: missing) : []
    }

    static func failed(_ state: inout AppState, _ lookup: HistoryLookup, reason: String) {
        guard state.history.lookup == lookup else { return }
        state.history.lookup = nil
        state.history.isLoaded = true
        state.history.isMarkingAll = false
        state.history.problem = Sanitizing.line(reason, limit: 400)
    }

    /// A generation is new or has changed.
    static func changed(_ state: inout AppState, _ generation: Generation) -> [AppEffect] {
        guard state.history.isLoaded else { return [] }
        let isGone = (generation.deletedAt != nil) != state.history.isTrash
        if !isGone, state.history[generation.id] == nil, !state.history.query.isEmpty {
            return search(&state)
        }
        // Where it belongs in another order is known when it has ended.
        let isMissing = !isGone && state.history[generation.id] == nil && state.history.order != .newest
        return remark(&state, generation)
            + (isMissing && generation.state.isFinal ? reload(&state) : [])
    }

    /// Shows a generation as it is now, without asking anything.
    static func remark(_ state: inout AppState, _ generation: Generation) -> [AppEffect] {
        let selection = state.history.selection
        if (generation.deletedAt != nil) != state.history.isTrash {
            state.history.remove([generation.id])
        } else {
            if state.focus == .history { state.history.followsNewest = false }
            state.history.put(generation, mayInsert: state.history.isWhole && state.history.order == .newest)
        }
        showSelection(&state)
        let reading = HistoryFolds.complete(&state)
        guard state.history.selection != selection, let selected = state.history.selected else {
            return reading
        }
        return reading + DetailUpdate.follow(&state, selected)
    }

    /// Marks of generations have been written down.
    static func marksChanged(_ state: inout AppState, _ generations: [Generation]) -> [AppEffect] {
        generations.flatMap { remark(&state, $0) + DetailUpdate.changed(&state, $0) }
            + (isSimple(state.history) ? [] : reload(&state))
    }

    /// Whether every change shows in the list at once, without reading it again.
    static func isSimple(_ history: HistoryState) -> Bool {
        history.isWhole && !history.isFolded && history.order == .newest
    }

    private static func ask(_ state: inout AppState, before: GenerationID?, limit: Int) -> [AppEffect] {
        let lookup = HistoryLookup(
            number: state.nextNumber(),
            text: state.history.query,
            scope: state.history.scope,
            order: state.history.order,
            isFolded: state.history.foldsNow,
            before: before,
            limit: limit
        )
        state.history.lookup = lookup
        return [.loadHistory(lookup)]
    }
}
