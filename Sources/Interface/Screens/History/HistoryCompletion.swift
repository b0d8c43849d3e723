import Generations

/// Completing the word at the cursor of the search field: names of fields, and values that are known.
enum HistoryCompletion {
    /// Completes as far as all candidates agree; where nothing can be completed, goes to the next pane.
    static func complete(_ state: inout AppState) -> [AppEffect] {
        let field = state.history.field
        var start = field.cursor
        while start > 0, !field.characters[start - 1].isWhitespace { start -= 1 }
        if start < field.cursor, field.characters[start] == "-" { start += 1 }
        let word = String(field.characters[start..<field.cursor])
        let candidates = candidates(for: word, state.history)
        guard !word.isEmpty, let first = candidates.first else {
            return GlobalUpdate.update(&state, .nextPane)
        }
        let common = candidates.dropFirst().reduce(first) { common, next in
            String(zip(common, next).prefix { $0 == $1 }.map(\.0))
        }
        let isLonger = common.count > word.count
        if !isLonger { state.say("Can go on as \(candidates.prefix(8).joined(separator: "  "))") }
        guard isLonger || candidates.count == 1 else { return [] }
        let end = candidates.count == 1 && !common.hasSuffix(":") ? " " : ""
        state.history.field.replace(start..<field.cursor, with: common + end, kind: .other)
        return HistoryUpdate.search(&state)
    }

    /// Everything that a word may become, sorted.
    static func candidates(for word: String, _ history: HistoryState) -> [String] {
        let halves = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let all: [String]
        if halves.count == 2 {
            all = values(of: halves[0].lowercased(), history).map { "\(halves[0]):\($0)" }
        } else {
            all = SearchField.allCases.map { $0.rawValue + ":" }
        }
        return Set(all.filter { $0.lowercased().hasPrefix(word.lowercased()) }).sorted()
    }

    private static func values(of field: String, _ history: HistoryState) -> [String] {
        switch field {
        case "is": ["fav", "ok", "failed", "cancelled", "running", "waiting", "held", "queued", "trash"]
        case "status": GenerationStatus.allCases.map(\.rawValue)
        case "tag": history.items.flatMap(\.tags)
        case "model":
            history.items.map { $0.request.model.rawValue.split(separator: "/").last.map(String.init) ?? "" }
        case "provider": history.items.compactMap { JobWords.provider($0) ?? $0.request.provider }
        case "after", "before", "on": ["today", "yesterday"]
        default: []
        }
    }
}
