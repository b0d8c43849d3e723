import Generations

/// The generation whose details are shown.
struct DetailState: Equatable, Sendable {
    var id: GenerationID?
    var generation: Generation?
    var timeline: [TimelineEntry] = []
    /// Whether the timeline has come.
    var isLoaded = false
    /// Where it comes from; nil until that was looked up.
    var relations: GenerationRelations?
    /// How it came out beside its parent, when it was made again.
    var verdict: RepeatVerdict?
    var problem: String?
    /// The first row in view.
    var top = 0
    /// Where Esc goes back to.
    var origin = Pane.history
}
