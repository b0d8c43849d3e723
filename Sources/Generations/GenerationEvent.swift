package import struct Foundation.Date

/// Something that happened to a generation; what front ends see of the engine.
package struct GenerationEvent: Hashable, Sendable {
    /// The generation as it is now.
    package var generation: Generation
    /// When its state last changed; running clocks count from here.
    package var since: Moment
    /// What the user should hear beside the state: what came of a cancel, that another provider is asked.
    package var news: String?
    /// The other program that works on it, in words; nil when this one does.
    package var owner: String?

    package init(generation: Generation, since: Moment, news: String? = nil, owner: String? = nil) {
        self.generation = generation
        self.since = since
        self.news = news
        self.owner = owner
    }
}

/// One line of a generation's timeline, kept for ever.
package struct TimelineEntry: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case queued, attempt, running, downloading, waiting, held, released, succeeded, failed, cancelled
        /// Something worth knowing that changes no state: which provider was chosen, what came of a cancel.
        case note
    }

    package var date: Date
    package var kind: Kind
    /// The attempt that it belongs to; 0 before the first.
    package var attempt: Int
    /// In words: the wait's reason, the failure, the number of bytes.
    package var text: String
    /// For a wait: its length in seconds.
    package var seconds: Double?

    package init(date: Date, kind: Kind, attempt: Int, text: String = "", seconds: Double? = nil) {
        self.date = date
        self.kind = kind
        self.attempt = attempt
        self.text = text
        self.seconds = seconds
    }
}
