/// One whole command of vi's normal or visual mode.
struct ViCommand: Equatable, Sendable {
    enum Verb: Equatable, Sendable {
        case move(ViMotion)
        case operate(ViOperator, ViTarget)
        case insert(ViInsertion)
        case put(isBefore: Bool)
        case replace(Character)
        /// `~` beside a selection: changes the case and steps on.
        case toggle
        case join
        case undo, redo, repeatChange
        case select(isLinewise: Bool)
        case selectObject(ViObject)
        /// The cursor goes to the other end of the selection.
        case swapEnds
        case searchHistory, showCommands
    }

    var count: Int?
    var verb: Verb

    /// Whether `.` makes it again.
    var isChange: Bool {
        switch verb {
        case .operate(let verb, _): verb != .yank
        case .insert, .put, .replace, .toggle, .join: true
        default: false
        }
    }
}

/// What is done to a part of the text.
enum ViOperator: Character, Equatable, Sendable {
    case delete = "d"
    case change = "c"
    case yank = "y"
    case toggleCase = "~"
}

/// The part of the text that an operator takes.
enum ViTarget: Equatable, Sendable {
    case motion(ViMotion)
    case lines
    case object(ViObject)
    case selection
    /// So many characters, or lines, from the cursor on: what a selection had, for `.`.
    case extent(Int, isLinewise: Bool)
}

/// Where insert mode begins.
enum ViInsertion: Character, Equatable, Sendable {
    case before = "i"
    case after = "a"
    case lineStart = "I"
    case lineEnd = "A"
    case below = "o"
    case above = "O"
}

/// A way that the cursor goes.
enum ViMotion: Equatable, Sendable {
    case left, right, up, down
    case word(isBig: Bool), wordBack(isBig: Bool), wordEnd(isBig: Bool)
    case lineStart, firstInk, lineEnd, top, bottom
    case find(ViFind)
    case repeatFind(isReversed: Bool)
}

/// A character that is looked for in the line.
struct ViFind: Equatable, Sendable {
    var character: Character
    var isForward: Bool
    /// The cursor stops one before it.
    var isTill: Bool
}

/// A thing around the cursor: a word, what is quoted, what is in brackets.
struct ViObject: Equatable, Sendable {
    var kind: Character
    /// With the space, quotes or brackets around it.
    var isAround: Bool
}
