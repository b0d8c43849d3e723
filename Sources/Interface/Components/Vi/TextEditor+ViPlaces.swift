/// Where vi's motions and text objects lead.
extension TextEditor {
    /// Where a motion leads; nil when there is no such place.
    func destination(of motion: ViMotion, count: Int?) -> Int? {
        let times = count ?? 1
        switch motion {
        case .left: return max(lineStart, cursor - times)
        case .right: return min(lineEnd, cursor + times)
        case .up, .down: return line(below: motion == .down ? times : -times)
        case .word(let isBig): return repeated(times) { wordStart(after: $0, isBig) }
        case .wordBack(let isBig): return repeated(times) { wordStart(before: $0, isBig) }
        case .wordEnd(let isBig): return repeated(times) { wordLast(after: $0, isBig) }
        case .lineStart: return lineStart
        case .firstInk: return firstInk(cursor)
        case .lineEnd: return characters.lineEnd(line(below: times - 1) ?? cursor)
        case .top: return firstInk(line(number: count ?? 1))
        case .bottom: return firstInk(count.map { line(number: $0) } ?? characters.count)
        case .find(let find): return place(of: find, times)
        case .repeatFind(let isReversed):
            guard var find = vi.lastFind else { return nil }
            if isReversed { find.isForward.toggle() }
            return place(of: find, times, skipsNext: find.isTill)
        }
    }

    /// The part that an operator takes with a motion, and whether it takes whole lines.
    func range(of motion: ViMotion, count: Int?, for verb: ViOperator) -> (Range<Int>, isLinewise: Bool)? {
        guard let place = destination(of: motion, count: count) else { return nil }
        switch motion {
        case .up, .down, .top, .bottom:
            return (lines(min(cursor, place), max(cursor, place)), true)
        case .word(let isBig):
            if verb == .change, cursor < characters.count, !characters[cursor].isWhitespace {
                // As vi has it, `cw` leaves the space behind the word.
                let end = repeated(count ?? 1) { wordLast(after: $0 == cursor ? $0 - 1 : $0, isBig) }
                return (cursor..<min(characters.count, max(cursor, end) + 1), false)
            }
            return (cursor..<max(cursor, endOfWords(place)), false)
        case .wordEnd: return (cursor..<min(characters.count, place + 1), false)
        case .find(let find): return (find.isForward ? cursor..<(place + 1) : place..<cursor, false)
        case .repeatFind:
            return (place >= cursor ? cursor..<(place + 1) : place..<cursor, false)
        default: return (min(cursor, place)..<max(cursor, place), false)
        }
    }

    /// Whole lines, without the newline that ends the last one.
    func lines(_ first: Int, _ last: Int) -> Range<Int> {
        let start = characters.lineStart(first)
        return start..<max(start, characters.lineEnd(last))
    }

    func firstInk(_ offset: Int) -> Int {
        var place = characters.lineStart(offset)
        let end = characters.lineEnd(place)
        while place < end, characters[place].isWhitespace { place += 1 }
        return place
    }

    /// The same column so many lines below, or above; nil when there is no such line.
    func line(below lines: Int) -> Int? {
        var start = lineStart
        for _ in 0..<abs(lines) {
            if lines > 0 {
                let end = characters.lineEnd(start)
                guard end < characters.count else { return nil }
                start = end + 1
            } else {
                guard start > 0 else { return nil }
                start = characters.lineStart(start - 1)
            }
        }
        return min(characters.lineEnd(start), start + cursor - lineStart)
    }

    private func line(number: Int) -> Int {
        var start = 0
        for _ in 1..<max(2, number) where number > 1 {
            let end = characters.lineEnd(start)
            guard end < characters.count else { break }
            start = end + 1
        }
        return start
    }

    private func repeated(_ times: Int, _ step: (Int) -> Int) -> Int {
        var place = cursor
        for _ in 0..<times {
            let next = step(place)
            if next == place { break }
            place = next
        }
        return place
    }

    private func place(of find: ViFind, _ times: Int, skipsNext: Bool = false) -> Int? {
        let step = find.isForward ? 1 : -1
        let range = lines(cursor, cursor)
        var place = cursor + (skipsNext ? step : 0)
        for _ in 0..<times {
            repeat { place += step } while range.contains(place) && characters[place] != find.character
            guard range.contains(place) else { return nil }
        }
        return find.isTill ? place - step : place
    }
}

// MARK: - Words

extension TextEditor {
    /// White space, letters, other signs: where one kind meets another a word begins.
    private func kind(_ offset: Int, _ isBig: Bool) -> Int {
        let character = characters[offset]
        if character.isWhitespace { return 0 }
        return isBig || character.isWordPart || character == "_" ? 1 : 2
    }

