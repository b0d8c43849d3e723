/// What is said when an action could be done and changed nothing: never silence.
enum WithoutEffect {
    static func sentence(_ action: UserAction, _ state: AppState) -> String {
        let name = action.rawValue
        switch action {
        case .back:
            let quit = state.keymap.label(of: .quit, in: [.everywhere]) ?? "quit"
            return "There is nothing to go back from. \(quit) quits."
        case .undo: return "There is nothing to undo."
        case .redo: return "There is nothing to redo."
        case .yank: return "Nothing was cut yet."
        case .yankOlder: return "This follows only what was just put back."
        case .transpose: return "Two characters are needed for that."
        case .recallNewer: return "This is your draft: there is nothing later."
        case .moveUp, .movePageUp, .moveTop: return "This is the top."
        case .moveDown, .movePageDown, .moveBottom: return "This is the end."
        case .moveLeft, .moveWordLeft, .moveLineStart: return "This is the start."
        case .moveRight, .moveWordRight, .moveLineEnd: return "This is the end."
        default: break
        }
        if name.hasPrefix("delete") || name.hasPrefix("kill") { return "There is nothing to delete there." }
        if name.hasSuffix("Word") { return "There is no word there." }
        if name.hasPrefix("goTo") { return "You are there already." }
        return "That changes nothing here."
    }
}
