import Terminal

/// What has changed from one text to another, word by word.
struct WordDiff: Equatable, Sendable {
    enum Part: Equatable, Sendable {
        case same(String)
        case removed(String)
        case added(String)
    }

    /// In reading order; neighbours are of different kinds.
    private(set) var parts: [Part] = []

    init(from old: String, to new: String) {
        let (before, after) = (Self.words(old), Self.words(new))
        let changes = after.difference(from: before)
        var removals: Set<Int> = []
        var insertions: Set<Int> = []
        for change in changes {
            switch change {
            case .remove(let offset, _, _): removals.insert(offset)
            case .insert(let offset, _, _): insertions.insert(offset)
            }
        }
        var (left, right) = (0, 0)
        while left < before.count || right < after.count {
            if left < before.count, removals.contains(left) {
                append(.removed(before[left]))
                left += 1
            } else if right < after.count, insertions.contains(right) {
                append(.added(after[right]))
                right += 1
            } else {
                append(.same(after[min(right, after.count - 1)]))
                left += 1
                right += 1
            }
        }
    }

    var isSame: Bool {
        parts.allSatisfy { if case .same = $0 { true } else { false } }
    }

    /// The parts with signs that are read without colours: `[-old-]` and `{+new+}`.
    func text(_ theme: Theme) -> StyledText {
        var text = StyledText()
        for part in parts {
            if !text.spans.isEmpty { text.append(" ") }
            switch part {
            case .same(let words): text.append(words, theme.text)
            case .removed(let words): text.append("[-\(words)-]", theme.bad)
            case .added(let words): text.append("{+\(words)+}", theme.good.adding(.bold))
            }
        }
        return text
    }

    private mutating func append(_ part: Part) {
        switch (parts.last, part) {
        case (.same(let former)?, .same(let word)): parts[parts.count - 1] = .same("\(former) \(word)")
        case (.removed(let former)?, .removed(let word)):
            parts[parts.count - 1] = .removed("\(former) \(word)")
        case (.added(let former)?, .added(let word)): parts[parts.count - 1] = .added("\(former) \(word)")
        default: parts.append(part)
        }
    }

    private static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }
}

extension StyledText {
    /// The same in rows of a width, broken between words.
    func wrapped(to width: Int) -> [StyledText] {
        var styles: [(end: Int, style: Style)] = []
        var count = 0
        for span in spans {
            count += span.text.count
            styles.append((count, span.style))
        }
        var index = 0
        return WrappedText(text, width: max(1, width)).lines.map { line in
            var row = StyledText()
            var offset = line.offsets.lowerBound
            var run = ""
            var text = line.text
            while text.last == " " { text.removeLast() }
            for character in text {
                while index < styles.count - 1, offset >= styles[index].end {
                    row.append(run, styles[index].style)
                    run = ""
                    index += 1
                }
                run.append(character)
                offset += 1
            }
            if !styles.isEmpty { row.append(run, styles[min(index, styles.count - 1)].style) }
            return row
        }
    }
}
