import Terminal

/// A bar that grows by eighths of a cell.
enum ProgressBar {
    private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

    /// The bar for a fraction from 0 to 1, exactly so many columns wide.
    static func text(_ fraction: Double, columns: Int, theme: Theme, isASCII: Bool) -> StyledText {
        let fraction = fraction.isFinite ? min(1, max(0, fraction)) : 0
        return isASCII ? ascii(fraction, columns, theme) : blocks(fraction, columns, theme)
    }

    private static func ascii(_ fraction: Double, _ columns: Int, _ theme: Theme) -> StyledText {
        guard columns > 2 else { return StyledText() }
        let filled = Int((fraction * Double(columns - 2)).rounded(.down))
        var text = StyledText("[", theme.dim)
        text.append(String(repeating: "#", count: filled), theme.accent)
        text.append(String(repeating: ".", count: columns - 2 - filled) + "]", theme.dim)
        return text
    }

    private static func blocks(_ fraction: Double, _ columns: Int, _ theme: Theme) -> StyledText {
        guard columns > 0 else { return StyledText() }
        let eighths = Int((fraction * Double(columns * 8)).rounded(.down))
        let part = Self.eighths[eighths % 8]
        let bar = String(repeating: "█", count: eighths / 8) + part
        var text = StyledText(bar, theme.progress)
        text.append(String(repeating: " ", count: columns - bar.count), theme.progressTrack)
        return text
    }
}
