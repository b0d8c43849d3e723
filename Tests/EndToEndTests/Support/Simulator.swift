import Foundation
import TestSupport

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// `rushes simulate` as a process of its own.
final class SimulatorProcess: Sendable {
    private let command: Command
    let address: String

    init(_ home: Home) async throws {
        let command = try Command(home, ["simulate", "--port", "0"])
        try await command.wait("its address") { command.output.hasSuffix("\n") }
        self.command = command
        address = command.output.split(separator: "\n").first.map(String.init) ?? ""
    }

    /// Ends it as a user does; its exit code.
    func stop() async throws -> Int32 {
        command.signal(SIGINT)
        return try await command.end()
    }
}
