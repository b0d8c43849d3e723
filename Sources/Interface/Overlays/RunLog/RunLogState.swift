import Generations

/// The log of one run: every request to a server with its answer, and the waits between.
struct RunLogState: Equatable, Sendable {
    var id: GenerationID
    /// Oldest first; nil until they are read.
    var exchanges: [Exchange]?
    var timeline: [TimelineEntry] = []
    var problem: String?
    /// The first row in view.
    var top = 0
}
