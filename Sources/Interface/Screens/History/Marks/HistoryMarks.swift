import Generations

/// A range that is being marked: from where it began to the selected row.
struct MarkRange: Equatable, Sendable {
    var anchor: GenerationID
    /// What was marked before it began.
    var before: [GenerationID: Generation]
}

/// Marking rows, so that a key acts on many.
enum HistoryMarks {
    /// The most that is marked at once.
    static let limit = 5_000

    /// Marks the selected row, or no longer, and goes on to the next.
    static func toggle(_ state: inout AppState) -> [AppEffect] {
        guard let selected = state.history.selected else { return [] }
        if state.history.range != nil {
            state.history.range = nil
            return say(&state)
        }
        if state.history.marked[selected.id] == nil {
            state.history.marked[selected.id] = selected
        } else {
            state.history.marked[selected.id] = nil
        }
        return HistoryUpdate.move(&state, by: 1)
    }

    /// Begins a range at the selected row, or ends the one that is being marked.
    static func toggleRange(_ state: inout AppState) -> [AppEffect] {
        guard let selected = state.history.selected else { return [] }
        guard state.history.range == nil else {
            state.history.range = nil
            return say(&state)
        }
        state.history.range = MarkRange(anchor: selected.id, before: state.history.marked)
        state.history.marked[selected.id] = selected
        let (again, clear) = (state.key(.markRange, in: .history), state.key(.back, in: .history))
        state.say("Marking a range from \(selected.id): move, then \(again) again. \(clear) clears.")
        return []
    }

    /// The selection has moved: the range goes with it.
    static func extendRange(_ state: inout AppState) {
        let history = state.history
        guard let range = history.range, let end = history.selectedRow else { return }
        let start = history.rowIndex(of: range.anchor) ?? end
        var marked = range.before
        for index in min(start, end)...max(start, end) {
            if let generation = history.row(at: index)?.generation { marked[generation.id] = generation }
        }
        state.history.marked = marked
    }

    /// Marks everything that the search finds, reading on as far as needed.
    static func markAll(_ state: inout AppState) -> [AppEffect] {
        guard !state.history.items.isEmpty else { return [] }
        state.history.range = nil
        state.history.isMarkingAll = true
        return readOn(&state)
    }

    /// A page has come while everything is being marked.
    static func readOn(_ state: inout AppState) -> [AppEffect] {
        guard state.history.isMarkingAll else { return [] }
        let count = state.history.items.count
        if state.history.next != nil, count < limit {
            state.say("Marking: \(Strings.grouped(count)) so far")
            return HistoryUpdate.more(&state, limit: min(HistoryState.longestPage, limit - count))
        }
        state.history.isMarkingAll = false
        for index in 0..<min(state.history.rowCount, limit) {
            guard let generation = state.history.row(at: index)?.generation else { continue }
            state.history.marked[generation.id] = generation
        }
        let marked = Strings.grouped(state.history.marked.count)
        let folded = state.history.foldsNow && state.history.members.isEmpty
        let rest = folded ? " \(state.key(.toggleFolding, in: .history)) shows every take." : ""
        state.say(
            (state.history.next == nil ? "Marked \(marked)." : "Marked the first \(marked), not more.") + rest
        )
        return []
    }

    static func clear(_ state: inout AppState) {
        state.history.marked = [:]
        state.history.range = nil
        state.history.isMarkingAll = false
        state.message = nil
    }

    private static func say(_ state: inout AppState) -> [AppEffect] {
        let count = Strings.grouped(state.history.marked.count)
        state.say("\(count) marked. Keys act on all of them; \(state.key(.back, in: .history)) clears.")
        return []
    }
}

extension HistoryState {
    /// What keys act on: what is marked, newest first, else what is selected.
    var targets: [Generation] {
        marked.isEmpty ? selected.map { [$0] } ?? [] : marked.values.sorted { $0.id > $1.id }
    }
}
