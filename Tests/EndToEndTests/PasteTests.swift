import Foundation
import Terminal
import TestSupport
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Pasted text is text: it is never sent, never obeyed and never lost.
@Suite(.timeLimit(.minutes(2)))
struct PasteTests {
    @Test func `a paste of 100 kB is kept whole and sends nothing`() async throws {
        let line = "the quick brown fox jumps over the lazy dog \r"
        let text = String(repeating: line, count: 100_000 / line.utf8.count) + "and there it ends"
        try await expectKept(text, end: "and there it ends")
    }

    @Test func `control characters in a paste are shown and not obeyed`() async throws {
        let controls = String(decoding: (1..<32).filter { $0 != 27 }.map { UInt8($0) }, as: UTF8.self)
        let text = "before \(controls)\u{7f}\u{9b}31m\u{1b}[31m\u{1b}]0;taken\u{7} behind"
        try await expectKept(text, end: "behind")
    }

    @Test func `emoji and right-to-left text break no border`() async throws {
        let text =
            "👩‍👩‍👧‍👦 🇩🇪 👍🏽 e\u{301}\u{302} שלום עולם مرحبا بالعالم \u{202e}evil\u{202c} 東京の夜 "
            + "🏳️‍🌈 \u{200b}\u{2066} there it ends"
        try await expectKept(text, end: "there it ends")
    }

    /// Pastes, demands that nothing but the prompt changes, kills the program and finds the draft again.
    private func expectKept(_ text: String, end: String) async throws {
        let home = try Home()
        let terminal = try await openScreen(home)
        try await terminal.see("Nothing runs.")
        let modes = terminal.screen.modes.subtracting([2026])
        try await terminal.paste(text)
        try await terminal.see(end)
        expectHarmless(terminal.screen, modes: modes)
        #expect(terminal.screen.contains("Nothing runs."))
        try await terminal.until("the draft on disk") { _ in Self.isWritten(end, home) }

        terminal.signal(SIGKILL)
        #expect(try await terminal.waitForExit(within: longWait) == .signal(SIGKILL))
        #expect(try await history(home).isEmpty)
        let next = try await openScreen(home)
        try await next.see(end)
        expectHarmless(next.screen, modes: modes)
        #expect(next.screen.contains("Nothing runs."))
    }

    private func expectHarmless(_ screen: VirtualScreen, modes: Set<Int>) {
        #expect(screen.unknownSequences == [], "\(screen)")
        #expect(screen.overflows == 0, "\(screen)")
        #expect(screen.bells == 0)
        #expect(!screen.title.contains("taken"))
        // 2026, synchronized output, is on while a frame is drawn.
        #expect(screen.modes.subtracting([2026]) == modes)
        let top = screen.lines.firstIndex { $0.contains("1 Prompt") } ?? 0
        let bottom = screen.lines.dropFirst(top).firstIndex { $0.hasPrefix("╰") } ?? 0
        #expect(bottom > top)
        for y in (top + 1)..<max(bottom, top + 1) {
            #expect(screen[0, y].text == "│", "\(screen)")
            #expect(screen[screen.size.columns - 1, y].text == "│", "\(screen)")
        }
    }

    /// Whether the database, or its log of changes, holds a text.
    private static func isWritten(_ text: String, _ home: Home) -> Bool {
        ["library.sqlite", "library.sqlite-wal"].contains { name in
            let data = FileManager.default.contents(atPath: home.demoLibrary + "/" + name)
            return data?.range(of: Data(text.utf8)) != nil
        }
    }
}
