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
}
