import CPseudoTerminal
import Dispatch
import Synchronization
package import Terminal

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A program on a terminal of its own, with the screen that it draws. The program is killed when the test
/// lets go.
package final class PseudoTerminal: Sendable {
    /// How a program ended.
    package enum Exit: Equatable, Sendable {
        case code(Int32)
        case signal(Int32)
    }

    /// The program did not come to what the test waits for.
    package struct Timeout: Error, CustomStringConvertible {
        package let description: String
    }

    /// The program could not be started.
    package struct SpawnFailure: Error {
        package let errno: Int32
    }

    /// The time that a wait takes at the most unless the test says otherwise.
    package static let patience = Duration.seconds(15)

    package let process: Int32
    /// The terminal's other end. The source has a descriptor of its own, which it closes when it is done.
    private let master: Int32
    /// Dispatch sources may be used from any thread; the library does not say so to the compiler.
    private nonisolated(unsafe) let source: any DispatchSourceRead
    private let state: Mutex<State>

    private struct State {
        var screen: VirtualScreen
        var output: [UInt8] = []
        var exit: Exit?
        var isClosed = false
    }

    /// Starts a program. Nothing of the tests' own environment reaches it but what is given here.
    package init(
        _ executable: String,
        _ arguments: [String] = [],
        environment: [String: String] = PseudoTerminal.environment(),
        size: Size = Size(columns: 80, rows: 24),
        folder: String? = nil
    ) throws {
        var process: pid_t = 0
        let master = withCStrings([executable] + arguments) { arguments in
            withCStrings(environment.map { "\($0.key)=\($0.value)" }) { variables in
                cpty_spawn(
                    executable,
                    arguments,
                    variables,
                    folder,
                    UInt16(size.rows),
                    UInt16(size.columns),
                    &process
                )
            }
        }
        guard master >= 0 else { throw SpawnFailure(errno: -master) }
        self.process = process
        self.master = master
        state = Mutex(State(screen: VirtualScreen(size: size)))
        let reader = dup(master)
        source = DispatchSource.makeReadSource(
            fileDescriptor: reader,
            queue: DispatchQueue(label: "terminal")
        )
        source.setEventHandler { [weak self] in self?.receive() }
        source.setCancelHandler { close(reader) }
        source.activate()
    }

    deinit {
        if exit == nil {
            kill(process, SIGKILL)
            var status: Int32 = 0
            waitpid(process, &status, 0)
        }
        source.cancel()
        close(master)
    }

    /// The environment that tests pin: locale, time zone, no interactive backtraces, no user's home.
    package static func environment(
        term: String = "xterm-256color",
        _ more: [String: String] = [:]
    ) -> [String: String] {
        [
            "TERM": term, "LANG": "C.UTF-8", "TZ": "UTC", "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": "/nonexistent", "SWIFT_BACKTRACE": "enable=no",
        ].merging(more) { $1 }
    }

    /// The path of a product of this package, which the test runner stands beside.
    package static func product(_ name: String) -> String {
        // On macOS the runner is elsewhere, and the test bundle beside the products is its argument.
        let bundle = CommandLine.arguments.first { $0.contains(".xctest/") }
        let parts = (bundle ?? CommandLine.arguments[0]).split(
            separator: "/",
            omittingEmptySubsequences: false
        )
        let folder = parts.prefix { !$0.hasSuffix(".xctest") }
        return (folder.count == parts.count ? folder.dropLast() : folder).joined(separator: "/") + "/" + name
    }
}

// MARK: - What the program shows

extension PseudoTerminal {
    package var screen: VirtualScreen { state.withLock { $0.screen } }

    /// All bytes that the program wrote so far.
    package var output: [UInt8] { state.withLock { $0.output } }

    /// How the program ended; nil while it runs.
    package var exit: Exit? {
        state.withLock { state in
            if state.exit == nil { state.exit = Self.reap(process) }
            return state.exit
        }
    }

