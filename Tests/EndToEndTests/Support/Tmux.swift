import Foundation
import TestSupport

/// A program in a window of tmux: what another terminal than ours shows. The server is its own and ends with the value.
final class Tmux: Sendable {
    /// tmux cannot be asked.
    struct Failure: Error {}

    private static let program = ["/usr/bin/tmux", "/usr/local/bin/tmux", "/opt/homebrew/bin/tmux"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }
    static var isThere: Bool { program != nil }

    private let home: Home
    private var socket: String { home.path + "/temporary/tmux" }

    init(_ home: Home, _ command: [String], columns: Int, rows: Int) async throws {
        self.home = home
        guard let program = Self.program else { throw Failure() }
        let words = command.map { "'\($0)'" }.joined(separator: " ")
        // On a terminal of its own: the server keeps what else it inherits, and would seem to run for ever.
        let starter = try PseudoTerminal(
            program,
            [
                "-u", "-S", socket, "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y",
                "\(rows)",
                words,
            ],
            // The user's own shell may be one that starts nothing.
            environment: home.environment(["SHELL": "/bin/sh"]),
            folder: home.workingFolder
        )
        guard try await starter.waitForExit(within: longWait) == .code(0) else { throw Failure() }
    }

    deinit {
        // Waited for: the folder with its socket goes with the home, and without it nobody could end the server.
        try? start(["kill-server"], output: FileHandle.nullDevice).waitUntilExit()
    }

    /// The rows as tmux shows them.
    func rows() async throws -> [String] {
        try await ask(["capture-pane", "-p"]).split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
    }

    /// The column of the cursor, from 0.
    func cursorColumn() async throws -> Int {
        let text = try await ask(["display-message", "-p", "#{cursor_x}"])
        return Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? -1
    }

    /// Types a text.
    func type(_ text: String) async throws {
        try await ask(["send-keys", "-l", "--", text])
    }

    /// Presses a key by tmux's name.
    func press(_ key: String) async throws {
        try await ask(["send-keys", key])
    }

    /// Waits until something is so.
    func until(_ what: String, _ isReached: () async throws -> Bool) async throws {
        let deadline = ContinuousClock.now + longWait
        while try await !isReached() {
            guard ContinuousClock.now < deadline else {
                let screen = try await rows().joined(separator: "\n")
                throw Command.Timeout(description: "Waited in vain for \(what).\n\(screen)")
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// What tmux answers. The answer goes through a file: the server would keep a pipe open.
    @discardableResult
    private func ask(_ arguments: [String]) async throws -> String {
        let file = home.path + "/temporary/" + UUID().uuidString
        try Data().write(to: URL(fileURLWithPath: file))
        guard let output = FileHandle(forWritingAtPath: file) else { throw Failure() }
        let process = try start(arguments, output: output)
        let deadline = ContinuousClock.now + longWait
        while process.isRunning {
            guard ContinuousClock.now < deadline else { throw Failure() }
            try await Task.sleep(for: .milliseconds(2))
        }
        return String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
    }

    private func start(_ arguments: [String], output: FileHandle) throws -> Process {
        guard let program = Self.program else { throw Failure() }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["-u", "-S", socket] + arguments
        process.environment = home.environment()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }
}
