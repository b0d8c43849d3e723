package import Terminal

/// One thing that curses read.
package enum KeyInput: Equatable, Sendable {
    case character(Unicode.Scalar)
    /// A key code of curses.
    case code(Int32)
    /// A report of the mouse.
    case mouse(MouseEvent)
}

/// Turns what curses read into events. Nothing that was typed gets lost; nothing that was pasted becomes a
/// key.
///
/// It keeps no clock: the driver tells whether more input is waiting, and when a paste has been silent too
/// long.
package struct KeyDecoder: Sendable {
    private enum State {
        case idle
        /// An escape character came and more was waiting.
        case escape
        /// An escape character and the start of a sequence that ncurses does not know.
        case sequence(String)
        case paste(PasteText)
        /// A paste was silent for so long that what had come of it was given out. Its line may only have stalled: no line
        /// break of its rest may send anything.
        case pasteGivenUp
    }

    private var state = State.idle

    package init() {}

    /// Whether a paste has begun and its end has not come.
    package var isPasting: Bool {
        if case .paste = state { return true }
        return false
    }

    /// The events that are complete with this input. `moreWaiting` tells whether the next input is already
    /// there, as it is behind the escape character of a sequence or of a key with Alt.
    package mutating func decode(_ input: KeyInput, moreWaiting: Bool) -> [TerminalEvent] {
        switch input {
        case .character(let scalar):
            return decode(scalar, moreWaiting)
        case .code(let code):
            guard let meaning = KeySequences.meaning(ofCode: code) else { return flush() }
            return decode(meaning)
        case .mouse(let event):
            return (isPasting ? [] : flush()) + [.mouse(event)]
        }
    }

    /// Gives out what has come of a paste that has been silent too long: its end marker got lost, or is still to come.
    package mutating func giveUpPaste() -> [TerminalEvent] {
        endPaste(into: .pasteGivenUp)
    }

    private mutating func endPaste(into next: State = .idle) -> [TerminalEvent] {
        guard case .paste(let text) = state else { return [] }
        state = next
        return [.paste(text.value)]
    }

    private mutating func decode(_ meaning: KeySequences.Meaning) -> [TerminalEvent] {
        switch (meaning, state) {
        case (.pasteEnd, .paste): return endPaste()
        case (.pasteStart, .paste): return []
        case (.pasteStart, _): return flush(into: .paste(PasteText()))
        case (.pasteEnd, _): return flush()
        case (.focusGained, .paste): return [.focusGained]
        case (.focusLost, .paste): return [.focusLost]
        case (.focusGained, _): return flush() + [.focusGained]
        case (.focusLost, _): return flush() + [.focusLost]
        case (.key(let key), .paste(var text)):
            text.append(key)
            state = .paste(text)
            return []
        case (.key(let key), .escape):
            state = .idle
            return [.key(Key(key.code, key.modifiers.union(.alt)))]
        case (.key(let key), _): return flush() + [.key(key)]
        }
    }

    private mutating func decode(_ scalar: Unicode.Scalar, _ moreWaiting: Bool) -> [TerminalEvent] {
        switch state {
        case .pasteGivenUp where moreWaiting && scalar != Self.escape:
            // Nobody types several characters at once: it is the rest.
            state = .paste(PasteText())
            return decode(scalar, moreWaiting)
        case .idle, .pasteGivenUp:
            state = .idle
            guard scalar == Self.escape, moreWaiting else { return [.key(Self.key(of: scalar))] }
            state = .escape
            return []
        case .escape:
            return decodeAfterEscape(scalar, moreWaiting)
        case .sequence(let start):
            return decode(scalar, after: start, moreWaiting)
        case .paste(var text):
            let isComplete = text.append(scalar)
            state = .paste(text)
            return isComplete ? endPaste() : []
        }
    }

    private mutating func decodeAfterEscape(_ scalar: Unicode.Scalar, _ moreWaiting: Bool) -> [TerminalEvent]
    {
        state = .idle
        if scalar == Self.escape {
            return [.key(Key(.escape))] + decode(scalar, moreWaiting)
        }
        if scalar == "[" || scalar == "O", moreWaiting {
            state = .sequence(String(scalar))
            return []
        }
        let key = Self.key(of: scalar)
        return [.key(Key(key.code, key.modifiers.union(.alt)))]
    }

    /// Gathers a control sequence (ECMA-48). One that nobody knows, such as a late answer to a question about
    /// the terminal, is dropped whole; what is no sequence was typed.
    private mutating func decode(
        _ scalar: Unicode.Scalar,
        after start: String,
        _ moreWaiting: Bool
    ) -> [TerminalEvent] {
        let text = start + String(scalar)
        if let meaning = KeySequences.meanings[text] {
            state = .idle
            return decode(meaning)
        }
        guard start.hasPrefix("["), start.utf8.count < 64 else {
            return flush() + decode(scalar, moreWaiting)
        }
        switch scalar.value {
        case 0x20...0x3F:
            state = .sequence(text)
            return moreWaiting ? [] : flush()
        case 0x40...0x7E:
            state = .idle
            return []
        default:
            return flush() + decode(scalar, moreWaiting)
        }
    }

    /// What was held back, as keys.
    private mutating func flush(into next: State = .idle) -> [TerminalEvent] {
        defer { state = next }
        switch state {
        case .idle, .pasteGivenUp: return []
        case .escape: return [.key(Key(.escape))]
        case .sequence(let text):
            let keys = text.unicodeScalars.map(Self.key(of:))
            return keys.enumerated().map { offset, key in
                .key(offset == 0 ? Key(key.code, key.modifiers.union(.alt)) : key)
            }
        case .paste(let text): return [.paste(text.value)]
        }
    }

    private static let escape: Unicode.Scalar = "\u{1b}"

    /// The key that sends a character.
    private static func key(of scalar: Unicode.Scalar) -> Key {
        switch scalar.value {
        case 0x00: .control(" ")
        case 0x08, 0x7f: Key(.backspace)
        case 0x09: Key(.tab)
        case 0x0d: Key(.enter)
        case 0x1b: Key(.escape)
        case 0x01...0x1a: .control(Character(Unicode.Scalar(UInt8(scalar.value) + 0x60)))
        case 0x1c...0x1f: .control(Character(Unicode.Scalar(UInt8(scalar.value) + 0x40)))
        default: .character(Character(scalar))
        }
    }
}

/// The text of a paste so far.
private struct PasteText: Sendable {
    private var scalars = String.UnicodeScalarView()
    private var endsWithReturn = false

    var value: String { String(scalars) }

    /// Takes one more character; true when it completes an end marker that came as characters, which it
    /// removes.
    mutating func append(_ scalar: Unicode.Scalar) -> Bool {
        let followsReturn = endsWithReturn
        endsWithReturn = scalar == "\r"
        if scalar == "\n", followsReturn { return false }
        scalars.append(scalar == "\r" ? "\n" : scalar)
        guard scalar == "~", scalars.suffix(Self.endMarker.count).elementsEqual(Self.endMarker) else {
            return false
        }
        scalars.removeLast(Self.endMarker.count)
        return true
    }

    /// Takes a key that curses made of pasted characters; only those of one character can be told back.
    mutating func append(_ key: Key) {
        switch key.code {
        case .enter: _ = append("\r")
        case .backspace: _ = append("\u{7f}")
        case .tab where key.modifiers.isEmpty: _ = append("\t")
        default: break
        }
    }

    private static let endMarker = Array("\u{1b}[201~".unicodeScalars)
}
