import Foundation
import Terminal
import TestSupport
import Testing

/// Plays a session on the built program, line by line, and compares the screens that it saves with the recorded ones.
///
/// The lines are `size 80x24` (first), `text …`, `key Ctrl-R`, `paste …` (`\n` is a new line), `resize 40x12`,
/// `wait for …`, `wait until gone …`, `wait idle` and `save-screen NAME`; `#` begins a remark. Whatever depends on the
/// moment (clocks, dates, sizes, seeds) is masked before screens are compared.
struct SessionPlayer {
    /// A line that means nothing.
    struct UnknownLine: Error, CustomStringConvertible {
        let description: String
    }

    let name: String
    private let lines: [Substring]

    init(_ name: String) throws {
        self.name = name
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let script = folder.appendingPathComponent("Sessions/\(name).session")
        lines = try String(contentsOf: script, encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }
    }

    /// Plays all of it in a home of its own, and quits.
    func play() async throws {
        let home = try Home()
        var terminal: PseudoTerminal?
        for line in lines {
            let (word, rest) = Self.halves(line)
            if word == "size" {
                let size = try Self.size(rest)
                terminal = try await Self.open(home, size)
            } else {
                try await perform(word, rest, try #require(terminal))
            }
        }
        let last = try #require(terminal)
        #expect(last.screen.overflows == 0)
        #expect(last.screen.unknownSequences.filter { !$0.hasPrefix("OSC") } == [])
    }

    /// Opens the screen at a size at which it may be too small for the program's name.
    private static func open(_ home: Home, _ size: Size) async throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            rushesProgram,
            ["--demo"],
            environment: home.environment(["EDITOR": "true"]),
            size: size,
            folder: home.workingFolder
        )
        try await terminal.until("the first frame") { $0.isAlternate && $0.contains("Prompt") }
        return terminal
    }

    private func perform(_ word: String, _ rest: String, _ terminal: PseudoTerminal) async throws {
        switch word {
        case "text": try await terminal.type(rest)
        case "key":
            let key = try Self.key(rest)
            try await terminal.press(key.code, key.modifiers)
        case "paste": try await terminal.paste(rest.replacing("\\n", with: "\r"))
        case "resize": terminal.resize(to: try Self.size(rest))
        case "wait": try await wait(rest, terminal)
        case "save-screen": try await compare(rest, terminal)
        default: throw UnknownLine(description: "\(word) \(rest)")
        }
    }

    private func wait(_ what: String, _ terminal: PseudoTerminal) async throws {
        if what == "idle" {
            try await settled(terminal)
        } else if what.hasPrefix("for ") {
            try await terminal.see(String(what.dropFirst(4)))
        } else if what.hasPrefix("until gone ") {
            let text = String(what.dropFirst(11))
            try await terminal.until("“\(text)” to go") { !$0.contains(text) }
        } else {
            throw UnknownLine(description: "wait \(what)")
        }
    }

    /// Waits until the screen is as recorded; what it is instead is told when it does not come to that.
    private func compare(_ screen: String, _ terminal: PseudoTerminal) async throws {
        let snapshot = "\(name).\(screen)"
        let isRecording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1"
        if isRecording { try await settled(terminal) }
        let deadline = ContinuousClock.now + .seconds(isRecording ? 0 : 10)
        while true {
            let difference = Snapshot.difference(
                ScreenMask.text(of: terminal.screen),
                name: snapshot,
                file: testFile
            )
            guard let difference else { return }
            if ContinuousClock.now >= deadline {
                Issue.record("\(difference)")
                return
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// The screens lie beside the tests and not beside their support.
    private var testFile: String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("SessionTests.swift").path
    }

    /// Waits until nothing but times has changed for a while.
    private func settled(_ terminal: PseudoTerminal) async throws {
        var last = ""
        var since = ContinuousClock.now
        try await terminal.until("the screen to rest") {
            let now = ScreenMask.text(of: $0)
            if now != last { (last, since) = (now, .now) }
            return ContinuousClock.now - since > .milliseconds(300)
        }
    }
}

// MARK: - Reading

extension SessionPlayer {
    private static func halves(_ line: Substring) -> (String, String) {
        let parts = line.split(separator: " ", maxSplits: 1)
        return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }

    private static func size(_ text: String) throws -> Size {
        let numbers = text.split(separator: "x").compactMap { Int($0) }
        guard numbers.count == 2 else { throw UnknownLine(description: text) }
        return Size(columns: numbers[0], rows: numbers[1])
    }

    private static let names: [String: Key.Code] = [
        "Enter": .enter, "Esc": .escape, "Tab": .tab, "Backspace": .backspace, "Up": .up, "Down": .down,
        "Left": .left, "Right": .right, "Home": .home, "End": .end, "PageUp": .pageUp, "PageDown": .pageDown,
        "Delete": .delete, "F1": .function(1), "F2": .function(2), "F3": .function(3),
        "Space": .character(" "),
    ]

    private static func key(_ text: String) throws -> Key {
        var modifiers: Key.Modifiers = []
        var rest = Substring(text)
        for (prefix, modifier) in [("Ctrl-", Key.Modifiers.control), ("Alt-", .alt), ("Shift-", .shift)]
        where rest.hasPrefix(prefix) {
            modifiers.insert(modifier)
            rest = rest.dropFirst(prefix.count)
        }
        if let code = names[String(rest)] { return Key(code, modifiers) }
        guard let character = rest.first, rest.count == 1 else {
            throw UnknownLine(description: "key \(text)")
        }
        let lowered = modifiers.contains(.control) ? Character(character.lowercased()) : character
        return Key(.character(lowered), modifiers)
    }
}
