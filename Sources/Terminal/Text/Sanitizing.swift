/// Makes text from outside harmless for terminals and logs: what could be obeyed as a command, or could turn
/// the reading order of a line around, does not come out of here.
package enum Sanitizing {
    /// What becomes of control characters and escape sequences.
    package enum Controls: Sendable {
        /// They vanish, a whole escape sequence with what belongs to it.
        case removed
        /// Each control character becomes its picture; nothing else of a sequence is lost.
        case shown
    }

    /// The most that is kept of a text unless the caller says otherwise, in Unicode scalars.
    package static let defaultLimit = 65_536

    /// The text on one line: every line end and tab becomes a space.
    package static func line(
        _ text: some StringProtocol,
        limit: Int = defaultLimit,
        controls: Controls = .removed
    ) -> String {
        sanitize(text, limit: limit, controls: controls) { $0 == .tab || $0 == .lineFeed ? .space : $0 }
    }

    /// The text on its own lines: line ends become line feeds, tabs stay.
    package static func lines(
        _ text: some StringProtocol,
        limit: Int = defaultLimit,
        controls: Controls = .removed
    ) -> String {
        sanitize(text, limit: limit, controls: controls) { $0 }
    }

    private static func sanitize(
        _ text: some StringProtocol,
        limit: Int,
        controls: Controls,
        whitespace: (Unicode.Scalar) -> Unicode.Scalar
    ) -> String {
        var scanner = SequenceScanner(text.unicodeScalars.makeIterator(), showsControls: controls == .shown)
        var result = String.UnicodeScalarView()
        var count = 0
        while let scalar = scanner.next() {
            if count >= limit {
                result.append("…")
                break
            }
            result.append(whitespace(scalar))
            count += 1
        }
        return String(result)
    }
}

extension Unicode.Scalar {
    fileprivate static let tab: Unicode.Scalar = "\t"
    fileprivate static let lineFeed: Unicode.Scalar = "\n"
    fileprivate static let space: Unicode.Scalar = " "

    /// Marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX 9).
    fileprivate var isBidiControl: Bool {
        switch value {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    fileprivate var isControl: Bool { value < 0x20 || (value >= 0x7f && value < 0xa0) }
}

/// Yields the scalars of a text that are no part of a control sequence (ECMA-48, 7-bit and 8-bit forms).
private struct SequenceScanner<Scalars: IteratorProtocol<Unicode.Scalar>> {
    private var scalars: Scalars
    private var pushedBack: Unicode.Scalar?
    private let showsControls: Bool

    init(_ scalars: Scalars, showsControls: Bool) {
        self.scalars = scalars
        self.showsControls = showsControls
    }

    mutating func next() -> Unicode.Scalar? {
        while let scalar = read() {
            if let kept = filter(scalar) { return kept }
        }
        return nil
    }

    private mutating func read() -> Unicode.Scalar? {
        if let scalar = pushedBack {
            pushedBack = nil
            return scalar
        }
        return scalars.next()
    }

    /// What is kept of a scalar: itself, another in its place, or nothing, with the sequence that it starts.
    private mutating func filter(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x09, 0x0A: return scalar
        case 0x0D: return lineFeedAfterReturn()
        case 0x2028, 0x2029: return .lineFeed
        default: break
        }
        if scalar.isBidiControl { return nil }
        guard scalar.isControl else { return scalar }
        if showsControls { return CharacterWidth.picture(ofControl: scalar) }
        skipSequence(startingWith: scalar)
        return nil
    }

    private mutating func lineFeedAfterReturn() -> Unicode.Scalar {
        if let next = read(), next != .lineFeed { pushedBack = next }
        return .lineFeed
    }

    private mutating func skipSequence(startingWith scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x1B: skipEscape()
        case 0x9B: skipControlSequence()
        case 0x90, 0x98, 0x9D, 0x9E, 0x9F: skipControlString()
        default: break
        }
    }

    private mutating func skipEscape() {
        guard let next = read() else { return }
        switch next {
        case "[": skipControlSequence()
        case "]", "P", "X", "^", "_": skipControlString()
        default:
            pushedBack = next
            skip(until: 0x30...0x7E)
        }
    }

    private mutating func skipControlSequence() {
        skip(0x30...0x3F)
        skip(until: 0x40...0x7E)
    }

    /// Skips intermediate bytes and one final byte; anything else ends the sequence and is kept.
    private mutating func skip(until final: ClosedRange<UInt32>) {
        skip(0x20...0x2F)
        if let scalar = read(), !final.contains(scalar.value) { pushedBack = scalar }
    }

    private mutating func skip(_ range: ClosedRange<UInt32>) {
        while let scalar = read() {
            guard range.contains(scalar.value) else {
                pushedBack = scalar
                return
            }
        }
    }

    /// Skips to BEL or the string terminator. One that is never terminated ends with its line, so that it
    /// cannot hide the lines below it.
    private mutating func skipControlString() {
        while let scalar = read() {
            switch scalar.value {
            case 0x07, 0x9C, 0x18, 0x1A: return
            case 0x0A, 0x0D, 0x2028, 0x2029:
                pushedBack = scalar
                return
            case 0x1B:
                if let next = read(), next != "\\" {
                    pushedBack = next
                    skipEscape()
                }
                return
            default: continue
            }
        }
    }
}
