import Generations

/// Reads a job's log: its last lines for people, and how far its last progress bar is. Providers tell
/// progress nowhere else.
enum ProgressLog {
    /// The most lines that are kept.
    static let lines = 20
    /// The most characters of a log that are looked at, from its end.
    private static let longest = 16_384

    /// What a log says of a running job.
    static func progress(_ text: String, position: Int? = nil) -> JobProgress {
        let lines = text.suffix(longest).split(whereSeparator: \.isNewline)
        let bar = lines.reversed().lazy.compactMap { Self.bar(in: $0) }.first
        let shown = lines.reversed().lazy
            .map { Redaction.message(String($0), longest: 200) }
            .filter { !$0.isEmpty }
            .prefix(Self.lines)
        return JobProgress(
            position: position,
            fraction: bar?.fraction,
            remaining: bar?.remaining,
            log: shown.reversed()
        )
    }

    /// The bars of Python's tqdm: ` 40%|████      | 16/40 [00:12<00:18,  1.31it/s]`.
    private static func bar(in line: Substring) -> (fraction: Double, remaining: Double?)? {
        let pattern =
            /([0-9]{1,3})%\|[^|]*\|\s*[0-9.]+[A-Za-z]*\/[0-9.]+[A-Za-z]*(?:\s*\[[0-9:]+<([0-9:]+|\?))?/
        guard line.utf8.count < 1_000, let match = line.matches(of: pattern).last,
            let percent = Double(match.1), percent <= 100
        else { return nil }
        return (percent / 100, match.2.flatMap { seconds($0) })
    }

    /// `18`, `00:18` or `1:02:03` in seconds.
    private static func seconds(_ clock: Substring) -> Double? {
        let parts = clock.split(separator: ":").map { Double($0) }
        guard !parts.isEmpty, parts.count <= 3, !parts.contains(nil) else { return nil }
        return parts.reduce(0) { $0 * 60 + ($1 ?? 0) }
    }
}
