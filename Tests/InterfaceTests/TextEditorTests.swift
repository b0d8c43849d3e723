import Testing

@testable import Interface

struct TextEditorTests {
    private func check(
        _ text: String,
        cursor: Int? = nil,
        _ actions: UserAction...,
        gives expected: String,
        at place: Int? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var editor = TextEditor(text, cursor: cursor)
        for action in actions { _ = editor.perform(action) }
        #expect(editor.text == expected, sourceLocation: sourceLocation)
        if let place { #expect(editor.cursor == place, sourceLocation: sourceLocation) }
    }

    @Test
    func `words and lines are cut and put back`() {
        check("a paper boat", .killWord, gives: "a paper ", at: 8)
        check("a paper-boat", .deleteWordBackward, gives: "a paper-", at: 8)
        check("a paper boat", .killWord, .killWord, .yank, gives: "a paper boat", at: 12)
        check("one\ntwo three", .killToLineStart, gives: "one\n", at: 4)
        check("one\ntwo", cursor: 0, .killToLineEnd, gives: "\ntwo", at: 0)
        check("one two", cursor: 0, .deleteWordForward, gives: " two", at: 0)
        check("a b", .killWord, .moveLeft, .killWord, .yank, .yankOlder, gives: "b ", at: 1)
    }

    @Test
    func `words change their case, and characters swap`() {
        check("über boat", cursor: 0, .uppercaseWord, gives: "ÜBER boat", at: 4)
        check("A BOAT", cursor: 1, .lowercaseWord, gives: "A boat", at: 6)
        check("a bOAT", cursor: 1, .capitalizeWord, gives: "a Boat", at: 6)
        check("ab", .transpose, gives: "ba", at: 2)
        check("abc", cursor: 1, .transpose, gives: "bac", at: 2)
    }

    @Test
    func `sentences are moved over and cut, in any script`() {
        let text = "A boat. (A lake!) “Slow.” 雨。夜？ end"
        check(text, cursor: 0, .moveSentenceRight, gives: text, at: 7)
        check(text, cursor: 0, .moveSentenceRight, .moveSentenceRight, gives: text, at: 17)
        check(text, cursor: 17, .moveSentenceRight, gives: text, at: 25)
        check(text, cursor: 25, .moveSentenceRight, .moveSentenceRight, gives: text, at: 30)
        check(text, .moveSentenceLeft, gives: text, at: 31)
        check(text, .moveSentenceLeft, .moveSentenceLeft, gives: text, at: 28)
        check("one 2.5 two. x", cursor: 0, .moveSentenceRight, gives: "one 2.5 two. x", at: 12)
        check("one\ntwo", cursor: 0, .moveSentenceRight, gives: "one\ntwo", at: 3)
        check("A boat. Slow.", cursor: 7, .killSentence, .moveLineStart, .yank, gives: " Slow.A boat.", at: 6)
        check("", .moveSentenceLeft, .moveSentenceRight, .killSentence, gives: "", at: 0)
    }

    @Test
    func `words swap, and spaces go`() {
        check("a paper boat", cursor: 2, .transposeWords, gives: "paper a boat", at: 7)
        check("a paper boat", .transposeWords, gives: "a boat paper", at: 12)
        check("one, two", cursor: 3, .transposeWords, gives: "two, one", at: 8)
        check("one", .transposeWords, gives: "one", at: 3)
        check("a   boat", cursor: 2, .deleteSpaces, gives: "aboat", at: 1)
    }

    @Test
    func `motions know words, lines and graphemes`() {
        check("e\u{301}👩‍👩‍👧x", .moveLeft, .deleteBackward, gives: "e\u{301}x", at: 1)
        check("one two", .moveWordLeft, .deleteForward, gives: "one wo", at: 4)
        check("one\ntwo", .moveLineStart, .deleteBackward, gives: "onetwo", at: 3)
        check("", .deleteForward, .deleteBackward, .transpose, .moveWordLeft, .killWord, gives: "", at: 0)
    }

    @Test
    func `an accent that is typed joins its letter`() {
        var editor = TextEditor("cafe")
        editor.type("\u{301}")
        #expect(editor.text == "cafe\u{301}")
        #expect(editor.characters.count == 4)
        #expect(editor.cursor == 4)
        _ = editor.undo()
        #expect(editor.text == "cafe")
    }

    @Test
    func `typing is undone word by word, a paste in one step`() {
        var editor = TextEditor()
        for character in "two words" { editor.type(character) }
        editor.paste(" and\npasted lines")
        _ = editor.undo()
        #expect(editor.text == "two words")
        _ = editor.undo()
        #expect(editor.text == "two ")
        _ = editor.redo()
        _ = editor.redo()
        #expect(editor.text == "two words and\npasted lines")
        let again = editor.redo()
        #expect(again == nil)
    }

    @Test
    func `a large paste stays fast`() {
        var editor = TextEditor()
        let text = String(repeating: "a boat on a lake, drone shot\n", count: 3_500)
        editor.paste(text)
        let clock = ContinuousClock()
        let time = clock.measure {
            for _ in 0..<20 { editor.type("x") }
        }
        #expect(editor.characters.count == text.count + 20)
        #expect(time < .seconds(5))
        _ = editor.undo()
        _ = editor.undo()
        #expect(editor.isEmpty)
    }

    @Test
    func `a text in pieces is the same as one in an array`() {
        var random = SmallRandom(seed: 7)
        var buffer = TextBuffer()
        var array: [Character] = []
        for _ in 0..<300 {
            let low = random.next(array.count + 1)
            let high = low + random.next(min(array.count - low, 700) + 1)
            let new = (0..<random.next(900)).map { _ in Character(["a", " ", "\n", "東"][random.next(4)]) }
            buffer.replaceSubrange(low..<high, with: new)
            array.replaceSubrange(low..<high, with: new)
            let place = random.next(array.count + 1)
            #expect(buffer.count == array.count)
            #expect(buffer.lineStart(place) == (array[..<place].lastIndex(of: "\n") ?? -1) + 1)
            #expect(buffer.lineEnd(place) == array[place...].firstIndex(of: "\n") ?? array.count)
            if place < array.count { #expect(buffer[place] == array[place]) }
            let end = min(array.count, place + 1_500)
            #expect(buffer.array(place..<end) == Array(array[place..<end]))
        }
        #expect(buffer.text == String(array))
        #expect(buffer == TextBuffer(array))
    }

    @Test(arguments: 0..<40)
    func `random edits keep graphemes whole, and all of them can be undone`(_ seed: Int) {
        var random = SmallRandom(seed: UInt64(seed))
        var editor = TextEditor()
        let pieces = [
            "a", " ", "\n", "e", "\u{301}", "👩", "\u{200D}", "👧", "🇫", "🇷", "東", "x y", "\u{200F}", "한",
        ]
        let actions: [UserAction] = [
            .moveLeft, .moveRight, .moveWordLeft, .moveLineStart, .deleteBackward, .deleteForward, .killWord,
            .killToLineEnd, .yank, .yankOlder, .transpose, .uppercaseWord, .moveWordRight, .transposeWords,
            .killSentence, .moveSentenceLeft, .moveSentenceRight, .deleteSpaces,
        ]
        var texts: [String] = []
        for _ in 0..<120 {
            if random.next(3) == 0 {
                _ = editor.perform(actions[random.next(actions.count)])
            } else {
                editor.paste(pieces[random.next(pieces.count)])
            }
            #expect(Array(editor.text) == Array(editor.characters))
            #expect((0...editor.characters.count).contains(editor.cursor))
            texts.append(editor.text)
        }
        let end = editor.text
        var steps = 0
        while editor.undo() != nil {
            steps += 1
            #expect(Array(editor.text) == Array(editor.characters))
        }
        #expect(editor.isEmpty)
        for _ in 0..<steps { _ = editor.redo() }
        #expect(editor.text == end)
    }
}

/// Numbers that look random and are the same in each run (the generator is Knuth's, from MMIX).
struct SmallRandom {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493
    }

    mutating func next(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(limit))
    }
}
