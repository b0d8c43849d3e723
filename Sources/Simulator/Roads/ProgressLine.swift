/// The progress that programs write with tqdm, as providers pass it on in their logs.
enum ProgressLine {
    /// A line such as ` 40%|████      | 16/40 [00:12<00:18,  1.33it/s]`.
    static func text(_ done: Int, of total: Int) -> String {
        let share = total > 0 ? done * 100 / total : 0
        let filled = share / 10
        let bar = String(repeating: "█", count: filled) + String(repeating: " ", count: 10 - filled)
        let percent = String(repeating: " ", count: max(0, 3 - "\(share)".count)) + "\(share)"
        return "\(percent)%|\(bar)| \(done)/\(total) [\(time(done))<\(time(total - done)),  1.33it/s]"
    }

    private static func time(_ steps: Int) -> String {
        let seconds = steps * 3 / 4
        let pair = [seconds / 60, seconds % 60].map { ($0 < 10 ? "0" : "") + "\($0)" }
        return pair.joined(separator: ":")
    }
}