    private func wordStart(after offset: Int, _ isBig: Bool) -> Int {
        guard offset < characters.count else { return characters.count }
        var place = offset
        let own = kind(offset, isBig)
        while own != 0, place < characters.count, kind(place, isBig) == own { place += 1 }
        while place < characters.count, kind(place, isBig) == 0 {
            // An empty line is a word.
            if place > offset, characters[place] == "\n", characters[place - 1] == "\n" { break }
            place += 1
        }
        return place
    }

    private func wordStart(before offset: Int, _ isBig: Bool) -> Int {
        var place = offset
        while place > 0, kind(place - 1, isBig) == 0 { place -= 1 }
        guard place > 0 else { return 0 }
        let own = kind(place - 1, isBig)
        while place > 0, kind(place - 1, isBig) == own { place -= 1 }
        return place
    }

    private func wordLast(after offset: Int, _ isBig: Bool) -> Int {
        var place = offset + 1
        while place < characters.count, kind(place, isBig) == 0 { place += 1 }
        guard place < characters.count else { return max(0, characters.count - 1) }
        let own = kind(place, isBig)
        while place + 1 < characters.count, kind(place + 1, isBig) == own { place += 1 }
        return place
    }

    /// An operator with `w` does not take the end of the line behind the last word.
    private func endOfWords(_ place: Int) -> Int {
        var start = place
        while start > cursor, kind(start - 1, false) == 0 { start -= 1 }
        guard start > cursor, start < place else { return place }
        return (start..<place).first { characters[$0] == "\n" } ?? place
    }
}

// MARK: - Objects

extension ViObject {
    private static let brackets: [(open: Character, close: Character, others: String)] = [
        ("(", ")", "b"), ("[", "]", ""), ("{", "}", "B"), ("<", ">", ""),
    ]
    static let kinds = "wW\"'`()b[]{}B<>"

    /// The brackets of this kind; nil when it is none of brackets.
    var brackets: (open: Character, close: Character)? {
        Self.brackets.first { $0.open == kind || $0.close == kind || $0.others.contains(kind) }
            .map { ($0.open, $0.close) }
    }
}

extension TextEditor {
    /// The thing around the cursor; nil when there is none.
    func range(of object: ViObject) -> Range<Int>? {
        if let (open, close) = object.brackets { return bracketed(open, close, object.isAround) }
        if "wW".contains(object.kind) { return word(object.kind == "W", object.isAround) }
        return quoted(object.kind, object.isAround)
    }

    private func word(_ isBig: Bool, _ isAround: Bool) -> Range<Int>? {
        let line = lines(cursor, cursor)
        guard line.contains(cursor) else { return nil }
        let own = kind(cursor, isBig)
        var (low, high) = (cursor, cursor + 1)
        while low > line.lowerBound, kind(low - 1, isBig) == own { low -= 1 }
        while high < line.upperBound, kind(high, isBig) == own { high += 1 }
        guard isAround else { return low..<high }
        let end = high
        if own == 0, high < line.upperBound {
            let next = kind(high, isBig)
            while high < line.upperBound, kind(high, isBig) == next { high += 1 }
        } else {
            while high < line.upperBound, kind(high, isBig) == 0 { high += 1 }
            if high == end { while low > line.lowerBound, kind(low - 1, isBig) == 0 { low -= 1 } }
        }
        return low..<high
    }

    private func quoted(_ quote: Character, _ isAround: Bool) -> Range<Int>? {
        let line = lines(cursor, cursor)
        let places = line.filter { characters[$0] == quote }
        for index in stride(from: 0, to: places.count - 1, by: 2) where places[index + 1] >= cursor {
            let (low, high) = (places[index], places[index + 1])
            guard isAround else { return (low + 1)..<high }
            var end = high + 1
            while end < line.upperBound, characters[end] == " " { end += 1 }
            return low..<end
        }
        return nil
    }

    private func bracketed(_ open: Character, _ close: Character, _ isAround: Bool) -> Range<Int>? {
        var low = min(cursor, characters.count - 1)
        var depth = low >= 0 && characters[low] == close ? -1 : 0
        while low >= 0 {
            if characters[low] == close { depth += 1 }
            if characters[low] == open {
                if depth == 0 { break }
                depth -= 1
            }
            low -= 1
        }
        guard low >= 0 else { return nil }
        depth = 0
        for high in (low + 1)..<max(low + 1, characters.count) {
            if characters[high] == open { depth += 1 }
            guard characters[high] == close else { continue }
            if depth == 0 { return isAround ? low..<(high + 1) : (low + 1)..<high }
            depth -= 1
        }
        return nil
    }
}
