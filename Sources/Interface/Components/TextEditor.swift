import Terminal

/// A text that is being edited: graphemes, a cursor between them, what was cut, and what can be undone.
///
/// It knows nothing of screens: where rows break is told to it by whoever draws it.
struct TextEditor: Equatable, Sendable {
    /// Always equal to the graphemes of `text`.
    private(set) var characters: [Character] = []
    /// Graphemes left of the cursor.
    private(set) var cursor = 0
    var kills = KillRing()
    var history = EditHistory()

    init(_ text: String = "", cursor: Int? = nil) {
        characters = Array(text)
        self.cursor = min(max(0, cursor ?? characters.count), characters.count)
    }

    var text: String { String(characters) }
    var isEmpty: Bool { characters.isEmpty }

    /// Moves the cursor; a place outside the text is taken as its start or end.
    mutating func moveCursor(to offset: Int) {
        cursor = min(max(0, offset), characters.count)
        history.endRun()
    }

    /// Puts text in at the cursor. Text that is typed can be undone word by word, any other in one step.
    mutating func insert(_ text: String, isTyped: Bool = false) {
        guard !text.isEmpty else { return }
        replace(cursor..<cursor, with: text, kind: isTyped ? .typing : .other)
    }

    /// Replaces everything in one step that can be undone; the cursor goes to the end.
    mutating func setText(_ text: String) {
        replace(0..<characters.count, with: text, kind: .other)
    }

    /// Removes a range; the cursor goes to its start.
    mutating func remove(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        replace(range, with: "", kind: .other)
    }

    /// Replaces a range and puts the cursor behind what is new.
    mutating func replace(_ range: Range<Int>, with text: String, kind: EditHistory.Kind) {
        let low = max(0, range.lowerBound - 1)
        var high = min(characters.count, range.upperBound + 1)
        let before = String(characters[low..<range.lowerBound]) + text
        var new = Array(before + String(characters[range.upperBound..<high]))
        // What meets at the edges may join: a letter and an accent that follows it, two halves of a flag.
        while high < characters.count, let last = new.last, last != characters[high - 1] {
            new.removeLast()
            new += Array(String(last) + String(characters[high]))
            high += 1
        }
        let edit = Edit(
            start: low,
            removed: Array(characters[low..<high]),
            inserted: new,
            cursorBefore: cursor,
            cursorAfter: min(low + before.count, low + new.count)
        )
        apply(edit)
        history.record(edit.trimmed(), kind: kind, text: text)
    }

    /// Takes the last step back; false when there is none.
    mutating func undo() -> Bool {
        guard let edit = history.takeUndo() else { return false }
        apply(edit.reversed)
        return true
    }

    /// Makes the step that was taken back last again; false when there is none.
    mutating func redo() -> Bool {
        guard let edit = history.takeRedo() else { return false }
        apply(edit)
        return true
    }

    private mutating func apply(_ edit: Edit) {
        characters.replaceSubrange(edit.start..<(edit.start + edit.removed.count), with: edit.inserted)
        cursor = min(max(0, edit.cursorAfter), characters.count)
    }
}

/// One change of a text, so that it can be made and taken back.
struct Edit: Equatable, Sendable {
    var start: Int
    var removed: [Character]
    var inserted: [Character]
    var cursorBefore: Int
    var cursorAfter: Int

    var reversed: Edit {
        Edit(
            start: start,
            removed: inserted,
            inserted: removed,
            cursorBefore: cursorAfter,
            cursorAfter: cursorBefore
        )
    }

    /// The same change without what is the same before and after it.
    func trimmed() -> Edit {
        var head = 0
        while head < removed.count, head < inserted.count, removed[head] == inserted[head] { head += 1 }
        var tail = 0
        while tail < removed.count - head, tail < inserted.count - head,
            removed[removed.count - 1 - tail] == inserted[inserted.count - 1 - tail]
        { tail += 1 }
        var edit = self
        edit.start += head
        edit.removed = Array(removed[head..<(removed.count - tail)])
        edit.inserted = Array(inserted[head..<(inserted.count - tail)])
        return edit
    }
}

/// The changes that can be taken back, and those that were.
struct EditHistory: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        case typing, deleting, other
    }

    /// More steps than this are forgotten, oldest first.
    static let limit = 1_000

    private var undoable: [Edit] = []
    private var redoable: [Edit] = []
    /// The kind of the last change while the next one may still join it.
    private var run: Kind?

    var canUndo: Bool { !undoable.isEmpty }

    mutating func endRun() {
        run = nil
    }

    mutating func record(_ edit: Edit, kind: Kind, text: String) {
        redoable = []
        guard !edit.removed.isEmpty || !edit.inserted.isEmpty else { return }
        if let last = undoable.last, run == kind, let joined = Self.join(last, edit, kind) {
            undoable[undoable.count - 1] = joined
        } else {
            undoable.append(edit)
            if undoable.count > Self.limit { undoable.removeFirst() }
        }
        run = kind == .typing && text == "\n" ? nil : kind
    }

    mutating func takeUndo() -> Edit? {
        run = nil
        guard let edit = undoable.popLast() else { return nil }
        redoable.append(edit)
        return edit
    }

    mutating func takeRedo() -> Edit? {
        run = nil
        guard let edit = redoable.popLast() else { return nil }
        undoable.append(edit)
        return edit
    }

    /// Two changes as one step, when the second goes on where the first ended.
    private static func join(_ first: Edit, _ second: Edit, _ kind: Kind) -> Edit? {
        var joined = first
        joined.cursorAfter = second.cursorAfter
        switch kind {
        case .typing:
            let goesOn = second.removed.isEmpty && second.start == first.start + first.inserted.count
            let startsWord = first.inserted.last == " " && second.inserted.first != " "
            guard goesOn, !startsWord else { return nil }
            joined.inserted += second.inserted
        case .deleting:
            guard second.inserted.isEmpty, first.inserted.isEmpty else { return nil }
            if second.start + second.removed.count == first.start {
                joined.start = second.start
                joined.removed = second.removed + first.removed
            } else if second.start == first.start {
                joined.removed += second.removed
            } else {
                return nil
            }
        case .other: return nil
        }
        return joined
    }
}

/// What was cut, newest last; cuts in a row become one.
struct KillRing: Equatable, Sendable {
    static let limit = 20

    private(set) var texts: [String] = []
    /// Whether the last thing done was a cut, so that the next one joins it.
    var isRunning = false
    /// What the last yank put in, so that an older text can take its place.
    var yanked: Range<Int>?
    var yankIndex = 0

    mutating func add(_ text: String, isBackward: Bool) {
        guard !text.isEmpty else { return }
        if isRunning, let last = texts.popLast() {
            texts.append(isBackward ? text + last : last + text)
        } else {
            texts.append(text)
            if texts.count > Self.limit { texts.removeFirst() }
        }
        isRunning = true
    }

    mutating func endRun() {
        isRunning = false
        yanked = nil
    }
}
