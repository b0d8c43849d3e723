/// What can be asked about a generation besides its prompt: `model:wan`.
package enum SearchField: String, Hashable, Sendable, CaseIterable {
    case model, status, `is`, tag, seed, after, before, on, len, parent, family, note, folder, provider

    init?(name: String) {
        self.init(rawValue: name.lowercased())
    }

    /// The words that `is:` and `status:` know, with what they mean; nil: a favorite.
    static let states: [(word: String, statuses: Set<GenerationStatus>?)] = [
        ("favorite", nil), ("favourite", nil), ("fav", nil), ("starred", nil),
        ("ok", [.succeeded]), ("done", [.succeeded]), ("succeeded", [.succeeded]),
        ("failed", [.failed]),
        ("cancelled", [.cancelled]), ("canceled", [.cancelled]), ("stopped", [.cancelled]),
        ("queued", [.queued]), ("waiting", [.waiting]), ("held", [.held]),
        ("submitting", [.submitting]), ("downloading", [.downloading]),
        ("running", [.submitting, .running, .downloading]),
        ("unfinished", [.queued, .submitting, .running, .downloading, .waiting, .held]),
        ("finished", [.succeeded, .failed, .cancelled]),
    ]
}
