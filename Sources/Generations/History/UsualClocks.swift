/// How long runs of a kind usually take: the last ones that succeeded.
package struct UsualClocks: Hashable, Sendable {
    /// How many runs this was learned from.
    package var count: Int
    /// Whether they all had the size and the frames that were asked for, and not only the model.
    package var isAlike: Bool
    package var waiting: Spread
    package var running: Spread
    package var saving: Spread

    package init(count: Int, isAlike: Bool, waiting: Spread, running: Spread, saving: Spread) {
        self.count = count
        self.isAlike = isAlike
        self.waiting = waiting
        self.running = running
        self.saving = saving
    }
}

extension UsualClocks {
    /// From being sent to being saved, in seconds: the usual wait, run and saving together.
    package var whole: Double { waiting.median + running.median + saving.median }
}

/// What makes runs alike enough to take about as long: the model, the size and the frames.
package struct RunLikeness: Hashable, Sendable {
    package var model: ModelID
    package var width: Int?
    package var height: Int?
    package var numFrames: Int?

    package init(model: ModelID, width: Int? = nil, height: Int? = nil, numFrames: Int? = nil) {
        self.model = model
        self.width = width
        self.height = height
        self.numFrames = numFrames
    }

    package init(_ request: GenerationRequest) {
        let parameters = request.parameters
        self.init(
            model: request.model,
            width: parameters.width,
            height: parameters.height,
            numFrames: parameters.numFrames
        )
    }
}

/// Where some seconds lie.
package struct Spread: Hashable, Sendable {
    package var lowest: Double
    package var median: Double
    package var highest: Double

    package init(lowest: Double, median: Double, highest: Double) {
        self.lowest = lowest
        self.median = median
        self.highest = highest
    }

    /// The spread of some values; nil when there are none.
    package init?(_ values: [Double]) {
        let sorted = values.sorted()
        guard let lowest = sorted.first, let highest = sorted.last else { return nil }
        let middle = sorted.count / 2
        let median =
            sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
        self.init(lowest: lowest, median: median, highest: highest)
    }

    /// The smallest of some values that so large a share of them does not exceed; nil when there are none.
    package static func quantile(_ share: Double, of values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let rank = Int((share * Double(values.count)).rounded(.up))
        return values.sorted()[min(max(rank, 1), values.count) - 1]
    }
}
