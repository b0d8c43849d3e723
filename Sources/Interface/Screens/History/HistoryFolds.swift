import Generations

/// Families: one row for all takes of an idea, opened and closed.
enum HistoryFolds {
    /// The most takes of one idea that are shown below it.
    static let limit = 500

    /// Shows the family of the selected row below it.
    static func open(_ state: inout AppState) -> [AppEffect] {
        guard let head = state.history.selection, state.history.members[head] == nil,
            let generation = state.history.selected, state.history.family(of: head) != nil
        else { return [] }
        return read(&state, generation)
    }

    /// Reads the rest of a family that was opened to keep one of its takes in sight.
    static func complete(_ state: inout AppState) -> [AppEffect] {
        guard let id = state.history.selection, let head = state.history.head(of: id),
            state.history.opening[head] == nil, state.history.members[head]?.count == 1,
            let family = state.history.family(of: head), family.members > 2,
            let generation = state.history[head]
        else { return [] }
        return read(&state, generation)
    }

    private static func read(_ state: inout AppState, _ generation: Generation) -> [AppEffect] {
        let head = generation.id
        let lookup = HistoryLookup(
            number: state.nextNumber(),
            text: "",
            scope: .family(generation.family),
            prompt: generation.request.prompt,
            before: nil,
            limit: limit
        )
        state.history.opening[head] = lookup
        return [.loadHistory(lookup)]
    }

    /// Hides the family of the selected row; the row that stands for it is selected.
    static func close(_ state: inout AppState) -> [AppEffect] {
        guard let id = state.history.selection else { return [] }
        let head = state.history.head(of: id) ?? id
        state.history.opening[head] = nil
        guard state.history.members[head] != nil else { return [] }
        state.history.setMembers(nil, of: head)
        HistoryUpdate.showSelection(&state)
        return state.history.selected.map { DetailUpdate.follow(&state, $0) } ?? []
    }

    /// Folds the whole list, or shows each take in its own row.
    static func toggle(_ state: inout AppState) -> [AppEffect] {
        state.history.isFolded.toggle()
        state.history.opening = [:]
        state.say(state.history.isFolded ? "Takes of one idea share a row." : "Every take has its own row.")
        return HistoryUpdate.reload(&state)
    }

    /// A family has come; nil when the answer is to another question.
    static func loaded(_ state: inout AppState, _ lookup: HistoryLookup, _ part: HistoryPart) -> [AppEffect]?
    {
        guard let head = state.history.opening.first(where: { $0.value == lookup })?.key else { return nil }
        state.history.opening[head] = nil
        guard state.history.index(of: head) != nil else { return [] }
        state.history.setMembers(part.generations, of: head)
        HistoryUpdate.showSelection(&state)
        return []
    }
}
