package import Generations

/// What makes runs alike enough to take about as long: the model, the size and the frames.
package struct RunLikeness: Hashable, Sendable {
    package var model: ModelID
    package var width: Int?
    package var height: Int?
    package var numFrames: Int?

    package init(_ request: GenerationRequest) {
        model = request.model
        width = request.parameters.width
        height = request.parameters.height
        numFrames = request.parameters.numFrames
    }
}

/// How long runs of one likeness took before: medians of our own history, in seconds.
package struct UsualTimes: Equatable, Sendable {
    /// At the server.
    package var running: Double
    /// From being sent to being saved.
    package var whole: Double
    /// How many runs that says.
    package var count: Int

    package init(running: Double, whole: Double, count: Int) {
        self.running = running
        self.whole = whole
        self.count = count
    }
}

/// What was asked of the history about runs like those on the screen.
struct UsualState: Equatable, Sendable {
    /// Nil while it is asked, and when there were none.
    private var times: [RunLikeness: UsualTimes?] = [:]

    subscript(request: GenerationRequest) -> UsualTimes? { times[RunLikeness(request)] ?? nil }

    /// What is to be asked for a run that is seen; nil when it was asked before.
    mutating func question(_ request: GenerationRequest) -> AppEffect? {
        let likeness = RunLikeness(request)
        guard times[likeness] == nil else { return nil }
        times[likeness] = .some(nil)
        return .loadUsual(likeness)
    }

    mutating func take(_ likeness: RunLikeness, _ answer: UsualTimes?) {
        times[likeness] = .some(answer)
    }
}
