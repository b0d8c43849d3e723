/// The only place that decides how many columns a character takes and how it is drawn.
///
/// Terminals disagree about joined emoji, variation selectors, skin tones and characters younger than their
/// tables, and one wrong guess shifts the rest of the line. So a grapheme is drawn in a form in which
/// ncurses, glibc 2.36 (Unicode 14), tmux and newer terminals agree; the text itself is never changed.
package enum CharacterWidth {
    /// A grapheme as it is drawn.
    package struct Glyph: Hashable, Sendable {
        /// The safe form: printable, and of the same width in every terminal we know.
        package var text: String
        /// Columns: 0 (nothing is drawn), 1 or 2; more for a few clusters of several letters, as in
        /// Devanagari. A control character is drawn in caret notation, such as `^[`.
        package var width: Int

        /// The glyph cut into parts that each fill one cell, or one cell and its right half.
        package var parts: [Glyph] {
            var parts: [Glyph] = []
            for scalar in text.unicodeScalars {
                let columns = CharacterWidth.columns(of: scalar)
                if columns == 0, !parts.isEmpty {
                    parts[parts.count - 1].text.unicodeScalars.append(scalar)
                } else {
                    parts.append(Glyph(text: String(scalar), width: columns))
                }
            }
            return parts
        }
    }

    /// The most combining marks that a cell keeps; ncurses has no room for more (`CCHARW_MAX` less one).
    package static let maximumMarks = 4

    /// The safe form of a grapheme and its width.
    package static func glyph(of character: Character) -> Glyph {
        if isPrintableASCII(character) { return Glyph(text: String(character), width: 1) }
        var text = ""
        let width = walk(character) { text.unicodeScalars.append($0) }
        return Glyph(text: text, width: width)
    }

    /// The width of a grapheme's safe form.
    package static func columns(of character: Character) -> Int {
        isPrintableASCII(character) ? 1 : walk(character) { _ in }
    }

    /// The columns that a text takes when it is drawn on one row.
    package static func columns(of text: some StringProtocol) -> Int {
        text.reduce(0) { $0 + columns(of: $1) }
    }

    private static func isPrintableASCII(_ character: Character) -> Bool {
        let bytes = character.utf8
        guard let first = bytes.first, first >= 0x20, first < 0x7f else { return false }
        return bytes.count == 1
    }
}

// MARK: - Clusters

extension CharacterWidth {
    /// Hands out the scalars of the safe form and returns its width.
    private static func walk(_ character: Character, _ emit: (Unicode.Scalar) -> Void) -> Int {
        var width = 0
        var marks = 0
        var first: Unicode.Scalar?
        for scalar in composed(character.unicodeScalars) {
            let role = role(of: scalar)
            if role == .hidden { continue }
            if role == .mark {
                if width == 0 {
                    // A vowel of Hangul without its consonant would join whatever stands before it.
                    let isLetter = isZeroWidthLetter(scalar.value)
                    let base = isLetter ? replacement : dottedCircle
                    emit(base)
                    width = 1
                    first = base
                    if isLetter { marks = maximumMarks }
                }
                if marks < maximumMarks { emit(scalar) }
                marks += 1
                continue
            }
            if let first, width >= 4 || !continues(scalar, after: first) { continue }
            if role == .control, let letter = caretLetter(of: scalar) {
                emit("^")
                emit(letter)
                return 2
            }
            let (drawn, columns) = drawing(of: scalar, role: role)
            emit(drawn)
            first = first ?? scalar
            width += columns
            marks = 0
        }
        return width
    }

    /// Whether a spacing scalar inside a cluster is drawn: letters of a conjunct are, with their vowels, and
    /// so is the second letter of a flag; what is joined to an emoji is not.
    private static func continues(_ scalar: Unicode.Scalar, after first: Unicode.Scalar) -> Bool {
        if isRegionalIndicator(scalar) { return isRegionalIndicator(first) }
        guard first.properties.isAlphabetic else { return false }
        switch scalar.properties.generalCategory {
        case .spacingMark, .otherLetter, .modifierLetter: return role(of: scalar) == .narrow
        default: return false
        }
    }

    private static func drawing(of scalar: Unicode.Scalar, role: Role) -> (Unicode.Scalar, columns: Int) {
        switch role {
        case .wide: return (scalar, 2)
        case .unknown, .control: return (replacement, 1)
        default: return (isRegionalIndicator(scalar) ? letter(ofRegionalIndicator: scalar) : scalar, 1)
        }
    }

    /// Hangul written as conjoining jamo (as file systems of Apple store it) becomes syllables, which every
    /// terminal draws alike; the rule is in the Unicode Standard, section 3.12.
    private static func composed(_ scalars: Character.UnicodeScalarView) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        for scalar in scalars {
            if let last = result.last, let syllable = syllable(last.value, scalar.value) {
                result[result.count - 1] = syllable
            } else {
                result.append(scalar)
            }
        }
        return result
    }

    private static func syllable(_ first: UInt32, _ second: UInt32) -> Unicode.Scalar? {
        if (0x1100...0x1112).contains(first), (0x1161...0x1175).contains(second) {
            return Unicode.Scalar(0xAC00 + ((first - 0x1100) * 21 + (second - 0x1161)) * 28)
        }
        if (0xAC00...0xD7A3).contains(first), (0x11A8...0x11C2).contains(second), (first - 0xAC00) % 28 == 0 {
            return Unicode.Scalar(first + (second - 0x11A7))
        }
        return nil
    }

    private static var replacement: Unicode.Scalar { "\u{FFFD}" }
    private static var dottedCircle: Unicode.Scalar { "\u{25CC}" }

    /// What stands behind the caret for a control character; nil for those of 8 bits, which have no such name.
    private static func caretLetter(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0..<0x20: Unicode.Scalar(scalar.value + 0x40)
        case 0x7f: "?"
        default: nil
        }
    }

    /// The picture of a control character (U+2400 and on), one column wide.
    static func picture(ofControl scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? replacement
        case 0x7f: "\u{2421}"
        default: replacement
        }
    }

    private static func isRegionalIndicator(_ scalar: Unicode.Scalar) -> Bool {
        (0x1F1E6...0x1F1FF).contains(scalar.value)
    }

    private static func letter(ofRegionalIndicator scalar: Unicode.Scalar) -> Unicode.Scalar {
        Unicode.Scalar(scalar.value - 0x1F1E6 + 0x41) ?? replacement
    }
}

