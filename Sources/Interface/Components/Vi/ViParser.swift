/// Reads the keys of normal and visual mode.
struct ViParser {
    enum Outcome: Equatable, Sendable {
        /// More keys must follow.
        case incomplete
        case invalid
        case command(ViCommand)
    }

    private enum Stop: Error {
        case incomplete, invalid
    }

    private var rest: ArraySlice<Character>
    private var count: Int?

    /// Reads what was typed since the last command.
    static func parse(_ keys: [Character], isVisual: Bool) -> Outcome {
        var parser = ViParser(rest: keys[...])
        do {
            parser.readCount()
            let key = try parser.next()
            let verb = try isVisual ? parser.visual(key) : parser.normal(key)
            return .command(ViCommand(count: parser.count, verb: verb))
        } catch {
            return error == .incomplete ? .incomplete : .invalid
        }
    }

    private mutating func next() throws(Stop) -> Character {
        guard let key = rest.popFirst() else { throw .incomplete }
        return key
    }

    /// Reads a number; two of them, as in `2d3w`, multiply.
    private mutating func readCount() {
        guard let first = rest.first, "123456789".contains(first) else { return }
        var number = 0
        while let digit = rest.first?.wholeNumberValue, rest.first?.isASCII == true {
            number = min(99_999, number * 10 + digit)
            rest.removeFirst()
        }
        count = min(99_999, (count ?? 1) * number)
    }

    private mutating func normal(_ key: Character) throws(Stop) -> ViCommand.Verb {
        if let verb = ViOperator(rawValue: key), verb != .toggleCase {
            return .operate(verb, try target(of: key))
        }
        if let place = ViInsertion(rawValue: key) { return .insert(place) }
        switch key {
        case "x": return .operate(.delete, .motion(.right))
        case "X": return .operate(.delete, .motion(.left))
        case "s": return .operate(.change, .motion(.right))
        case "S": return .operate(.change, .lines)
        case "D": return .operate(.delete, .motion(.lineEnd))
        case "C": return .operate(.change, .motion(.lineEnd))
        case "Y": return .operate(.yank, .lines)
        case "r": return .replace(try next())
        case "~": return .toggle
        case "u": return .undo
        case ".": return .repeatChange
        default: return try common(key)
        }
    }

    private mutating func visual(_ key: Character) throws(Stop) -> ViCommand.Verb {
        if let verb = ViOperator(rawValue: key) { return .operate(verb, .selection) }
        switch key {
        case "x": return .operate(.delete, .selection)
        case "s": return .operate(.change, .selection)
        case "i", "a": return .selectObject(try object(isAround: key == "a"))
        case "o": return .swapEnds
        default: return try common(key)
        }
    }

    private mutating func common(_ key: Character) throws(Stop) -> ViCommand.Verb {
        switch key {
        case "v": .select(isLinewise: false)
        case "V": .select(isLinewise: true)
        case "p": .put(isBefore: false)
        case "P": .put(isBefore: true)
        case "J": .join
        case "\u{12}": .redo
        case "/": .searchHistory
        case ":": .showCommands
        default: .move(try motion(key))
        }
    }

    private mutating func target(of verb: Character) throws(Stop) -> ViTarget {
        readCount()
        let key = try next()
        switch key {
        case verb: return .lines
        case "i", "a": return .object(try object(isAround: key == "a"))
        default: return .motion(try motion(key))
        }
    }

    private mutating func object(isAround: Bool) throws(Stop) -> ViObject {
        let kind = try next()
        guard ViObject.kinds.contains(kind) else { throw .invalid }
        return ViObject(kind: kind, isAround: isAround)
    }

    private mutating func motion(_ key: Character) throws(Stop) -> ViMotion {
        switch key {
        case "h": return .left
        case "l", " ": return .right
        case "j": return .down
        case "k": return .up
        case "w", "W": return .word(isBig: key == "W")
        case "b", "B": return .wordBack(isBig: key == "B")
        case "e", "E": return .wordEnd(isBig: key == "E")
        case "0": return .lineStart
        case "^": return .firstInk
        case "$": return .lineEnd
        case "G": return .bottom
        case ";", ",": return .repeatFind(isReversed: key == ",")
        case "g":
            guard try next() == "g" else { throw .invalid }
            return .top
        case "f", "F", "t", "T":
            let isForward = key == "f" || key == "t"
            let isTill = key == "t" || key == "T"
            return .find(ViFind(character: try next(), isForward: isForward, isTill: isTill))
        default: throw .invalid
        }
    }
}
