/// Where lines, words and sentences begin and end.
extension TextEditor {
    var lineStart: Int { characters.lineStart(cursor) }

    var lineEnd: Int { characters.lineEnd(cursor) }

    /// The start of the word of letters and digits before an offset.
    func wordStart(before offset: Int) -> Int {
        var offset = offset
        while offset > 0, !characters[offset - 1].isWordPart { offset -= 1 }
        while offset > 0, characters[offset - 1].isWordPart { offset -= 1 }
        return offset
    }

    /// The end of the word of letters and digits after an offset.
    func wordEnd(after offset: Int) -> Int {
        var offset = offset
        while offset < characters.count, !characters[offset].isWordPart { offset += 1 }
        while offset < characters.count, characters[offset].isWordPart { offset += 1 }
        return offset
    }

    /// The start of the word before the cursor when only white space ends words.
    var spacedWordStart: Int {
        var offset = cursor
        while offset > 0, characters[offset - 1].isWhitespace { offset -= 1 }
        while offset > 0, !characters[offset - 1].isWhitespace { offset -= 1 }
        return offset
    }

    /// The end of the sentence after an offset. A line ends a sentence too.
    func sentenceEnd(after offset: Int) -> Int {
        var offset = offset
        while offset < characters.count, characters[offset].isWhitespace { offset += 1 }
        offset = min(offset + 1, characters.count)
        while offset < characters.count, !isSentenceEnd(offset) { offset += 1 }
        return offset
    }

    /// The start of the sentence before an offset.
    func sentenceStart(before offset: Int) -> Int {
        var offset = offset
        while offset > 0, characters[offset - 1].isWhitespace { offset -= 1 }
        if offset > 0 { offset -= 1 }
        while offset > 0, !isSentenceEnd(offset) { offset -= 1 }
        while offset < characters.count, characters[offset].isWhitespace { offset += 1 }
        return offset
    }

    /// Whether a sentence ends right before this offset.
    private func isSentenceEnd(_ offset: Int) -> Bool {
        guard offset > 0 else { return false }
        if offset == characters.count || characters[offset] == "\n" { return true }
        var last = offset - 1
        while last > 0, characters[last].isClosing { last -= 1 }
        if characters[last].isWideStop { return !characters[offset].isStop && !characters[offset].isClosing }
        return characters[last].isStop && characters[offset].isWhitespace
    }
}

extension Character {
    var isWordPart: Bool { isLetter || isNumber }

    fileprivate var isStop: Bool { ".!?…".contains(self) || isWideStop }
    /// Chinese and Japanese put no space behind a sentence.
    fileprivate var isWideStop: Bool { "。！？".contains(self) }
    fileprivate var isClosing: Bool { "\"')]}”’»」』".contains(self) }
}
