import Generations
import Terminal

import struct Foundation.Date

/// One figure of the statistics: its heading, and what it is for a model.
struct StatisticsColumn: Sendable {
    var title: String
    /// Columns of a lower rank stay when there is little room.
    var rank: Int
    var isText = false
    /// What it is for a model, safe to be drawn.
    var shown: @Sendable (ModelStatistics) -> String
}

extension StatisticsColumn {
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

/// The figures that fit a width, and how wide each is.
struct StatisticsTable {
    private static let gap = 2

    private(set) var columns: [StatisticsColumn] = []
    private(set) var nameWidth: Int
    private var widths: [Int] = []

    /// Takes as many figures as there is room for beside the names, the ones that matter most first.
    init(_ rows: [ModelStatistics], _ state: AppState, width: Int) {
        let all = StatisticsColumn.all(now: state.now.date, utcOffset: state.setup.utcOffset)
        let wanted = all.map { column in
            let widest = rows.map { CharacterWidth.columns(of: column.shown($0)) }.max() ?? 0
            return max(widest, CharacterWidth.columns(of: column.title))
        }
        let longest = rows.map { CharacterWidth.columns(of: $0.model.rawValue) }.max() ?? 0
        var room = width - min(max(5, longest), max(16, width / 3))
        var chosen: Set<Int> = []
        for index in all.indices.sorted(by: { all[$0].rank < all[$1].rank }) {
            guard wanted[index] + Self.gap <= room else { break }
            room -= wanted[index] + Self.gap
            chosen.insert(index)
        }
        columns = all.indices.filter(chosen.contains).map { all[$0] }
        widths = all.indices.filter(chosen.contains).map { wanted[$0] }
        let taken = widths.reduce(0) { $0 + $1 + Self.gap }
        nameWidth = max(0, min(max(5, longest), width - taken))
    }

    /// A name and its figures.
    func line(_ name: String, _ values: [String]) -> String {
        name.padded(to: nameWidth) + figures(values)
    }

    /// Texts stand to the left in their columns, numbers to the right.
    func figures(_ values: [String]) -> String {
        let gap = String(repeating: " ", count: Self.gap)
        return zip(zip(columns, widths), values).map { column, value in
            gap + (column.0.isText ? value.padded(to: column.1) : value.leftPadded(to: column.1))
        }.joined()
    }
}
