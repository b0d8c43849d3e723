import Terminal

@testable import Interface

/// Finds what is broken in a frame: rows of another width, and boxes without four corners and straight sides.
enum FrameCheck {
    static func faults(_ state: AppState) -> [String] {
        let frame = AppView.frame(state)
        return faults(frame, belowIsDim: !state.overlays.isEmpty)
    }

    /// Below a small box above the panes everything is dim, and lies partly behind it.
    static func faults(_ frame: Frame, belowIsDim: Bool = false) -> [String] {
        widths(frame) + boxes(frame, belowIsDim) + cursor(frame)
    }

    private static func widths(_ frame: Frame) -> [String] {
        (0..<frame.size.rows).compactMap { y in
            let row = Array(frame.row(y))
            let isWhole = row.indices.allSatisfy { x in
                switch row[x].width {
                case 2: x + 1 < row.count && row[x + 1].width == 0
                case 0: x > 0 && row[x - 1].width == 2
                default: row[x].width == 1
                }
            }
            return isWhole ? nil : "row \(y) has half a wide character"
        }
    }

    private static func boxes(_ frame: Frame, _ belowIsDim: Bool) -> [String] {
        var faults: [String] = []
        for y in 0..<frame.size.rows {
            for x in 0..<frame.size.columns where frame[x, y].text == "╭" {
                if belowIsDim, frame[x, y].style == Style(attributes: .dim) { continue }
                if let fault = box(frame, x, y) { faults.append(fault) }
            }
        }
        return faults
    }

    /// Follows a box's sides; a side that another box lies on is none of its own any more.
    private static func box(_ frame: Frame, _ x: Int, _ y: Int) -> String? {
        guard let right = (x + 1..<frame.size.columns).first(where: { frame[$0, y].text == "╮" }) else {
            return "no upper right corner at \(x),\(y)"
        }
        guard let bottom = (y + 1..<frame.size.rows).first(where: { frame[x, $0].text == "╰" }) else {
            return "no lower left corner at \(x),\(y)"
        }
        for row in y + 1..<bottom where frame[x, row].text != "│" || frame[right, row].text != "│" {
            return "a side of the box at \(x),\(y) is broken in row \(row)"
        }
        guard frame[right, bottom].text == "╯" else { return "no lower right corner at \(right),\(bottom)" }
        for column in x + 1..<right where frame[column, bottom].text != "─" {
            return "the lower side of the box at \(x),\(y) is broken in column \(column)"
        }
        return nil
    }

    private static func cursor(_ frame: Frame) -> [String] {
        guard let cursor = frame.cursor, !Rect(frame.size).contains(cursor) else { return [] }
        return ["the cursor is outside at \(cursor.x),\(cursor.y)"]
    }
}

/// Numbers that are the same in every run (SplitMix64).
struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
