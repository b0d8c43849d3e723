/// The help page: for which situations, how far it is scrolled, and what is searched for in it.
struct HelpState: Equatable, Sendable {
    /// The situations that held when it was opened, innermost first.
    var contexts: [KeyContext]
    var top = 0
    var field = TextEditor()
    /// The search field has the keys.
    var isTyping = false
}
