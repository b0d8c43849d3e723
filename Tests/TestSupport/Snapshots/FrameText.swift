package import Terminal

/// Frames as text that people can read and tools can compare.
extension Frame {
    /// The rows of text, without the blanks at their ends.
    package var plainText: String {
        (0..<size.rows).map { trimmed(row($0).map(\.text).joined()) }.joined(separator: "\n")
    }

    /// The rows of text, a block with one letter for the style of each cell, the letters' meanings, the cursor.
    package var snapshot: String {
        var letters = StyleLetters()
        let styles = (0..<size.rows).map { y in
            trimmed(row(y).map { letters.letter(of: $0.style) }.joined(), of: ".")
        }
        let place = cursor.map { "\($0.x),\($0.y)" } ?? "hidden"
        let sections = [
            "\(size.columns)x\(size.rows)", plainText, styles.joined(separator: "\n"), letters.legend,
            "cursor \(place)",
        ]
        return sections.joined(separator: "\n----\n") + "\n"
    }

    private func trimmed(_ text: String, of blank: Character = " ") -> String {
        var text = Substring(text)
        while text.last == blank { text.removeLast() }
        return String(text)
    }
}

/// Gives each style a letter, in the order in which they are met; the terminal's own look is a dot.
private struct StyleLetters {
    private var styles: [Style] = []

    mutating func letter(of style: Style) -> String {
        if style == .plain { return "." }
        let index = styles.firstIndex(of: style) ?? styles.count
        if index == styles.count { styles.append(style) }
        return Self.letter(index)
    }

    var legend: String {
        styles.enumerated().map { "\(Self.letter($0.offset)) \(Self.name($0.element))" }.joined(
            separator: "\n"
        )
    }

    private static func letter(_ index: Int) -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return index < letters.count ? String(letters[index]) : "?"
    }

    private static func name(_ style: Style) -> String {
        let attributes: [(Style.Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"),
            (.reverse, "reverse"),
        ]
        let foreground = style.foreground == .standard ? [] : [name(style.foreground)]
        let background = style.background == .standard ? [] : ["on \(name(style.background))"]
        let names = attributes.filter { style.attributes.contains($0.0) }.map(\.1)
        return (foreground + background + names).joined(separator: " ")
    }

    private static func name(_ color: Color) -> String {
        switch color {
        case .standard: "standard"
        case .named(let name): "\(name)"
        case .rgb(let red, let green, let blue): "rgb(\(red),\(green),\(blue))"
        }
    }
}
