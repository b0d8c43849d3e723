/// Which part of the history is listed, before anything is searched for.
package enum HistoryScope: Hashable, Sendable {
    case all
    /// Made since midnight.
    case today
    /// Made while the user was in this working folder.
    case folder(String)
    case favorites
    case failed
    /// The takes of one idea.
    case family(GenerationID)
    /// What was deleted and can be brought back; in no other part.
    case trash
}
