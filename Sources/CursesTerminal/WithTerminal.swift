import CTerminal
package import Terminal

/// Runs a closure with the terminal's screen in hand and gives the terminal back afterwards, whether the
/// closure returns or throws. Fails with a `TerminalError` before anything was changed.
@MainActor
package func withTerminal<Result>(
    _ options: TerminalOptions,
    _ body: @MainActor (CursesDriver) async throws -> Result
) async throws -> Result {
    let driver = try CursesDriver(options)
    defer { driver.leave() }
    return try await body(driver)
}

/// Ends the process by a signal that asked for it, so that its parent sees the right reason. Leave the
/// terminal first.
package func endProcess(by signal: TerminationSignal) -> Never {
    ct_end_by(signal.rawValue)
}
