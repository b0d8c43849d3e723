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
}
