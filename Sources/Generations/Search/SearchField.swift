/// What can be asked about a generation besides its prompt: `model:wan`.
package enum SearchField: String, Hashable, Sendable, CaseIterable {
    case model, status, `is`, tag, seed, after, before, on, len, parent, family, note, folder, provider

    init?(name: String) {
        self.init(rawValue: name.lowercased())
    }

    /// The words that `is:` and `status:` know, with what they mean.
    static let states: [(word: String, statuses: Set<GenerationStatus>)] = [
        ("ok", [.succeeded]), ("done", [.succeeded]), ("succeeded", [.succeeded]),
        ("failed", [.failed]),
        ("cancelled", [.cancelled]), ("canceled", [.cancelled]), ("stopped", [.cancelled]),
        ("queued", [.queued]), ("waiting", [.waiting]), ("held", [.held]),
        ("submitting", [.submitting]), ("downloading", [.downloading]),
        ("running", [.submitting, .running, .downloading]),
        ("unfinished", [.queued, .submitting, .running, .downloading, .waiting, .held]),
        ("finished", [.succeeded, .failed, .cancelled]),
    ]

    /// The words that only `is:` knows, with what they ask.
    static let marks: [(word: String, test: SearchCondition.Test)] = [
        ("favorite", .favorite), ("favourite", .favorite), ("fav", .favorite), ("starred", .favorite),
        ("trash", .trash), ("deleted", .trash),
    ]
}
