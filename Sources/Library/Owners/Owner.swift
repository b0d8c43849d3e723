package import Generations

/// A process that works on generations of a library.
package struct Owner: Hashable, Sendable {
    /// Its own and nobody else's, unlike the number of a process, which the system gives again.
    package var id: String
    /// The process's number, for people.
    package var pid: Int32
    /// What it was started as, for people: `generate`.
    package var command: String

    package init(id: String, pid: Int32, command: String) {
        self.id = id
        self.pid = pid
        self.command = command
    }
}

/// What one process asks the owner of a generation to do with it.
package struct OwnerRequest: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case cancel, hold, release
        case retryNow = "retry_now"
    }

    /// What came of taking a request back.
    package enum Withdrawal: Hashable, Sendable {
        /// Nobody will do it.
        case takenBack
        /// It was answered by then.
        case answered(String)
        /// The owner has taken it on: it is done, or will be.
        case claimed
    }

    package var id: Int64
    package var generation: GenerationID
    package var kind: Kind

    package init(id: Int64, generation: GenerationID, kind: Kind) {
        self.id = id
        self.generation = generation
        self.kind = kind
    }
}

/// Which of the generations that nobody works on are taken up.
package enum TakeUp: Hashable, Sendable {
    /// All that have not ended.
    case everything
    /// What a provider works on or has made: to go on with them costs nothing.
    case paid
    /// These, as far as nobody works on them.
    case these([GenerationID])
}
