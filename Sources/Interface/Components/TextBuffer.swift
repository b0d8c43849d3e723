import Generations
import Synchronization

/// The graphemes of a text in pieces, so that a change costs a piece or two and not the whole text.
struct TextBuffer: RandomAccessCollection, Sendable {
    private struct Piece: Equatable, Sendable {
        var characters: [Character]
        var hasNewline: Bool

        init(_ characters: [Character]) {
            self.characters = characters
            hasNewline = characters.contains("\n")
        }
    }

    /// A piece that grows beyond this is cut into pieces of half of it.
    private static let longestPiece = 1_024

    private var pieces: [Piece] = []
    /// Where each piece begins.
    private var starts: [Int] = []
    private(set) var count = 0
    /// What was made of this very text; another text has another one.
    private(set) var memo = TextMemo()

    init(_ characters: [Character] = []) {
        replaceSubrange(0..<0, with: characters)
    }

    var startIndex: Int { 0 }
    var endIndex: Int { count }

    subscript(offset: Int) -> Character {
        let piece = piece(at: offset)
        return pieces[piece].characters[offset - starts[piece]]
    }

    /// The whole text; made once for each text.
    var text: String {
        memo.text { pieces.reduce(into: "") { $0.append(contentsOf: $1.characters) } }
    }

    /// A part of the text as an array.
    func array(_ range: Range<Int>) -> [Character] {
        guard !range.isEmpty else { return [] }
        var result: [Character] = []
        result.reserveCapacity(range.count)
        for index in piece(at: range.lowerBound)...piece(at: range.upperBound - 1) {
            let (start, characters) = (starts[index], pieces[index].characters)
            let low = Swift.max(0, range.lowerBound - start)
            result += characters[low..<Swift.min(characters.count, range.upperBound - start)]
        }
        return result
    }

    /// A part of the text.
    func text(_ range: Range<Int>) -> String { String(array(range)) }

    mutating func replaceSubrange(_ range: Range<Int>, with new: [Character]) {
        guard !range.isEmpty || !new.isEmpty else { return }
        memo = TextMemo()
        guard !pieces.isEmpty else {
            pieces = Self.cut(new)
            return measure(from: 0)
        }
        let first = piece(at: range.lowerBound)
        var last = piece(at: Swift.max(range.lowerBound, range.upperBound - 1))
        var joined = pieces[first].characters[..<(range.lowerBound - starts[first])] + new
        joined += pieces[last].characters[(range.upperBound - starts[last])...]
        if joined.count < Self.longestPiece / 4, last + 1 < pieces.count {
            last += 1
            joined += pieces[last].characters
        }
        pieces.replaceSubrange(first...last, with: Self.cut(Array(joined)))
        measure(from: first)
    }

    /// The start of the line that an offset is in.
    func lineStart(_ offset: Int) -> Int {
        guard offset > 0 else { return 0 }
        var index = piece(at: offset - 1)
        var end = offset - starts[index]
        while true {
            if pieces[index].hasNewline, let found = pieces[index].characters[..<end].lastIndex(of: "\n") {
                return starts[index] + found + 1
            }
            guard index > 0 else { return 0 }
            index -= 1
            end = pieces[index].characters.count
        }
    }

    /// The end of the line that an offset is in: its newline, or the end of the text.
    func lineEnd(_ offset: Int) -> Int {
        guard offset < count else { return count }
        var index = piece(at: offset)
        var start = offset - starts[index]
        while true {
            if pieces[index].hasNewline, let found = pieces[index].characters[start...].firstIndex(of: "\n") {
                return starts[index] + found
            }
            index += 1
            guard index < pieces.count else { return count }
            start = 0
        }
    }

    private func piece(at offset: Int) -> Int {
        var low = 0
        var high = pieces.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if starts[middle] <= offset { low = middle } else { high = middle - 1 }
        }
        return low
    }

    private mutating func measure(from first: Int) {
        starts.removeSubrange(Swift.min(first, starts.count)...)
        var start = first > 0 ? starts[first - 1] + pieces[first - 1].characters.count : 0
        for piece in pieces[first...] {
            starts.append(start)
            start += piece.characters.count
        }
        count = start
    }

    private static func cut(_ characters: [Character]) -> [Piece] {
        guard !characters.isEmpty else { return [] }
        guard characters.count > longestPiece else { return [Piece(characters)] }
        let size = longestPiece / 2
        return stride(from: 0, to: characters.count, by: size).map {
            Piece(Array(characters[$0..<Swift.min(characters.count, $0 + size)]))
        }
    }
}

extension TextBuffer: Equatable {
    static func == (left: TextBuffer, right: TextBuffer) -> Bool {
        guard left.memo !== right.memo else { return true }
        guard left.count == right.count else { return false }
        return left.pieces == right.pieces || left.elementsEqual(right)
    }
}

/// Remembers what was made of one text, so that drawing it again does not read it again.
///
/// It is no part of the text's value: the same text always gives the same.
final class TextMemo: Sendable {
    private struct Values: Sendable {
        var text: String?
        var words: ParameterWords?
        var template: PromptTemplate?
        var wordCount: Int?
        var rowCounts: [Int: Int] = [:]
    }

    private let values = Mutex(Values())

    func text(_ make: () -> String) -> String {
        remembered(\.text, make)
    }

    func words(_ make: () -> ParameterWords) -> ParameterWords {
        remembered(\.words, make)
    }

    func template(_ make: () -> PromptTemplate) -> PromptTemplate {
        remembered(\.template, make)
    }

    func wordCount(_ make: () -> Int) -> Int {
        remembered(\.wordCount, make)
    }

    func rowCount(width: Int, _ make: () -> Int) -> Int {
        remembered(\.rowCounts[width], make)
    }

    private func remembered<Value>(_ place: WritableKeyPath<Values, Value?>, _ make: () -> Value) -> Value
    where Value: Sendable {
        if let value = values.withLock({ $0[keyPath: place] }) { return value }
        let value = make()
        values.withLock { $0[keyPath: place] = value }
        return value
    }
}
