import TestSupport

/// A screen as text, without what is another in every run: the digits of times, dates, sizes, seeds and addresses are
/// `0`, and blanks and borders, which give way to longer numbers, are of one length.
enum ScreenMask {
    static func text(of screen: VirtualScreen) -> String {
        screen.lines.map(masked).joined(separator: "\n") + "\n"
    }

    private static func masked(_ line: String) -> String {
        var line = line
        line.replace(/\d+:\d\d(:\d\d)?/, with: "0:00")
        line.replace(/\d{4}-\d\d-\d\d/, with: "0000-00-00")
        line.replace(/\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b/, with: "0 Jan")
        line.replace(/\d+(\.\d+)? (ms|s|min|h|kB|KB|MB|kiB|KiB|MiB|B)\b/) { "0 \($0.output.2)" }
        line.replace(/\d+\.\d+s\b/, with: "0s")
        line.replace(/simulated-\S+/, with: "simulated-0")
        line.replace(/…\w*\/data/, with: "…/data")
        line.replace(/\d{5,}/, with: "0")
        line.replace(/[ ]{2,}/, with: "  ")
        line.replace(/─{2,}/, with: "──")
        return line
    }
}
