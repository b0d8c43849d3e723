import Generations
import Terminal

import struct Foundation.Date

/// One figure of the statistics, for a model.
typealias StatisticsColumn = FigureColumn<ModelStatistics>

extension FigureColumn<ModelStatistics> {
    /// All figures, from left to right; those behind a model's name.
    static func all(now: Date, utcOffset: Int) -> [StatisticsColumn] {
        [
            StatisticsColumn(title: "provider", rank: 7, isText: true) {
                $0.providers.isEmpty ? "-" : Sanitizing.line($0.providers.joined(separator: ", "), limit: 24)
            },
            StatisticsColumn(title: "runs", rank: 0) { Strings.grouped($0.runs) },
            StatisticsColumn(title: "ok", rank: 1) { percent($0.succeeded, of: $0) },
            StatisticsColumn(title: "failed", rank: 2) { Strings.grouped($0.failed) },
            StatisticsColumn(title: "wait", rank: 3) { seconds($0.medianWait) },
            StatisticsColumn(title: "9 of 10", rank: 6) { seconds($0.longWait) },
            StatisticsColumn(title: "run", rank: 4) { seconds($0.medianRun) },
            StatisticsColumn(title: "video", rank: 8) {
                $0.videoSeconds > 0 ? seconds($0.videoSeconds) : "-"
            },
            StatisticsColumn(title: "size", rank: 9) { $0.bytes > 0 ? Strings.bytes($0.bytes) : "-" },
            StatisticsColumn(title: "used", rank: 5) {
                TimeText.ago($0.lastUsed, now: now, offset: utcOffset)
            },
        ]
    }

    /// The share that ended well, of those that ended by themselves.
    static func percent(_ part: Int, of model: ModelStatistics) -> String {
        let whole = model.succeeded + model.failed
        guard whole > 0 else { return "-" }
        // All only when it is all: 999 of 1,000 are not 100 %.
        return "\(part * 100 / whole) %"
    }

    /// A length of time in the shortest words; less than a second is one.
    static func seconds(_ seconds: Double?) -> String {
        guard let seconds, seconds.isFinite else { return "-" }
        if seconds > 0, seconds < 1 { return "<1s" }
        return TimeText.length(Int(min(seconds, 1e9).rounded()))
    }
}
