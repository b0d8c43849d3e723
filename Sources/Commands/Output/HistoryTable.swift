import Foundation
import Generations
import Interface
import Terminal

/// The history as rows: aligned for people, separated by tabs for programs.
struct HistoryTable: Sendable {
    let timeZone: TimeZone

    /// From this width on people see who made it as well.
    private static let wide = 110

    /// The rows cut to a terminal's width, the prompt taking what the other columns leave.
    func lines(_ generations: [Generation], columns: Int) -> [String] {
        var header = ["ID", "TIME", "STATUS", "LENGTH", "SEED", "PROMPT"]
        var rows = generations.map { cells($0, date: localTime($0.createdAt)) }
        if columns >= Self.wide {
            header.insert("PROVIDER", at: 3)
            for (index, generation) in generations.enumerated() {
                rows[index].insert(JobWords.provider(generation) ?? generation.request.provider ?? "-", at: 3)
            }
        }
        rows.insert(header, at: 0)
        let widths = header.indices.dropLast().map { column in
            rows.map { CharacterWidth.columns(of: $0[column]) }.max() ?? 0
        }
        let taken = widths.reduce(0) { $0 + $1 + 2 }
        return rows.map { row in
            let fixed = zip(row, widths).map { pad(Sanitizing.line($0), to: $1) }
            let prompt = Truncating.end(of: Sanitizing.line(row[row.count - 1]), to: max(10, columns - taken))
            return (fixed + [prompt]).joined(separator: "  ")
        }
    }

    /// A row for programs: no header, UTC, the prompt on one line.
    func tabSeparated(_ generation: Generation) -> String {
        let date = generation.createdAt.formatted(Date.ISO8601FormatStyle())
        return cells(generation, date: date)
            .map { $0.replacing(/[\t\r\n]+/, with: " ") }
            .joined(separator: "\t")
    }

    /// A point in time in the user's zone, to the minute.
    func localTime(_ date: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
        func two(_ number: Int?) -> String { (number ?? 0) < 10 ? "0\(number ?? 0)" : "\(number ?? 0)" }
        return
            "\(parts.year ?? 0)-\(two(parts.month))-\(two(parts.day)) \(two(parts.hour)):\(two(parts.minute))"
    }

    private func cells(_ generation: Generation, date: String) -> [String] {
        let seconds = generation.video?.facts.duration ?? generation.request.parameters.seconds
        return [
            String(generation.id.rawValue),
            date,
            generation.state.status.rawValue,
            seconds.map { "\(($0 * 10).rounded() / 10)s" } ?? "-",
            generation.request.parameters.seed.map(String.init) ?? "-",
            generation.request.prompt,
        ]
    }

    private func pad(_ text: String, to columns: Int) -> String {
        text + String(repeating: " ", count: max(0, columns - CharacterWidth.columns(of: text)))
    }
}
