import Foundation
import Terminal
import TestSupport
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The time that anything takes at the most, on a machine that is busy with other tests.
let longWait = Duration.seconds(30)

/// The program.
let rushesProgram = PseudoTerminal.product("rushes")

/// Opens the screen on a terminal of its own, and waits until it is there.
func openScreen(
    _ home: Home,
    _ arguments: [String] = ["--demo"],
    environment: [String: String] = [:],
    size: Size = Size(columns: 100, rows: 30)
) async throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
        rushesProgram,
        arguments,
        environment: home.environment(environment),
        size: size,
        folder: home.workingFolder
    )
    try await terminal.waitFor("the first frame", within: longWait) {
        $0.contains("rushes") && $0.isAlternate
    }
    return terminal
}

extension PseudoTerminal {
    /// Waits until the screen shows a text.
    @discardableResult
    func see(_ text: String) async throws -> VirtualScreen {
        try await waitFor("\"\(text)\"", within: longWait) { $0.contains(text) }
    }

    /// Waits until the screen is as wanted.
    @discardableResult
    func until(_ what: String, _ isReached: (VirtualScreen) -> Bool) async throws -> VirtualScreen {
        try await waitFor(what, within: longWait, isReached)
    }

    /// Types a prompt and sends it.
    func send(prompt: String) async throws {
        try await type(prompt)
        try await see(prompt)
        try await press(.enter)
    }

    /// The seconds of the first countdown on the screen.
    var secondsLeft: Int? {
        screen.lines.lazy.compactMap { $0.firstMatch(of: /again in (\d+) s/) }.first.flatMap {
            Int($0.output.1)
        }
    }

    /// Quits by the key of quitting, and demands that all is as before.
    func quit(modes: [UInt32], sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await press(.character("q"), .control)
        #expect(try await waitForExit(within: longWait) == .code(0), sourceLocation: sourceLocation)
        expectRestored(modes: modes, sourceLocation: sourceLocation)
    }

    /// Demands that the terminal is as it was before the program.
    func expectRestored(modes: [UInt32], sourceLocation: SourceLocation = #_sourceLocation) {
        let screen = screen
        #expect(screen.modes == [25, 7], "\(screen)", sourceLocation: sourceLocation)
        #expect(screen.title.isEmpty, sourceLocation: sourceLocation)
        #expect(screen.unknownSequences == [], sourceLocation: sourceLocation)
        #expect(deviceModes == modes, sourceLocation: sourceLocation)
    }

    /// The settings of a terminal that nobody has touched.
    static func freshModes() async throws -> [UInt32] {
        let terminal = try PseudoTerminal("/bin/sh", ["-c", "echo here; read line"])
        try await terminal.waitFor("the shell", within: longWait) { $0.contains("here") }
        return terminal.deviceModes
    }
}
