/// The list of everything that can be done now, found by typing.
struct CommandListState: Equatable, Sendable {
    /// The situations that held when it was opened, innermost first.
    var contexts: [KeyContext]
    var field = TextEditor()
    var index = 0
    var window = ListWindow()

    /// One command of the list.
    struct Entry: Equatable, Sendable {
        var binding: KeyBinding
        /// The characters of its words that were typed.
        var offsets: [Int] = []
        /// Why it cannot be done now; nil when it can.
        var reason: String?
        fileprivate var score = 0
    }

    /// The commands that fit what was typed, the best first; before anything is typed, the last used ones first.
    func entries(_ state: AppState) -> [Entry] {
        var seen: Set<UserAction> = []
        let all = contexts.flatMap { state.keymap.bindings(in: $0) }.filter {
            $0.action.isCommand && seen.insert($0.action).inserted
        }
        let found = all.compactMap { entry($0, state) }
        let best = field.text.contains { !$0.isWhitespace } ? found.map(\.score).max() ?? 0 : 0
        // Letters from here and there that fit far worse than the best are chance.
        return found.filter { $0.score * 5 >= best * 3 }.enumerated().sorted { left, right in
            left.element.score == right.element.score
                ? left.offset < right.offset : left.element.score > right.element.score
        }.map(\.element)
    }

    private func entry(_ binding: KeyBinding, _ state: AppState) -> Entry? {
        var entry = Entry(
            binding: binding,
            reason: state.availability(of: binding.action, in: binding.context).reason
        )
        let recent = state.recentCommands.firstIndex(of: binding.action).map { 20 - $0 } ?? 0
        guard field.text.contains(where: { !$0.isWhitespace }) else {
            entry.score = recent
            return entry
        }
        if let match = FuzzyMatch(field.text, in: binding.help) {
            entry.offsets = match.offsets
            entry.score = match.score + recent / 4
            return entry
        }
        // Its name in the settings, its keys and its place find it too, behind those whose words fit.
        let names = ([binding.action.rawValue, binding.context.title] + binding.keys.map(\.label))
        guard let match = FuzzyMatch(field.text, in: names.joined(separator: " ")) else { return nil }
        entry.score = match.score / 2
        return entry
    }
}

extension UserAction {
    /// Whether it makes sense in a list of commands: moving and editing do not.
    var isCommand: Bool {
        let isEditing = ["move", "delete", "kill", "yank", "transpose", "newline", "insert"].contains {
            rawValue.hasPrefix($0)
        }
        let isCase = rawValue.hasSuffix("caseWord") || self == .capitalizeWord
        let isOfTheList = [.back, .stop, .showCommands, .choose, .confirm, .refuse].contains(self)
        return self == .delete || !(isEditing || isCase || isOfTheList)
    }
}
