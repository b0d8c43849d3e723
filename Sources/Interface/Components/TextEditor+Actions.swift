/// What the editing keys do, the same in every input. Keys that need to know rows are the prompt's own.
extension TextEditor {
    /// Does what an action asks for; false when it is none of editing.
    mutating func perform(_ action: UserAction) -> Bool {
        if let offset = destination(of: action) {
            kills.endRun()
            moveCursor(to: offset)
            return true
        }
        if let cut = cut(of: action) {
            cutOut(cut.range, isBackward: cut.isBackward)
            return true
        }
        switch action {
        case .yank: yank()
        case .yankOlder: yankOlder()
        default:
            kills.endRun()
            return change(action)
        }
        return true
    }

    /// Puts typed text in.
    mutating func type(_ character: Character) {
        kills.endRun()
        insert(String(character), isTyped: true)
    }

    /// Puts pasted text in, as one step.
    mutating func paste(_ text: String) {
        kills.endRun()
        history.endRun()
        insert(text)
        history.endRun()
    }

    private mutating func change(_ action: UserAction) -> Bool {
        switch action {
        case .deleteBackward: delete(max(0, cursor - 1)..<cursor)
        case .deleteForward: delete(cursor..<min(characters.count, cursor + 1))
        case .transpose: transpose()
        case .transposeWords: transposeWords()
        case .deleteSpaces: deleteSpaces()
        case .uppercaseWord: changeWord { $0.uppercased() }
        case .lowercaseWord: changeWord { $0.lowercased() }
        case .capitalizeWord: changeWord(Self.capitalized)
        case .undo: undo()
        case .redo: redo()
        default: return false
        }
        return true
    }

    private func destination(of action: UserAction) -> Int? {
        switch action {
        case .moveLeft: cursor - 1
        case .moveRight: cursor + 1
        case .moveWordLeft: wordStart(before: cursor)
        case .moveWordRight: wordEnd(after: cursor)
        case .moveSentenceLeft: sentenceStart(before: cursor)
        case .moveSentenceRight: sentenceEnd(after: cursor)
        case .moveLineStart: lineStart
        case .moveLineEnd: lineEnd
        default: nil
        }
    }

    private func cut(of action: UserAction) -> (range: Range<Int>, isBackward: Bool)? {
        switch action {
        case .deleteWordBackward: (wordStart(before: cursor)..<cursor, true)
        case .deleteWordForward: (cursor..<wordEnd(after: cursor), false)
        case .killSentence: (cursor..<sentenceEnd(after: cursor), false)
        case .killWord: (spacedWordStart..<cursor, true)
        case .killToLineStart: (lineStart == cursor ? max(0, cursor - 1)..<cursor : lineStart..<cursor, true)
        case .killToLineEnd:
            (cursor..<(lineEnd == cursor ? min(characters.count, cursor + 1) : lineEnd), false)
        default: nil
        }
    }

    private mutating func delete(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        replace(range, with: "", kind: .deleting)
    }

    private mutating func cutOut(_ range: Range<Int>, isBackward: Bool) {
        kills.yanked = nil
        kills.add(characters.text(range), isBackward: isBackward)
        remove(range)
    }

    private mutating func yank() {
        kills.isRunning = false
        guard let text = kills.texts.last else { return }
        kills.yankIndex = kills.texts.count - 1
        putYanked(text, in: cursor..<cursor)
    }

    private mutating func yankOlder() {
        guard let range = kills.yanked, kills.texts.count > 1 else { return }
        kills.yankIndex = (kills.yankIndex + kills.texts.count - 1) % kills.texts.count
        putYanked(kills.texts[kills.yankIndex], in: range)
    }

    private mutating func putYanked(_ text: String, in range: Range<Int>) {
        let start = range.lowerBound
        replace(range, with: text, kind: .other)
        kills.yanked = min(start, cursor)..<cursor
    }

    private mutating func transpose() {
        guard characters.count >= 2, cursor > 0 else { return }
        let right = min(cursor, characters.count - 1)
        let swapped = String(characters[right]) + String(characters[right - 1])
        replace((right - 1)..<(right + 1), with: swapped, kind: .other)
    }

    /// Swaps the word before the cursor, or around it, with the one after it.
    private mutating func transposeWords() {
        let secondEnd = wordEnd(after: cursor)
        let secondStart = wordStart(before: secondEnd)
        let firstStart = wordStart(before: secondStart)
        let firstEnd = wordEnd(after: firstStart)
        guard firstStart < firstEnd, firstEnd <= secondStart else { return }
        let end = wordEnd(after: secondStart)
        let swapped =
            characters.text(secondStart..<end) + characters.text(firstEnd..<secondStart)
            + characters.text(firstStart..<firstEnd)
        replace(firstStart..<end, with: swapped, kind: .other)
    }

    private mutating func deleteSpaces() {
        var (low, high) = (cursor, cursor)
        while low > 0, " \t".contains(characters[low - 1]) { low -= 1 }
        while high < characters.count, " \t".contains(characters[high]) { high += 1 }
        remove(low..<high)
    }

    private mutating func changeWord(_ change: (String) -> String) {
        let end = wordEnd(after: cursor)
        guard end > cursor else { return }
        replace(cursor..<end, with: change(characters.text(cursor..<end)), kind: .other)
    }

    private static func capitalized(_ text: String) -> String {
        guard let index = text.firstIndex(where: \.isWordPart) else { return text }
        return text[..<index] + text[index].uppercased() + text[text.index(after: index)...].lowercased()
    }
}
