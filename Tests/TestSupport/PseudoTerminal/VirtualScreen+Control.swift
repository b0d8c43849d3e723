import Terminal

extension VirtualScreen {
    /// Performs a control sequence (ECMA-48, xterm's `ctlseqs`).
    mutating func perform(_ text: String, final: Character) {
        let isPrivate = text.hasPrefix("?")
        let parameters = text.drop { "?>=".contains($0) }
            .split(whereSeparator: { ";:".contains($0) }, omittingEmpty: false)
            .map { Int($0) ?? 0 }
        let first = parameters.first ?? 0
        let count = max(1, first)
        if isPrivate {
            switch final {
            case "h": setModes(parameters, on: true)
            case "l": setModes(parameters, on: false)
            default: unknown(text, final)
            }
            return
        }
        switch final {
        case "A": move(x: cursor.x, y: cursor.y - count)
        case "B", "e": move(x: cursor.x, y: cursor.y + count)
        case "C", "a": move(x: cursor.x + count, y: cursor.y)
        case "D": move(x: cursor.x - count, y: cursor.y)
        case "E": move(x: 0, y: cursor.y + count)
        case "F": move(x: 0, y: cursor.y - count)
        case "G", "`": move(x: count - 1, y: cursor.y)
        case "d": move(x: cursor.x, y: count - 1)
        case "H", "f": move(x: max(1, parameters.dropFirst().first ?? 1) - 1, y: count - 1)
        case "J": eraseScreen(first)
        case "K": eraseLine(first)
        case "X": blank(cursor.x..<min(size.columns, cursor.x + count), row: cursor.y)
        case "P": deleteCharacters(count)
        case "@": insertCharacters(count)
        case "L": scroll(from: cursor.y, by: -count)
        case "M": scroll(from: cursor.y, by: count)
        case "S": scroll(from: region.lowerBound, by: count)
        case "T": scroll(from: region.lowerBound, by: -count)
        case "I": move(x: (cursor.x / 8 + count) * 8, y: cursor.y)
        case "Z": move(x: max(0, ((cursor.x + 7) / 8 - count) * 8), y: cursor.y)
        case "b": for scalar in String(repeating: lastText, count: count).unicodeScalars { put(scalar) }
        case "r": setRegion(parameters)
        case "m": setLook(parameters)
        case "h" where parameters == [4], "l" where parameters == [4]: break
        case "t": changeTitles(first)
        case "q", "c", "n": break
        default: unknown(text, final)
        }
    }

    private mutating func unknown(_ text: String, _ final: Character) {
        unknownSequences.append("CSI \(text)\(final)")
    }

    private mutating func setModes(_ numbers: [Int], on: Bool) {
        for number in numbers {
            if number == 1049 || number == 47 || number == 1047 { switchScreen(toAlternate: on) }
            if on { modes.insert(number) } else { modes.remove(number) }
        }
    }

    private mutating func switchScreen(toAlternate: Bool) {
        if toAlternate, mainScreen == nil {
            mainScreen = cells
            savedCursor = cursor
            cells = Self.blank(size)
        } else if !toAlternate, let main = mainScreen {
            cells = main
            mainScreen = nil
            move(x: savedCursor.x, y: savedCursor.y)
        }
    }

    private mutating func changeTitles(_ operation: Int) {
        if operation == 22 { titles.append(title) }
        if operation == 23 { title = titles.popLast() ?? "" }
    }

    mutating func move(x: Int, y: Int) {
        cursor = Point(x: min(max(0, x), size.columns - 1), y: min(max(0, y), size.rows - 1))
        wrapsNext = false
    }

    mutating func lineFeed() {
        wrapsNext = false
        if cursor.y == region.upperBound {
            scroll(from: region.lowerBound, by: 1)
        } else {
            move(x: cursor.x, y: cursor.y + 1)
        }
    }

    mutating func reverseLineFeed() {
        if cursor.y == region.lowerBound {
            scroll(from: region.lowerBound, by: -1)
        } else {
            move(x: cursor.x, y: cursor.y - 1)
        }
    }

