import Generations

/// The page with what the runs of each model have come to.
struct StatisticsState: Equatable, Sendable {
    /// The question that is under way or was answered last.
    var number: Int
    /// Nil until they are read.
    var statistics: RunStatistics?
    var problem: String?
    var index = 0
    var window = ListWindow()

    /// The models, the most used first.
    var rows: [ModelStatistics] {
        (statistics?.models ?? []).enumerated().sorted { left, right in
            left.element.runs == right.element.runs
                ? left.offset < right.offset : left.element.runs > right.element.runs
        }.map(\.element)
    }
}
