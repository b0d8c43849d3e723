import CPseudoTerminal
import Terminal

extension VirtualScreen {
    enum Parser: Sendable {
        case text
        case escape
        case charset
        case control(String)
        case string(kind: Unicode.Scalar, text: String, sawEscape: Bool)
    }

    /// Takes a program's output, in pieces of any size.
    package mutating func feed(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            if partial.isEmpty, byte < 0x80 {
                feed(Unicode.Scalar(byte))
            } else {
                feedPart(byte)
            }
        }
    }

    private mutating func feedPart(_ byte: UInt8) {
        if byte < 0x80 || byte >= 0xC0 { partial.removeAll() }
        partial.append(byte)
        let lead = partial[0]
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
        guard partial.count >= length else { return }
        for scalar in String(decoding: partial, as: UTF8.self).unicodeScalars { feed(scalar) }
        partial.removeAll()
    }

    private mutating func feed(_ scalar: Unicode.Scalar) {
        switch parser {
        case .text: feedText(scalar)
        case .escape: feedEscape(scalar)
        case .charset: parser = .text
        case .control(let text): feedControl(text, scalar)
        case .string(let kind, let text, let sawEscape): feedString(kind, text, sawEscape, scalar)
        }
    }

    private mutating func feedText(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x1b: parser = .escape
        case 0x07: bells += 1
        case 0x08: move(x: cursor.x - 1, y: cursor.y)
        case 0x09: move(x: min(size.columns - 1, (cursor.x / 8 + 1) * 8), y: cursor.y)
        case 0x0a, 0x0b: lineFeed()
        case 0x0d: move(x: 0, y: cursor.y)
        case 0x00, 0x0e, 0x0f: break
        case 0x01..<0x20, 0x7f: unknownSequences.append("control \(scalar.value)")
        default: put(scalar)
        }
    }

    private mutating func feedEscape(_ scalar: Unicode.Scalar) {
        parser = .text
        switch scalar {
        case "[": parser = .control("")
        case "]", "P", "_", "^": parser = .string(kind: scalar, text: "", sawEscape: false)
        case "(", ")", "*", "+": parser = .charset
        case "7": savedCursor = cursor
        case "8": move(x: savedCursor.x, y: savedCursor.y)
        case "M": reverseLineFeed()
        case "D": lineFeed()
        case "E":
            move(x: 0, y: cursor.y)
            lineFeed()
        case "=", ">", "\\": break
        case "c": self = VirtualScreen(size: size)
        default: unknownSequences.append("ESC \(scalar)")
        }
    }

    private mutating func feedControl(_ text: String, _ scalar: Unicode.Scalar) {
        guard (0x40...0x7e).contains(scalar.value) else {
            parser = .control(text + String(scalar))
            return
        }
        parser = .text
        perform(text, final: Character(scalar))
    }

    private mutating func feedString(
        _ kind: Unicode.Scalar,
        _ text: String,
        _ sawEscape: Bool,
        _ scalar: Unicode.Scalar
    ) {
        if scalar == "\u{7}" || (sawEscape && scalar == "\\") {
            parser = .text
            if kind == "]" { command(text) }
        } else {
            let next = scalar == "\u{1b}" ? text : text + String(scalar)
            parser = .string(kind: kind, text: next, sawEscape: scalar == "\u{1b}")
        }
    }

    private mutating func command(_ text: String) {
        let parts = text.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2, parts[0] == "2" || parts[0] == "0" {
            title = String(parts[1])
        } else {
            unknownSequences.append("OSC \(text)")
        }
    }

    /// Puts a character as wide as the C library says.
    mutating func put(_ scalar: Unicode.Scalar) {
        let width = Int(cpty_width(scalar.value))
        if width == 0 {
            combine(scalar)
            return
        }
        guard width > 0 else {
            let what = "unprintable U+" + String(scalar.value, radix: 16, uppercase: true)
            unknownSequences.append(isAlternate ? what : Self.onMainScreen + what)
            return
        }
        if wrapsNext || cursor.x + width > size.columns {
            if !wrapsNext { overflows += 1 }
            move(x: 0, y: cursor.y)
            lineFeed()
        }
        guard cursor.x + width <= size.columns else { return }
        lastText = String(scalar)
        clearHalves(at: cursor.x, width)
        cells[cursor.y][cursor.x] = Cell(text: lastText, look: look)
        if width == 2 { cells[cursor.y][cursor.x + 1] = Cell(text: "", look: look) }
        if cursor.x + width == size.columns {
            cursor.x = size.columns - 1
            wrapsNext = true
        } else {
            cursor.x += width
        }
    }

    private mutating func combine(_ scalar: Unicode.Scalar) {
        var x = wrapsNext ? cursor.x : cursor.x - 1
        if x >= 0, cells[cursor.y][x].text.isEmpty { x -= 1 }
        if x >= 0 { cells[cursor.y][x].text.unicodeScalars.append(scalar) }
    }

    /// Overwriting one half of a wide character blanks the other.
    private mutating func clearHalves(at x: Int, _ width: Int) {
        if cells[cursor.y][x].text.isEmpty, x > 0 { cells[cursor.y][x - 1].text = " " }
        let next = x + width
        if next < size.columns, cells[cursor.y][next].text.isEmpty { cells[cursor.y][next].text = " " }
    }
}
