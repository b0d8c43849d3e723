/// The help page: for which situations, and how far it is scrolled.
struct HelpState: Equatable, Sendable {
    /// The situations that held when it was opened, innermost first.
    var contexts: [KeyContext]
    var top = 0
}