// MARK: - Scalars

extension CharacterWidth {
    /// What a scalar does on a terminal.
    private enum Role {
        case hidden, mark, narrow, wide, control, unknown
    }

    /// The columns that a scalar of a safe form takes.
    private static func columns(of scalar: Unicode.Scalar) -> Int {
        switch role(of: scalar) {
        case .hidden, .mark: 0
        case .wide: 2
        case .narrow, .control, .unknown: 1
        }
    }

    private static func role(of scalar: Unicode.Scalar) -> Role {
        let value = scalar.value
        if value < 0x20 || (value >= 0x7f && value < 0xa0) { return .control }
        if value < 0x300 { return value == 0xad ? .hidden : .narrow }
        if (0x4E00...0x9FFF).contains(value) || (0xAC00...0xD7A3).contains(value) { return .wide }
        if isInvisible(value) { return .hidden }
        if isZeroWidthLetter(value) { return .mark }
        let properties = scalar.properties
        guard let age = properties.age, age.major <= 14 else { return .unknown }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return .mark
        case .format: return .hidden
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: return .unknown
        default: return isWide(value) ? .wide : .narrow
        }
    }

    /// Variation selectors and the grapheme joiner: marks by category, but nothing is drawn for them.
    private static func isInvisible(_ value: UInt32) -> Bool {
        switch value {
        case 0x034F, 0x180B...0x180D, 0x180F, 0xFE00...0xFE0F, 0xE0100...0xE01EF: true
        default: false
        }
    }

    /// Letters that glibc gives no column: vowels and finals of Hangul, and one vowel sign of Ahom.
    private static func isZeroWidthLetter(_ value: UInt32) -> Bool {
        switch value {
        case 0x1160...0x11FF, 0xD7B0...0xD7C6, 0xD7CB...0xD7FB, 0x1171E: true
        default: false
        }
    }

    private static func isWide(_ value: UInt32) -> Bool {
        var low = 0
        var high = wideRanges.count
        while low < high {
            let middle = (low + high) / 2
            if value > wideRanges[middle].upperBound {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low < wideRanges.count && wideRanges[low].contains(value)
    }

    /// East Asian width W or F in Unicode 14 as glibc 2.36 has it; gaps that hold nothing drawable are
    /// closed.
    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0...0x23F0,
        0x23F3...0x23F3, 0x25FD...0x25FE, 0x2614...0x2615, 0x2648...0x2653, 0x267F...0x267F,
        0x2693...0x2693, 0x26A1...0x26A1, 0x26AA...0x26AB, 0x26BD...0x26BE, 0x26C4...0x26C5,
        0x26CE...0x26CE, 0x26D4...0x26D4, 0x26EA...0x26EA, 0x26F2...0x26F3, 0x26F5...0x26F5,
        0x26FA...0x26FA, 0x26FD...0x26FD, 0x2705...0x2705, 0x270A...0x270B, 0x2728...0x2728,
        0x274C...0x274C, 0x274E...0x274E, 0x2753...0x2755, 0x2757...0x2757, 0x2795...0x2797,
        0x27B0...0x27B0, 0x27BF...0x27BF, 0x2B1B...0x2B1C, 0x2B50...0x2B50, 0x2B55...0x2B55,
        0x2E80...0x303E, 0x3041...0xA4C6, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAD9,
        0xFE10...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x1B2FB, 0x1F004...0x1F004,
        0x1F0CF...0x1F0CF, 0x1F18E...0x1F18E, 0x1F191...0x1F19A, 0x1F200...0x1F320, 0x1F32D...0x1F335,
        0x1F337...0x1F37C, 0x1F37E...0x1F393, 0x1F3A0...0x1F3CA, 0x1F3CF...0x1F3D3, 0x1F3E0...0x1F3F0,
        0x1F3F4...0x1F3F4, 0x1F3F8...0x1F43E, 0x1F440...0x1F440, 0x1F442...0x1F4FC, 0x1F4FF...0x1F53D,
        0x1F54B...0x1F54E, 0x1F550...0x1F567, 0x1F57A...0x1F57A, 0x1F595...0x1F596, 0x1F5A4...0x1F5A4,
        0x1F5FB...0x1F64F, 0x1F680...0x1F6C5, 0x1F6CC...0x1F6CC, 0x1F6D0...0x1F6D2, 0x1F6D5...0x1F6DF,
        0x1F6EB...0x1F6EC, 0x1F6F4...0x1F6FC, 0x1F7E0...0x1F7F0, 0x1F90C...0x1F93A, 0x1F93C...0x1F945,
        0x1F947...0x1F9FF, 0x1FA70...0x1FAF6, 0x20000...0x3134A,
    ]
}
