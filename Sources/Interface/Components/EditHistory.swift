import Generations

/// One change of a text, so that it can be made and taken back.
struct Edit: Equatable, Sendable {
    var start: Int
    var removed: String
    var removedCount: Int
    var inserted: String
    var insertedCount: Int
    var cursorBefore: Int
    var cursorAfter: Int

    var reversed: Edit {
        Edit(
            start: start,
            removed: inserted,
            removedCount: insertedCount,
            inserted: removed,
            insertedCount: removedCount,
            cursorBefore: cursorAfter,
            cursorAfter: cursorBefore
        )
    }

    var isEmpty: Bool { removedCount == 0 && insertedCount == 0 }
    var bytes: Int { removed.utf8.count + inserted.utf8.count }
}

extension Edit {
    /// A change from what stood there to what stands there now, without what is the same before and after it.
    init(start: Int, removed: [Character], inserted: [Character], cursorBefore: Int, cursorAfter: Int) {
        var head = 0
        while head < removed.count, head < inserted.count, removed[head] == inserted[head] { head += 1 }
        var tail = 0
        while tail < removed.count - head, tail < inserted.count - head,
            removed[removed.count - 1 - tail] == inserted[inserted.count - 1 - tail]
        { tail += 1 }
        self.init(
            start: start + head,
            removed: String(removed[head..<(removed.count - tail)]),
            removedCount: removed.count - tail - head,
            inserted: String(inserted[head..<(inserted.count - tail)]),
            insertedCount: inserted.count - tail - head,
            cursorBefore: cursorBefore,
            cursorAfter: cursorAfter
        )
    }
}

/// What stands beside a text and changes with it when something is loaded: the parameters.
struct EditSide: Equatable, Sendable {
    var base: GenerationRequest?
    var parent: GenerationID?
}

/// What one undo takes back: changes of the text in their order, and what a load changed beside it.
struct EditStep: Equatable, Sendable {
    var edits: [Edit] = []
    var sideBefore: EditSide?
    var sideAfter: EditSide?

    var bytes: Int { edits.reduce(64) { $0 + $1.bytes } }

    var reversed: EditStep {
        EditStep(
            edits: edits.reversed().map(\.reversed),
            sideBefore: sideAfter,
            sideAfter: sideBefore
        )
    }
}

/// The steps that can be taken back, and those that were.
struct EditHistory: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        case typing, deleting, other
    }

    /// More steps than this are forgotten, oldest first.
    static let limit = 1_000
    /// So are those that take more room together, in bytes; the newest one always stays.
    static let byteLimit = 32_000_000

    private(set) var undoable: [EditStep] = []
    private(set) var redoable: [EditStep] = []
    private var bytes = 0
    /// The kind of the last change while the next one may still join it.
    private var run: Kind?
    /// Whether everything until `endGroup` becomes one step, and whether that step exists.
    private var isGrouping = false
    private var hasGroup = false

    init(undoable: [EditStep] = [], redoable: [EditStep] = []) {
        (self.undoable, self.redoable) = (undoable, redoable)
        bytes = undoable.reduce(0) { $0 + $1.bytes }
    }

    mutating func endRun() {
        run = nil
    }

    /// What is changed from here on is one step, until `endGroup`.
    mutating func beginGroup() {
        guard !isGrouping else { return }
        (run, isGrouping, hasGroup) = (nil, true, false)
    }

    mutating func endGroup() {
        (run, isGrouping, hasGroup) = (nil, false, false)
    }

    mutating func record(_ edit: Edit, kind: Kind, text: String) {
        redoable = []
        guard !edit.isEmpty else { return }
        if run == kind || hasGroup, let last = undoable.last?.edits.last,
            let joined = Self.join(last, edit, kind, endsAtWords: !isGrouping)
        {
            replaceLast { $0.edits[$0.edits.count - 1] = joined }
        } else if hasGroup {
            replaceLast { $0.edits.append(edit) }
        } else {
            append(EditStep(edits: [edit]))
        }
        hasGroup = isGrouping
        run = kind == .typing && text == "\n" ? nil : kind
    }

    /// Adds to the last step, or makes one of its own, what a load has changed beside the text.
    mutating func recordSide(from before: EditSide, to after: EditSide, withLast: Bool) {
        run = nil
        guard before != after else { return }
        redoable = []
        if withLast, !undoable.isEmpty {
            replaceLast { ($0.sideBefore, $0.sideAfter) = (before, after) }
        } else {
            append(EditStep(sideBefore: before, sideAfter: after))
        }
    }

    mutating func takeUndo() -> EditStep? {
        endGroup()
        guard let step = undoable.popLast() else { return nil }
        bytes -= step.bytes
        redoable.append(step)
        return step
    }

    mutating func takeRedo() -> EditStep? {
        endGroup()
        guard let step = redoable.popLast() else { return nil }
        bytes += step.bytes
        undoable.append(step)
        return step
    }

    private mutating func append(_ step: EditStep) {
        undoable.append(step)
        bytes += step.bytes
        while undoable.count > Self.limit || bytes > Self.byteLimit && undoable.count > 1 {
            bytes -= undoable.removeFirst().bytes
        }
    }

    private mutating func replaceLast(_ change: (inout EditStep) -> Void) {
        let last = undoable.count - 1
        bytes -= undoable[last].bytes
        change(&undoable[last])
        bytes += undoable[last].bytes
    }

    /// Two changes as one, when the second goes on where the first ended.
    private static func join(_ first: Edit, _ second: Edit, _ kind: Kind, endsAtWords: Bool) -> Edit? {
        var joined = first
        joined.cursorAfter = second.cursorAfter
        switch kind {
        case .typing:
            let goesOn = second.removedCount == 0 && second.start == first.start + first.insertedCount
            let startsWord = endsAtWords && first.inserted.last == " " && second.inserted.first != " "
            guard goesOn, !startsWord else { return nil }
            joined.inserted += second.inserted
            joined.insertedCount += second.insertedCount
        case .deleting:
            guard second.insertedCount == 0, first.insertedCount == 0 else { return nil }
            if second.start + second.removedCount == first.start {
                joined.start = second.start
                joined.removed = second.removed + first.removed
            } else if second.start == first.start {
                joined.removed += second.removed
            } else {
                return nil
            }
            joined.removedCount += second.removedCount
        case .other: return nil
        }
        return joined
    }
}
