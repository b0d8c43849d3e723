package import Generations

/// What a user can change of a generation that has ended: it changes nothing that was made.
package struct GenerationMarks: Hashable, Sendable {
    package var isFavorite: Bool
    /// Sorted, each once.
    package var tags: [String]
    package var note: String
    package var isInTrash: Bool

    init(_ generation: Generation) {
        isFavorite = generation.isFavorite
        tags = generation.tags
        note = generation.note
        isInTrash = generation.deletedAt != nil
    }
}

/// A change of one generation's marks, with what was before, so that it can be taken back.
package struct MarkEdit: Hashable, Sendable {
    package var id: GenerationID
    package var before: GenerationMarks
    package var after: GenerationMarks

    init(_ generation: Generation, _ change: (inout GenerationMarks) -> Void) {
        id = generation.id
        before = GenerationMarks(generation)
        after = before
        change(&after)
    }

    /// The tags that come, in order.
    package var addedTags: [String] { after.tags.filter { !before.tags.contains($0) } }

    /// The tags that go, in order.
    package var removedTags: [String] { before.tags.filter { !after.tags.contains($0) } }

    var isChange: Bool { before != after }

    var reversed: MarkEdit {
        var edit = self
        swap(&edit.before, &edit.after)
        return edit
    }
}

/// One step of the user's: what was done to one generation or to many.
struct MarkStep: Equatable, Sendable {
    /// In words that go on after "Took back: " and "Done again: ".
    var name: String
    var edits: [MarkEdit]
    /// As they were, since what went to the trash is in no list any more.
    var generations: [Generation]
}

/// The changes of the list that can be taken back, and those that were; newest last.
struct MarkHistory: Equatable, Sendable {
    static let limit = 200

    private(set) var undoable: [MarkStep] = []
    private(set) var redoable: [MarkStep] = []

    mutating func record(_ step: MarkStep) {
        redoable = []
        undoable.append(step)
        if undoable.count > Self.limit { undoable.removeFirst() }
    }

    mutating func takeUndo() -> MarkStep? {
        guard let step = undoable.popLast() else { return nil }
        redoable.append(step)
        return step
    }

    mutating func takeRedo() -> MarkStep? {
        guard let step = redoable.popLast() else { return nil }
        undoable.append(step)
        return step
    }

    /// Forgets everything about generations that are gone for good.
    mutating func forget(_ ids: Set<GenerationID>) {
        func without(_ steps: [MarkStep]) -> [MarkStep] {
            steps.compactMap { step in
                var step = step
                step.edits.removeAll { ids.contains($0.id) }
                return step.edits.isEmpty ? nil : step
            }
        }
        undoable = without(undoable)
        redoable = without(redoable)
    }
}
