/// A text that is being edited: graphemes, a cursor between them, what was cut, and what can be undone.
///
/// It knows nothing of screens: where rows break is told to it by whoever draws it.
struct TextEditor: Equatable, Sendable {
    /// Always equal to the graphemes of `text`.
    private(set) var characters = TextBuffer()
    /// Graphemes left of the cursor.
    private(set) var cursor = 0
    /// Shared by all inputs: it is lent to the one that has the keys.
    var kills = KillRing()
    var history = EditHistory()
    /// Where it stands in vi's ways.
    var vi = ViState()

    init(_ text: String = "", cursor: Int? = nil) {
        characters = TextBuffer(Array(text))
        self.cursor = min(max(0, cursor ?? characters.count), characters.count)
    }

    var text: String { characters.text }
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
        let before = characters.text(low..<range.lowerBound) + text
        let beforeCount = before.count
        var new = Array(before + characters.text(range.upperBound..<high))
        // What meets at the edges may join: a letter and an accent that follows it, two halves of a flag.
        while high < characters.count, let last = new.last, last != characters[high - 1] {
            new.removeLast()
            new += Array(String(last) + String(characters[high]))
            high += 1
        }
        let old = characters.array(low..<high)
        let place = cursor
        characters.replaceSubrange(low..<high, with: new)
        cursor = min(low + beforeCount, low + new.count)
        let edit = Edit(
            start: low,
            removed: old,
            inserted: new,
            cursorBefore: place,
            cursorAfter: cursor
        )
        history.record(edit, kind: kind, text: text)
    }

    /// Takes the last step back and returns it; nil when there is none.
    @discardableResult
    mutating func undo() -> EditStep? {
        guard let step = history.takeUndo() else { return nil }
        for edit in step.reversed.edits { apply(edit) }
        return step
    }

    /// Makes the step that was taken back last again and returns it; nil when there is none.
    @discardableResult
    mutating func redo() -> EditStep? {
        guard let step = history.takeRedo() else { return nil }
        for edit in step.edits { apply(edit) }
        return step
    }

    private mutating func apply(_ edit: Edit) {
        let start = min(max(0, edit.start), characters.count)
        let end = min(start + max(0, edit.removedCount), characters.count)
        characters.replaceSubrange(start..<end, with: Array(edit.inserted))
        cursor = min(max(0, edit.cursorAfter), characters.count)
    }
}
