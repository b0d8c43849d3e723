import Generations

/// Favourites, tags, notes and the trash: what is done to generations, taken back, and done again.
enum MarksUpdate {
    /// Makes favourites, or no longer: all of them when one is none yet.
    static func toggleFavorite(_ state: inout AppState, _ targets: [Generation]) -> [AppEffect] {
        let isOn = targets.contains { !$0.isFavorite }
        let name = isOn ? "favourite" : "no favourite any more"
        return change(&state, targets, name) { $0.isFavorite = isOn }
    }

    /// Puts what has ended into the trash.
    static func delete(_ state: inout AppState, _ targets: [Generation]) -> [AppEffect] {
        let ended = targets.filter(\.state.isFinal)
        guard ended.contains(where: { $0.deletedAt == nil }) else {
            state.say(
                "\(names(ended)) \(ended.count == 1 ? "is" : "are") in the trash already. "
                    + "\(keys(.restore, state, "u")) brings \(them(ended)) back, "
                    + "\(keys(.deleteForGood, state, "D")) deletes for good.",
                .warning
            )
            return []
        }
        let effects = change(&state, ended, "in the trash") { $0.isInTrash = true }
        let left = targets.count - ended.count
        var rest =
            left > 0
            ? " \(left == 1 ? "1 that has" : "\(left) that have") not ended \(left == 1 ? "stays" : "stay")."
            : ""
        rest += otherTakes(of: ended, state)
        let undo = keys(.undoChange, state, "z")
        state.say("Put \(names(ended)) into the trash. \(undo) brings \(them(ended)) back.\(rest)")
        return effects
    }

    /// Takes what is in the trash out of it.
    static func restore(_ state: inout AppState, _ targets: [Generation]) -> [AppEffect] {
        let trashed = targets.filter { $0.deletedAt != nil }
        let effects = change(&state, trashed, "out of the trash") { $0.isInTrash = false }
        state.say("Brought \(names(trashed)) back from the trash.")
        return effects
    }

    private static func keys(_ action: UserAction, _ state: AppState, _ usual: String) -> String {
        state.keymap.label(of: action, in: [.history]) ?? usual
    }

    /// That takes stay which share the row of a deleted one, and are not seen.
    private static func otherTakes(of deleted: [Generation], _ state: AppState) -> String {
        let hidden = deleted.reduce(0) { sum, head in
            guard let family = state.history.family(of: head.id), state.history.members[head.id] == nil else {
                return sum
            }
            return sum + family.members - 1
        }
        guard hidden > 0 else { return "" }
        return " \(Strings.count(hidden, "other take stays", "other takes stay"))."
    }

    /// Changes tags and, unless it is nil, the note.
    static func label(
        _ state: inout AppState,
        _ targets: [Generation],
        adding: [String],
        removing: [String],
        note: String?
    ) -> [AppEffect] {
        let parts = adding.map { "+\($0)" } + removing.map { "-\($0)" }
        let words = parts + (note == nil ? [] : ["note"])
        return change(&state, targets, words.joined(separator: " ")) { marks in
            marks.tags = Array(Set(marks.tags).union(adding).subtracting(removing)).sorted()
            if let note { marks.note = note }
        }
    }

    static func undo(_ state: inout AppState) -> [AppEffect] {
        guard let step = state.marks.takeUndo() else { return [] }
        return play(&state, step, step.edits.map(\.reversed), "Took back: \(step.name).")
    }

    static func redo(_ state: inout AppState) -> [AppEffect] {
        guard let step = state.marks.takeRedo() else { return [] }
        return play(&state, step, step.edits, "Done again: \(step.name).")
    }

    /// Asks whether generations and their files go for good.
    static func askToPurge(_ state: inout AppState, _ targets: [Generation]) -> [AppEffect] {
        let ended = targets.filter(\.state.isFinal)
        let videos = ended.compactMap(\.video?.path)
        let keyframes = ended.compactMap(\.keyframe?.file)
        var lines = videos.isEmpty && keyframes.isEmpty ? ["There is no file to delete."] : []
        if !videos.isEmpty {
            lines.append("The video \(videos.count == 1 ? "file is" : "files are") deleted too.")
        }
        if !keyframes.isEmpty {
            lines.append("The \(keyframes.count == 1 ? "keyframe is" : "keyframes are") deleted too.")
        }
        if videos.count < 2, keyframes.count < 2 { lines += videos + keyframes }
        lines.append("Nothing brings \(them(ended)) back.")
        let confirm = ConfirmState(
            question: "Delete \(names(ended)) for good?",
            lines: lines,
            yes: .purge(ended.map(\.id))
        )
        state.overlays.append(.confirm(confirm))
        return []
    }

    /// Generations and their files are gone.
    static func purged(_ state: inout AppState, _ ids: [GenerationID], problem: String?) -> [AppEffect] {
        state.marks.forget(Set(ids))
        state.history.remove(Set(ids))
        if let id = state.detail.id, ids.contains(id) { DetailUpdate.close(&state) }
        HistoryUpdate.showSelection(&state)
        if let problem {
            state.say(problem, .bad)
        } else {
            state.say("Deleted \(ids.count == 1 ? "\(ids[0])" : Strings.count(ids.count, "run")) for good.")
        }
        // The next page begins after a row that may be gone, and another take may stand for its idea.
        let reading = HistoryUpdate.isSimple(state.history) ? [] : HistoryUpdate.reload(&state)
        return reading + (state.history.selected.map { DetailUpdate.follow(&state, $0) } ?? [])
    }

    // MARK: Words

    /// `#208`, or `3 runs`.
    static func names(_ targets: [Generation]) -> String {
        targets.count == 1 ? "\(targets[0].id)" : Strings.count(targets.count, "run")
    }

    private static func them(_ targets: [Generation]) -> String {
        targets.count == 1 ? "it" : "them"
    }

    // MARK: Doing

    private static func change(
        _ state: inout AppState,
        _ targets: [Generation],
        _ name: String,
        _ change: (inout GenerationMarks) -> Void
    ) -> [AppEffect] {
        let edits = targets.map { MarkEdit($0, change) }.filter(\.isChange)
        guard !edits.isEmpty else {
            state.say("\(names(targets)): nothing to change.")
            return []
        }
        let who = edits.count == 1 ? "\(edits[0].id)" : Strings.count(edits.count, "run")
        let step = MarkStep(name: "\(who) \(name)", edits: edits, generations: targets)
        state.marks.record(step)
        return play(&state, step, edits, step.name.prefix(1).uppercased() + step.name.dropFirst() + ".")
    }

    /// Shows the changes at once; the library answers with how things are.
    private static func play(
        _ state: inout AppState,
        _ step: MarkStep,
        _ edits: [MarkEdit],
        _ text: String
    ) -> [AppEffect] {
        state.say(text)
        let known = Dictionary(step.generations.map { ($0.id, $0) }) { first, _ in first }
        let shown = edits.flatMap { edit -> [AppEffect] in
            guard var generation = state.generation(edit.id) ?? known[edit.id] else { return [] }
            generation.isFavorite = edit.after.isFavorite
            generation.tags = edit.after.tags
            generation.note = edit.after.note
            generation.deletedAt = edit.after.isInTrash ? generation.deletedAt ?? state.now.date : nil
            return HistoryUpdate.remark(&state, generation) + DetailUpdate.changed(&state, generation)
        }
        HistoryUpdate.showSelection(&state)
        return [.changeMarks(edits)] + shown
    }
}
