/// How the takes of one idea have come out: those of a family that are in the history and not in the trash.
package struct FamilySummary: Hashable, Sendable {
    package var members: Int
    package var succeeded: Int
    package var failed: Int
    /// The oldest member.
    package var first: GenerationID
    /// The newest member.
    package var last: GenerationID

    package init(members: Int, succeeded: Int, failed: Int, first: GenerationID, last: GenerationID) {
        self.members = members
        self.succeeded = succeeded
        self.failed = failed
        self.first = first
        self.last = last
    }

    /// The summary of a family with one member.
    package init(one generation: Generation) {
        self.init(
            members: 1,
            succeeded: generation.state.status == .succeeded ? 1 : 0,
            failed: generation.state.status == .failed ? 1 : 0,
            first: generation.id,
            last: generation.id
        )
    }
}

extension Generation {
    /// Whether two are takes of one idea: of one family, with the same prompt. They share a row of a folded list.
    package func isTake(of other: Generation) -> Bool {
        family == other.family && request.prompt == other.request.prompt
    }
}
