import Terminal
import TestSupport
import Testing

/// What the driver draws, on many kinds of terminals.
@Suite(.timeLimit(.minutes(1)))
struct ScreenTests {
    @Test(arguments: ["xterm-256color", "xterm", "vt100", "linux", "screen-256color", "tmux-256color"])
    func `every terminal that can place text shows it`(_ term: String) async throws {
        let terminal = try await startProbe(term: term)
        try await terminal.press(.function(9))
        try await terminal.type("x")
        try await terminal.waitFor(text: "size 80x24")
        try await terminal.press(.character("q"), .control)
        #expect(try await terminal.waitForExit() == .code(0))
    }

    @Test(arguments: [Size(columns: 1, rows: 1), Size(columns: 1, rows: 24), Size(columns: 2, rows: 2)])
    func `the smallest terminals do not stop the program`(_ size: Size) async throws {
        let terminal = try await startProbe(size: size)
        for _ in 0..<3 { try await terminal.press(.function(10)) }
        terminal.resize(to: Size(columns: 40, rows: 5))
        try await terminal.waitFor(text: "size 40x5")
        #expect(terminal.screen.overflows == 0)
    }

    @Test func `a new size is followed and reported`() async throws {
        let terminal = try await startProbe()
        terminal.resize(to: Size(columns: 100, rows: 30))
        try await terminal.waitFor("the report") {
            $0.contains("size 100x30") && $0.contains("resized 100x30")
        }
        terminal.resize(to: Size(columns: 20, rows: 4))
        try await terminal.waitFor("the report") { $0.contains("size 20x4") && $0.contains("resized 20x4") }
    }

    @Test func `hostile text stays in its cells`() async throws {
        let terminal = try await startProbe()
        try await terminal.press(.function(10))
        let screen = try await terminal.waitFor(text: "goose")
        #expect(
            screen.lines[1]
                == "family 👨 flag FR heart ❤ 日本 e\u{301} क्षि ^[[2J goose \u{FFFD}|"
        )
        #expect(screen.contains("size 80x24"))
        #expect(screen.unknownSequences == [])
    }

    @Test func `ASCII terminals get nothing else`() async throws {
        let terminal = try await startProbe(["--ascii"])
        try await terminal.press(.function(10))
        let screen = try await terminal.waitFor(text: "goose")
        #expect(screen.lines[1].unicodeScalars.allSatisfy { $0.isASCII })
        #expect(screen.lines[1].hasPrefix("family ?? flag FR heart ? ???? ?"))
    }

    @Test func `an unset locale still draws every character`() async throws {
        let terminal = try await startProbe(environment: ["LANG": "", "LC_ALL": ""])
        try await terminal.press(.function(10))
        try await terminal.waitFor(text: "日本")
    }

    @Test func `colours are the nearest that the terminal has`() async throws {
        let terminal = try await startProbe()
        try await terminal.press(.function(9))
        let screen = try await terminal.waitFor(text: "ROGBU")
        #expect(screen[0, 1].look == look(.indexed(1), bold: true))
        #expect(screen[1, 1].look == look(.indexed(208)))
        #expect(screen[2, 1].look.background == .indexed(233))
        #expect(screen[3, 1].look == look(.indexed(8)))
        #expect(screen[4, 1].look.isUnderlined && screen[4, 1].look.isReversed)
    }

    @Test func `eight colours are enough`() async throws {
        let terminal = try await startProbe(term: "xterm")
        try await terminal.press(.function(9))
        let screen = try await terminal.waitFor(text: "ROGBU")
        #expect(screen[0, 1].look.foreground == .indexed(1))
        #expect(screen[3, 1].look.foreground == .standard)
    }

    @Test func `direct colours are sent as they are`() async throws {
        let terminal = try await startProbe(["--true-color"])
        try await terminal.press(.function(9))
        let screen = try await terminal.waitFor(text: "ROGBU")
        #expect(screen[0, 1].look == look(.indexed(1), bold: true))
        #expect(screen[1, 1].look == look(.rgb(255, 135, 0)))
        #expect(screen[2, 1].look.background == .rgb(10, 20, 30))
        #expect(screen[3, 1].look == look(.indexed(8)))
        #expect(screen.unknownSequences == [])
    }

    @Test(arguments: ["xterm", "tmux-256color", "screen-256color", "xterm-256color"])
    func `direct colours need no entry of their own`(_ term: String) async throws {
        let terminal = try await startProbe(["--true-color"], term: term)
        try await terminal.press(.function(9))
        let screen = try await terminal.waitFor(text: "ROGBU")
        #expect(screen[1, 1].look == look(.rgb(255, 135, 0)))
        #expect(screen[3, 1].look == look(.indexed(8)))
    }

    @Test func `a terminal without colours gets none by being asked`() async throws {
        let terminal = try await startProbe(["--true-color"], term: "vt100")
        try await terminal.press(.function(9))
        let screen = try await terminal.waitFor(text: "ROGBU")
        #expect(screen[1, 1].look == look(.standard))
    }

    @Test func `the changed description is gone before a child could see it`() async throws {
        let terminal = try await startProbe(["--true-color"], environment: ["TERMINFO": "/nonexistent"])
        try await terminal.type("$")
        try await terminal.waitFor(text: "TERMINFO=/nonexistent")
    }

    @Test func `no colour at all leaves only attributes`() async throws {
        let terminal = try await startProbe(["--no-color", "--true-color"])
        try await terminal.press(.function(9))
        let screen = try await terminal.waitFor(text: "ROGBU")
        #expect(screen[0, 1].look == look(.standard, bold: true))
        #expect(screen[2, 1].look == look(.standard))
    }

    @Test func `a title is cleaned and a bell rings`() async throws {
        let terminal = try await startProbe()
        try await terminal.press(.function(8))
        let screen = try await terminal.waitFor("the bell") { $0.bells > 0 }
        #expect(screen.title == "probe title")
        #expect(screen.bells == 1)
    }

    @Test func `one key costs few bytes`() async throws {
        let terminal = try await startProbe()
        let before = terminal.output.count
        try await terminal.type("x")
        try await terminal.waitFor(text: "key x")
        #expect(terminal.output.count - before < 100)
    }

    @Test func `a repaint sends the whole screen`() async throws {
        let terminal = try await startProbe()
        try await terminal.type("x")
        try await terminal.waitFor(text: "key x")
        let before = terminal.output.count
        try await terminal.press(.function(11))
        try await terminal.waitFor("the repaint") { _ in
            String(decoding: terminal.output.dropFirst(before), as: UTF8.self).contains("key x")
        }
    }

    private func look(_ foreground: VirtualScreen.Color, bold: Bool = false) -> VirtualScreen.Look {
        var look = VirtualScreen.Look()
        look.foreground = foreground
        look.isBold = bold
        return look
    }
}
