import Terminal
import TestSupport
import Testing

/// The probe on a terminal of its own, after its first frame.
func startProbe(
    _ arguments: [String] = [],
    term: String = "xterm-256color",
    environment: [String: String] = [:],
    size: Size = Size(columns: 80, rows: 24)
) async throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
        PseudoTerminal.product("TerminalProbe"),
        arguments,
        environment: PseudoTerminal.environment(term: term, environment),
        size: size
    )
    try await terminal.waitFor("the first frame") { $0.contains("size".prefix(size.columns).description) }
    return terminal
}

/// Demands that the terminal is as it was before the program.
func expectRestored(
    _ terminal: PseudoTerminal,
    modes: [UInt32],
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let screen = terminal.screen
    #expect(screen.modes == [25, 7], "\(screen)", sourceLocation: sourceLocation)
    #expect(!screen.isAlternate, sourceLocation: sourceLocation)
    #expect(screen.title.isEmpty, sourceLocation: sourceLocation)
    #expect(screen.unknownSequences == [], sourceLocation: sourceLocation)
    #expect(terminal.deviceModes == modes, sourceLocation: sourceLocation)
}
