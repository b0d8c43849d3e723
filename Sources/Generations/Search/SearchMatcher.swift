/// Finds the terms of a query in prompts.
package struct SearchMatcher: Sendable {
    private struct Pattern: Sendable {
        var words: [[Unicode.Scalar]]
        var isPrefix: Bool
        var isNegated: Bool
    }

    private let patterns: [Pattern]

    /// The matcher for a query's terms; its conditions are not looked at.
    package init(_ terms: [SearchTerm]) {
        patterns = terms.map { term in
            Pattern(
                words: PromptWord.words(of: term.text).map(\.scalars),
                isPrefix: term.isPrefix,
                isNegated: term.isNegated
            )
        }
    }

    /// Whether every prompt fits.
    package var isEmpty: Bool { patterns.isEmpty }

    /// Whether a prompt has all that it must have, and nothing that it must not.
    package func matches(_ prompt: String) -> Bool {
        guard !patterns.isEmpty else { return true }
        let words = PromptWord.words(of: prompt)
        return patterns.allSatisfy { pattern in
            words.indices.contains { Self.matches(pattern, words, at: $0) } != pattern.isNegated
        }
    }

    /// What to mark in a prompt, from left to right without overlaps: the words that were looked for, and of an
    /// unfinished one only as much as was typed.
    package func ranges(in prompt: String) -> [Range<String.Index>] {
        let wanted = patterns.filter { !$0.isNegated }
        guard !wanted.isEmpty else { return [] }
        let words = PromptWord.words(of: prompt)
        var ranges: [Range<String.Index>] = []
        for index in words.indices {
            let ends = wanted.lazy.filter { Self.matches($0, words, at: index) }.map {
                Self.end($0, words, index)
            }
            guard let end = ends.max() else { continue }
            if let last = ranges.last, last.upperBound >= words[index].start {
                ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, end)
            } else {
                ranges.append(words[index].start..<end)
            }
        }
        return ranges
    }

    private static func matches(_ pattern: Pattern, _ words: [PromptWord], at index: Int) -> Bool {
        let count = pattern.words.count
        guard count > 0, index + count <= words.count else { return false }
        for offset in 0..<count {
            let (word, wanted) = (words[index + offset].scalars, pattern.words[offset])
            let mayGoOn = pattern.isPrefix && offset == count - 1
            guard mayGoOn ? word.starts(with: wanted) : word == wanted else { return false }
        }
        return true
    }

    private static func end(_ pattern: Pattern, _ words: [PromptWord], _ index: Int) -> String.Index {
        let last = words[index + pattern.words.count - 1]
        let length = min(pattern.words.last?.count ?? 1, last.ends.count)
        return last.ends[max(length, 1) - 1]
    }
}

extension SearchQuery {
    /// What to mark in a prompt that was found.
    package func highlights(in prompt: String) -> [Range<String.Index>] {
        SearchMatcher(terms).ranges(in: prompt)
    }
}
