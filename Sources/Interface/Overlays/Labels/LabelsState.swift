import Generations

/// The small input for tags and a note of one generation or of many.
struct LabelsState: Equatable, Sendable {
    enum Field: Equatable, Sendable {
        case tags, note
    }

    /// The most characters of a tag that the library takes.
    static let longestTag = 60

    var targets: [Generation]
    var tags = TextEditor()
    var note: TextEditor
    var field = Field.tags

    init(_ targets: [Generation]) {
        self.targets = targets
        let notes = Set(targets.map(\.note))
        note = TextEditor(notes.count == 1 ? Self.oneLine(notes.first ?? "") : "")
    }

    /// The tags that there are, each with how many generations have it.
    var present: [(tag: String, count: Int)] {
        let counts = targets.flatMap(\.tags).reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The note, when it is to be changed.
    var changedNote: String? {
        let before = LabelsState(targets).note.text
        return note.text == before ? nil : note.text
    }

    var current: TextEditor {
        get { field == .tags ? tags : note }
        set {
            switch field {
            case .tags: tags = newValue
            case .note: note = newValue
            }
        }
    }

    static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}

/// The words of the tags' input: `boat`, `+boat` and `#boat` add, `-old` takes away.
struct TagWords: Equatable, Sendable {
    var adding: [String] = []
    var removing: [String] = []
    /// One sentence, when something cannot be a tag.
    var problem: String?

    init(_ text: String) {
        for word in text.split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
            let isRemoval = word.hasPrefix("-")
            var name = word.hasPrefix("+") || isRemoval ? word.dropFirst() : word
            if name.hasPrefix("#") { name = name.dropFirst() }
            guard !name.isEmpty else { continue }
            if name.count > LabelsState.longestTag {
                problem = "A tag has \(LabelsState.longestTag) characters at most."
            }
            if isRemoval { removing.append(String(name)) } else { adding.append(String(name)) }
        }
    }
}
