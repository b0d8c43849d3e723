import Generations

/// A command that cannot do what it was asked: one sentence, what to try, and the number it ends with.
struct CommandFailure: Error, Hashable, Sendable {
    var status: ExitStatus
    /// What happened, to what.
    var message: String
    /// What to try; empty when there is nothing.
    var hint: String

    init(_ status: ExitStatus, _ message: String, hint: String = "") {
        self.status = status
        self.message = message
        self.hint = hint
    }

    /// A generation's failure.
    init(_ failure: GenerationFailure) {
        self.init(ExitStatus(failure.code), failure.message, hint: failure.hint)
    }

    /// No generation has this number.
    static func unknown(_ id: GenerationID) -> CommandFailure {
        CommandFailure(
            .notFound,
            "There is no generation \(id) in this library.",
            hint: "`rushes history` lists them."
        )
    }
}
