import Generations
import Testing

@testable import Interface

struct UndoTextTests {
    private func read(_ kept: String?, _ editor: TextEditor) -> EditHistory {
        UndoText.history(kept, of: editor.text, Sample.template)
    }

    private func edited(_ seed: UInt64, steps: Int = 60) -> TextEditor {
        var random = SmallRandom(seed: seed)
        var editor = TextEditor()
        let pieces = ["a", " ", "\n", "e", "\u{301}", "👩", "\u{200D}", "🇫", "🇷", "東", "x 3:y", "\u{1b}", "한"]
        for _ in 0..<steps {
            switch random.next(6) {
            case 0: _ = editor.perform([.moveLeft, .moveWordLeft, .moveRight][random.next(3)])
            case 1: _ = editor.perform([.deleteBackward, .killWord, .transpose][random.next(3)])
            case 2: _ = editor.undo()
            default: editor.paste(pieces[random.next(pieces.count)])
            }
        }
        return editor
    }

    @Test(arguments: 0..<30)
    func `a history that was kept undoes and redoes to the same texts`(_ seed: Int) {
        var editor = edited(UInt64(seed))
        var other = TextEditor(editor.text, cursor: editor.cursor)
        other.history = read(UndoText.text(of: editor.history, editor.text), editor)
        #expect(other.history.undoable.count == editor.history.undoable.count)
        #expect(other.history.redoable.count == editor.history.redoable.count)
        while editor.undo() != nil {
            #expect(other.undo() != nil)
            #expect(other.text == editor.text)
        }
        #expect(other.isEmpty)
        while editor.redo() != nil { _ = other.redo() }
        #expect(other.text == editor.text)
    }

    @Test
    func `a damaged history is an empty one`() throws {
        let editor = edited(3)
        let kept = try #require(UndoText.text(of: editor.history, editor.text))
        #expect(!read(kept, editor).undoable.isEmpty)
        let bytes = Array(kept.utf8)
        for index in stride(from: 0, to: bytes.count, by: 7) {
            var damaged = bytes
            damaged[index] ^= 1
            #expect(read(String(decoding: damaged, as: UTF8.self), editor).undoable.isEmpty)
            #expect(read(String(decoding: bytes[..<index], as: UTF8.self), editor).undoable.isEmpty)
        }
        #expect(UndoText.history(kept, of: editor.text + "x", Sample.template).undoable.isEmpty)
        for hostile in ["", "9999999999999999999999:", "1:", ":", "-1:a", "13:rushes-undo-1"] {
            #expect(read(hostile, editor).undoable.isEmpty)
        }
    }

    @Test
    func `only the newest steps are kept, and no huge ones`() throws {
        var editor = TextEditor()
        for number in 0..<500 { editor.paste("\(number) ") }
        let kept = try #require(UndoText.text(of: editor.history, editor.text))
        #expect(read(kept, editor).undoable.count == UndoText.stepLimit)
        editor.paste(String(repeating: "x", count: 300_000))
        #expect(UndoText.text(of: editor.history, editor.text) == nil)
    }
}
