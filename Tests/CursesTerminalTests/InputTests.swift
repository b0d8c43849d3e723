import Terminal
import TestSupport
import Testing

/// Keys, pastes and reports that reach the program through ncurses.
@Suite(.timeLimit(.minutes(1)))
struct InputTests {
    private func check(_ bytes: String, _ expected: String, term: String = "xterm-256color") async throws {
        let terminal = try await startProbe(["--mouse"], term: term)
        try await terminal.type(bytes)
        try await terminal.waitFor(text: expected)
        let events = terminal.screen.lines.dropFirst().filter { !$0.isEmpty }
        #expect(events == [expected], "\(bytes.debugDescription)")
    }

    @Test(arguments: [
        ("a", "key a"), ("é", "key é"), ("日", "key 日"), ("\r", "key enter"), ("\n", "key C-j"),
        ("\t", "key tab"), ("\u{1b}[Z", "key S-tab"), ("\u{7f}", "key backspace"), ("\u{1}", "key C-a"),
        ("\u{1b}", "key escape"), ("\u{1b}x", "key A-x"), ("\u{1b}\r", "key A-enter"),
        ("\u{1b}\u{7f}", "key A-backspace"), ("\u{1b}OD", "key left"), ("\u{1b}[D", "key left"),
        ("\u{1b}[1;5D", "key C-left"), ("\u{1b}[1;3C", "key A-right"), ("\u{1b}[1;2A", "key S-up"),
        ("\u{1b}[1;6B", "key C-S-down"), ("\u{1b}[3;5~", "key C-delete"), ("\u{1b}[5~", "key pageUp"),
        ("\u{1b}[H", "key home"), ("\u{1b}OF", "key end"), ("\u{1b}[13;2u", "key S-enter"),
        ("\u{1b}[13;5u", "key C-enter"), ("\u{1b}[27;5;13~", "key C-enter"), ("\u{1b}[I", "focus gained"),
        ("\u{1b}[O", "focus lost"), ("\u{1b}[<0;10;5M", "mouse pressed 9,4"),
        ("\u{1b}[<64;3;2M", "mouse wheelUp 2,1"), ("\u{1b}[<65;3;2M", "mouse wheelDown 2,1"),
        ("\u{1b}[1;2P", "key S-function(1)"),
    ])
    func `a key arrives as itself`(_ bytes: String, _ expected: String) async throws {
        try await check(bytes, expected)
    }

    @Test(arguments: [("\u{1b}[1;5D", "key C-left"), ("\u{1b}[D", "key left"), ("\u{1b}OA", "key up")])
    func `terminals that say little understand the usual keys`(_ bytes: String, _ expected: String)
        async throws
    {
        try await check(bytes, expected, term: "vt100")
    }

    @Test func `a paste is one event and none of it is obeyed`() async throws {
        let terminal = try await startProbe()
        try await terminal.paste("one\rtwo\r\nthree\nq\u{11}\tend")
        try await terminal.waitFor(text: #"paste "one\ntwo\nthree\nq\u{11}\tend""#)
    }

    @Test func `a paste without its end comes after a silence`() async throws {
        let terminal = try await startProbe()
        try await terminal.type("\u{1b}[200~lost end")
        try await terminal.waitFor(text: #"paste "lost end""#)
        try await terminal.type("x")
        try await terminal.waitFor(text: "key x")
    }

    @Test func `a paste whose line stalls goes on as a paste`() async throws {
        let terminal = try await startProbe()
        try await terminal.type("\u{1b}[200~one\r")
        try await terminal.waitFor(text: #"paste "one\n""#)
        try await terminal.type("two\rthree\u{1b}[201~")
        try await terminal.waitFor(text: #"paste "two\nthree""#)
    }

    @Test func `a long paste arrives whole, also its wide characters`() async throws {
        let terminal = try await startProbe(["--count-pastes"])
        try await terminal.paste(String(repeating: "日本語 ", count: 5_000) + "end")
        try await terminal.waitFor(text: "paste of 20003, 0 broken")
    }

    @Test func `bytes that are no text neither stop the program nor what follows`() async throws {
        let terminal = try await startProbe()
        try await terminal.send([0xff, 0xfe, 0xc3, 0x28, 0x80])
        try await terminal.send(Array("zz".utf8))
        try await terminal.waitFor(text: "key z")
    }
}
