import Foundation
import Terminal
import TestSupport
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Whatever is typed, pasted and resized, the program answers, ends well, and the draft is there the next time.
@Suite(.timeLimit(.minutes(4)))
struct RandomInputTests {
    @Test(arguments: [1, 2, 3] as [UInt64])
    func `thousands of random keys, pastes and sizes leave a program that works`(_ seed: UInt64) async throws
    {
        let home = try Home()
        let modes = try await PseudoTerminal.freshModes()
        var terminal = try await openScreen(home)
        try await terminal.see("Nothing runs.")
        var input = RandomInput(seed: seed)
        for step in 1...1500 {
            do {
                switch input.next() {
                case .bytes(let bytes): try await terminal.send(bytes)
                case .size(let size): terminal.resize(to: size)
                }
                if step.isMultiple(of: 300) {
                    try await Self.expectOrder(terminal, "seed \(seed), step \(step)")
                }
            } catch  where terminal.exit != nil {
                // What it ended with is looked at below.
            }
            guard let exit = terminal.exit else { continue }
            // A key of quitting was among them, and a yes.
            #expect(exit == .code(0), "seed \(seed), step \(step)\n\(terminal.screen)")
            terminal = try await openScreen(home)
        }
        // What was typed last may still end it.
        while try await !Self.takesWords(terminal) { terminal = try await openScreen(home) }
        try await Self.expectDraftKept(terminal, home, modes: modes)
    }

    /// Demands a screen that was measured right, at a size at which all of it shows.
    private static func expectOrder(_ terminal: PseudoTerminal, _ what: String) async throws {
        terminal.resize(to: Size(columns: 100, rows: 30))
        let screen = try await terminal.until("the screen at its size, \(what)") {
            $0.lines.first?.contains("rushes") == true && !$0.lines[29].isEmpty && $0.overflows == 0
                || terminal.exit != nil
        }
        guard terminal.exit == nil else { return }
        // While an editor has the terminal, it shows what is typed as it is: that is not the program's doing.
        let others = ["OSC", VirtualScreen.onMainScreen]
        let unknown = screen.unknownSequences.filter { sequence in !others.contains { sequence.hasPrefix($0) }
        }
        #expect(unknown == [], "\(what)")
    }

    /// Goes back to the prompt and types what can be known again; false when the program has ended before.
    private static func takesWords(_ terminal: PseudoTerminal) async throws -> Bool {
        terminal.resize(to: Size(columns: 100, rows: 30))
        do {
            // A paste that was left open is closed first.
            try await terminal.send(Array("\u{1b}[201~".utf8))
            for _ in 0..<8 { try await terminal.press(.escape) }
            try await terminal.press(.character("1"), .alt)
            try await terminal.until("the prompt to have the keys") {
                $0.contains("1 Prompt *") || terminal.exit != nil
            }
            try await terminal.type(" the last words")
            try await terminal.until("the words") { $0.contains("the last words") || terminal.exit != nil }
        } catch  where terminal.exit != nil {
            return false
        }
        return terminal.exit == nil
    }

    /// Quits, and finds the draft at the next start.
    private static func expectDraftKept(
        _ terminal: PseudoTerminal,
        _ home: Home,
        modes: [UInt32]
    ) async throws {
        try await terminal.press(.character("q"), .control)
        try await terminal.until("the end, or a question") { $0.contains("Quit?") || !$0.isAlternate }
        if terminal.screen.contains("Quit?") { try await terminal.type("y") }
        #expect(try await terminal.waitForExit(within: longWait) == .code(0))
        #expect(terminal.screen.modes == [25, 7])
        #expect(terminal.deviceModes == modes)
        let next = try await openScreen(home)
        try await next.see("the last words")
    }
}

/// What a cat on the keyboard sends, without the keys that end or stop the program.
private struct RandomInput {
    enum Piece {
        case bytes([UInt8])
        case size(Size)
    }

    private var numbers: SeededGenerator

    init(seed: UInt64) {
        numbers = SeededGenerator(seed: seed)
    }

    private static let texts = [
        "a fox", "#quick ", "夜の東京", "👩‍👩‍👧‍👦", "e\u{301}\u{302}", "שלום", "\u{202e}evil\u{202c}", "{a|b}", "{name}",
        "🇩🇪",
    ]

    /// Ctrl-C, Ctrl-Q, Ctrl-Z and Ctrl-\ are ways to leave; what they do is told elsewhere.
    private static let controls = Array(UInt8(1)..<27).filter { ![3, 17, 26].contains($0) }

    private static let sequences = [
        "\u{1b}", "\r", "\t", "\u{1b}[Z", "\u{7f}", "\u{1b}OA", "\u{1b}OB", "\u{1b}OC", "\u{1b}OD",
        "\u{1b}OH",
        "\u{1b}OF", "\u{1b}[5~", "\u{1b}[6~", "\u{1b}[3~", "\u{1b}[1;5C", "\u{1b}[1;5D", "\u{1b}1", "\u{1b}2",
        "\u{1b}3", "\u{1b}4", "\u{1b}b", "\u{1b}f", "\u{1b}d", "\u{1b}OP", "\u{1b}OQ", "\u{1b}OR",
        "\u{1b}[15~",
        "\u{1b}[I", "\u{1b}[O", "\u{1b}[<0;12;9M", "\u{1b}[<0;12;9m", "\u{1b}[<64;40;20M",
        "\u{1b}[<65;40;20M",
        "\u{1b}[999;999X", "\u{1b}[", "\u{9b}", "?", "/", "+",
    ]

    mutating func next() -> Piece {
        switch Int.random(in: 0..<100, using: &numbers) {
        case 0..<30: return .bytes(Array(pick(Self.texts).utf8))
        case 30..<50: return .bytes([UInt8.random(in: 33..<127, using: &numbers)])
        case 50..<62: return .bytes([pick(Self.controls)])
        case 62..<90: return .bytes(Array(pick(Self.sequences).utf8))
        case 90..<94:
            let lines = Int.random(in: 1..<6, using: &numbers)
            let text = (0..<lines).map { _ in pick(Self.texts) }.joined(separator: "\r")
            return .bytes(Array("\u{1b}[200~\(text)\u{1b}[201~".utf8))
        case 94..<96: return .bytes([UInt8.random(in: 128...255, using: &numbers)])
        default:
            let columns = Int.random(in: 1..<140, using: &numbers)
            return .size(Size(columns: columns, rows: Int.random(in: 1..<45, using: &numbers)))
        }
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &numbers)]
    }
}
