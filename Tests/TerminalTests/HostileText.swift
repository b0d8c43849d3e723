/// Texts that break programs that count characters.
enum HostileText {
    static let all: [String] = [
        "", " ", "\n", "a", "日", "日本語のテキスト", "e\u{301}", "e" + String(repeating: "\u{301}", count: 40),
        "\u{301}", "👨‍👩‍👧", "👍🏽", "🇫🇷", "🇫", "❤️", "1️⃣", "क्षि", "שלום עולם", "\u{202e}evil", "a\u{200b}b",
        "\u{1b}[31mred\u{1b}[0m", "\u{7f}\u{80}\u{9b}2J", "\r\n", "\r", "\t", "\u{2028}", "\u{1FABF}",
        "\u{10FFFF}",
        "\u{1112}\u{1161}\u{11AB}", "\u{1160}", "\u{AD}", String(repeating: "long", count: 100),
        "word " + String(repeating: "x", count: 50) + " word", "a\n\nb\n", "日 本 語", "    ", "\u{FEFF}x",
    ]

    private static let pieces: [Unicode.Scalar] = [
        "a", "b", " ", " ", "\n", "日", "語", "\u{301}", "\u{200d}", "\u{fe0f}", "👩", "🏽", "🇫", "🇷", "\u{1b}",
        "[",
        "\u{7}", "\u{9c}", "\u{9d}", "\u{1100}", "\u{1161}", "\u{11a8}", "क", "\u{94d}", "ष", "\u{93f}",
        "\u{202e}",
        "\u{e0061}", "\u{1FABF}", "\r",
    ]

    /// A text of random pieces.
    static func random(_ generator: inout some RandomNumberGenerator, upTo length: Int) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...length, using: &generator) {
            text.append(pieces.randomElement(using: &generator) ?? "a")
        }
        return String(text)
    }
}