    private mutating func setRegion(_ parameters: [Int]) {
        let top = max(1, parameters.first ?? 1) - 1
        let given = parameters.dropFirst().first ?? 0
        let bottom = min(size.rows, given == 0 ? size.rows : given) - 1
        guard top <= bottom else { return }
        region = top...bottom
        move(x: 0, y: 0)
    }

    /// Moves the rows from one to the end of the region up (or down, when negative).
    private mutating func scroll(from top: Int, by count: Int) {
        guard region.contains(top) else { return }
        for _ in 0..<min(abs(count), size.rows) {
            let empty = Array(repeating: Cell(look: erased), count: size.columns)
            if count > 0 {
                cells.remove(at: top)
                cells.insert(empty, at: region.upperBound)
            } else {
                cells.remove(at: region.upperBound)
                cells.insert(empty, at: top)
            }
        }
    }

    private var erased: Look {
        var erased = Look()
        erased.background = look.background
        return erased
    }

    private mutating func blank(_ columns: Range<Int>, row: Int) {
        for x in columns { cells[row][x] = Cell(look: erased) }
    }

    private mutating func eraseScreen(_ part: Int) {
        if part == 2, let before = overflowsBeforeResize {
            overflows = before
            overflowsBeforeResize = nil
        }
        eraseLine(part)
        let rows =
            switch part {
            case 0: (cursor.y + 1)..<max(cursor.y + 1, size.rows)
            case 1: 0..<cursor.y
            default: 0..<size.rows
            }
        for row in rows { blank(0..<size.columns, row: row) }
    }

    private mutating func eraseLine(_ part: Int) {
        switch part {
        case 0: blank(cursor.x..<size.columns, row: cursor.y)
        case 1: blank(0..<(cursor.x + 1), row: cursor.y)
        default: blank(0..<size.columns, row: cursor.y)
        }
    }

    private mutating func deleteCharacters(_ count: Int) {
        let count = min(count, size.columns - cursor.x)
        cells[cursor.y].removeSubrange(cursor.x..<(cursor.x + count))
        cells[cursor.y].append(contentsOf: repeatElement(Cell(look: erased), count: count))
    }

    private mutating func insertCharacters(_ count: Int) {
        let count = min(count, size.columns - cursor.x)
        cells[cursor.y].insert(contentsOf: repeatElement(Cell(look: erased), count: count), at: cursor.x)
        cells[cursor.y].removeLast(count)
    }

    private mutating func setLook(_ parameters: [Int]) {
        var rest = (parameters.isEmpty ? [0] : parameters)[...]
        while let number = rest.popFirst() {
            switch number {
            case 0: look = Look()
            case 1: look.isBold = true
            case 2: look.isDim = true
            case 3: look.isItalic = true
            case 4: look.isUnderlined = true
            case 7: look.isReversed = true
            case 22: (look.isBold, look.isDim) = (false, false)
            case 23: look.isItalic = false
            case 24: look.isUnderlined = false
            case 27: look.isReversed = false
            case 30...37: look.foreground = .indexed(number - 30)
            case 39: look.foreground = .standard
            case 40...47: look.background = .indexed(number - 40)
            case 49: look.background = .standard
            case 90...97: look.foreground = .indexed(number - 82)
            case 100...107: look.background = .indexed(number - 92)
            case 38: look.foreground = color(&rest)
            case 48: look.background = color(&rest)
            default: unknownSequences.append("SGR \(number)")
            }
        }
    }

    private func color(_ rest: inout ArraySlice<Int>) -> Color {
        switch rest.popFirst() {
        case 5: return .indexed(rest.popFirst() ?? 0)
        case 2:
            let channels = rest.prefix(3)
            rest = rest.dropFirst(3)
            let padded = Array(channels) + [0, 0, 0]
            return .rgb(padded[0], padded[1], padded[2])
        default: return .standard
        }
    }
}

extension StringProtocol {
    fileprivate func split(
        whereSeparator isSeparator: (Character) -> Bool,
        omittingEmpty: Bool
    ) -> [SubSequence] {
        isEmpty ? [] : split(omittingEmptySubsequences: omittingEmpty, whereSeparator: isSeparator)
    }
}
