import Terminal
import TestSupport
import Testing

/// What a terminal that is not ours makes of characters that terminals count differently.
@Suite(.enabled(if: Tmux.isThere), .timeLimit(.minutes(2)))
struct WidthTests {
    private static let hostile = [
        "日本", "e\u{301}", "e\u{301}\u{302}\u{303}", "👨‍👩‍👧‍👦", "👍🏽", "🇩🇪🇫🇷", "❤️", "1️⃣", "🏳️‍🌈", "क्षि", "שלום", "مرحبا",
        "a\u{200b}b", "\u{202e}evil\u{202c}", "\u{1FABF}", "\u{1CD00}", "\u{1112}\u{1161}\u{11AB}", "한글",
        "\u{AD}x", "ﷺ",
        "𝒳", "\u{E0061}", "ゔ", "ｱ", "…", "─", "\u{2060}", "\u{FEFF}",
    ]

    @Test func `the cursor stands where another terminal counts it, and no border moves`() async throws {
        let home = try Home()
        let tmux = try await Tmux(home, [rushesProgram, "--demo"], columns: 100, rows: 30)
        try await tmux.until("the screen") { try await tmux.rows().contains { $0.contains("Nothing runs.") } }
        try await tmux.type("|")
        try await tmux.until("a first character") { try await Self.row(tmux, with: "|") != nil }
        try await Self.settle(tmux)
        let start = try await tmux.cursorColumn()
        for text in Self.hostile {
            try await tmux.type(text + "|")
            let expected = start + CharacterWidth.columns(of: text + "|")
            try await tmux.until("“\(text)” to take \(expected - start) columns") {
                try await tmux.cursorColumn() == expected
            }
            let row = try #require(try await Self.row(tmux, with: "|"))
            #expect(row.hasSuffix("│"), "\(text.debugDescription)\n\(row)")
            #expect(CharacterWidth.columns(of: row) == 100, "\(text.debugDescription)\n\(row)")
            try await tmux.press("C-u")
            try await tmux.until("the line to be empty") { try await Self.row(tmux, with: "|") == nil }
            try await tmux.type("|")
            try await tmux.until("the line to begin again") { try await tmux.cursorColumn() == start }
        }
    }

    private static func row(_ tmux: Tmux, with text: String) async throws -> String? {
        try await tmux.rows().first { $0.hasPrefix("│") && $0.dropFirst().contains(text) }
    }

    /// Waits until two looks at the cursor agree.
    private static func settle(_ tmux: Tmux) async throws {
        var last = -1
        try await tmux.until("the cursor to stand still") {
            let now = try await tmux.cursorColumn()
            defer { last = now }
            return now == last
        }
    }
}
