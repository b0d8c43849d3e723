import Generations

/// The small input for a command that gets generations on its standard input.
struct PipeState: Equatable, Sendable {
    /// The most commands that are remembered.
    static let limit = 20

    var targets: [Generation]
    var field = TextEditor()
    /// Which of the former commands is in the field, counted back from the last one; nil: what was typed.
    var recalled: Int?
    /// What was typed before a former command took its place.
    var typed = TextEditor()
}