    /// The settings of the terminal device, as bytes to compare.
    package var deviceModes: [UInt32] {
        var modes = termios()
        tcgetattr(master, &modes)
        return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag].map { UInt32($0) }
    }

    /// The process group that the terminal belongs to at this moment; of a shell, the job in the foreground.
    package var foregroundGroup: Int32? {
        let group = cpty_foreground(master)
        return group > 0 ? group : nil
    }

    private static func reap(_ process: Int32) -> Exit? {
        var status: Int32 = 0
        guard waitpid(process, &status, WNOHANG) == process else { return nil }
        let signal = status & 0x7f
        return signal == 0 ? .code((status >> 8) & 0xff) : .signal(signal)
    }

    private func receive() {
        var bytes = [UInt8](repeating: 0, count: 16_384)
        let count = read(master, &bytes, bytes.count)
        if count <= 0 {
            if count < 0, errno == EAGAIN || errno == EINTR { return }
            state.withLock { $0.isClosed = true }
            source.cancel()
            return
        }
        state.withLock {
            $0.output.append(contentsOf: bytes.prefix(count))
            $0.screen.feed(bytes.prefix(count))
        }
    }
}

// MARK: - What the test does

extension PseudoTerminal {
    /// Types a text as it is.
    package func type(_ text: String) async throws {
        try await send(Array(text.utf8))
    }

    /// Presses a key, as xterm sends it.
    package func press(_ code: Key.Code, _ modifiers: Key.Modifiers = []) async throws {
        try await send(Array(KeyBytes.text(of: Key(code, modifiers)).utf8))
    }

    /// Pastes a text in brackets, as a terminal does in mode 2004.
    package func paste(_ text: String) async throws {
        try await send(Array("\u{1b}[200~\(text)\u{1b}[201~".utf8))
    }

    /// Sends bytes to the program.
    package func send(_ bytes: [UInt8]) async throws {
        var rest = bytes[...]
        let deadline = ContinuousClock.now + Self.patience
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else {
                try await pause(until: deadline, "the program to read its input")
            }
        }
    }

    /// Makes the terminal another size; the program gets SIGWINCH.
    package func resize(to size: Size) {
        state.withLock { $0.screen.resize(to: size) }
        _ = cpty_resize(master, UInt16(size.rows), UInt16(size.columns))
    }

    /// Sends a signal to the program.
    package func signal(_ number: Int32) {
        kill(process, number)
    }

    /// Waits until the screen is as wanted, and returns it.
    @discardableResult
    package func waitFor(
        _ what: String = "the screen to change",
        within patience: Duration = PseudoTerminal.patience,
        _ isReached: (VirtualScreen) -> Bool
    ) async throws -> VirtualScreen {
        let deadline = ContinuousClock.now + patience
        while true {
            let screen = screen
            if isReached(screen) { return screen }
            try await pause(until: deadline, what)
        }
    }

    /// Waits until the screen shows a text.
    @discardableResult
    package func waitFor(text: String) async throws -> VirtualScreen {
        try await waitFor("\"\(text)\"") { $0.contains(text) }
    }

    /// Waits until the program has ended and all of its output is here.
    package func waitForExit(within patience: Duration = PseudoTerminal.patience) async throws -> Exit {
        let deadline = ContinuousClock.now + patience
        while true {
            if let exit {
                // Output of the program may still be on its way; its children may keep the terminal open.
                let grace = ContinuousClock.now + .milliseconds(200)
                while !state.withLock({ $0.isClosed }), ContinuousClock.now < grace {
                    try await Task.sleep(for: .milliseconds(1))
                }
                return exit
            }
            try await pause(until: deadline, "the program to end")
        }
    }

    private func pause(until deadline: ContinuousClock.Instant, _ what: String) async throws {
        guard ContinuousClock.now < deadline else {
            throw Timeout(
                description: "Waited in vain for \(what). exit: \(String(describing: exit))\n\(screen)"
            )
        }
        try await Task.sleep(for: .milliseconds(2))
    }
}

/// Strings as a null-terminated array of C strings.
private func withCStrings<Result>(
    _ strings: [String],
    _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
}
