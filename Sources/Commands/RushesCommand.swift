import ArgumentParser
import Logging

/// A command: what it parses, and what it does with what it is given.
protocol RushesCommand: AsyncParsableCommand {
    var shared: SharedOptions { get }
    /// What the command's own options set.
    var flags: [Setting: SettingValue] { get }

    /// Does the work. Results go to the console; the answer is what the process ends with.
    func run(_ dependencies: Dependencies) async throws -> ExitStatus
}

extension RushesCommand {
    var flags: [Setting: SettingValue] { shared.flags }

    mutating func run() async throws {
        let command = self
        let console = Console.live
        let status = await console.perform {
            try await withLiveDependencies(command.shared, flags: command.flags, console: console) {
                dependencies in
                do {
                    return try await command.run(dependencies)
                } catch {
                    dependencies.log(error)
                    throw error
                }
            }
        }
        if status != .done { throw status.exitCode }
    }
}

extension Console {
    /// Runs something and says why it failed, if it did.
    func perform(_ work: () async throws -> ExitStatus) async -> ExitStatus {
        do {
            let status = try await work()
            guard status == .done, !output.isWhole(), !output.isLeft() else { return status }
            report(CommandFailure(.cannotWrite, "The result could not be written to standard output."))
            return .cannotWrite
        } catch {
            let failure = CommandFailure(error)
            report(failure)
            return failure.status
        }
    }
}

extension Dependencies {
    /// Notes what no sentence was written for.
    func log(_ error: any Error) {
        guard CommandFailure(error).status == .failure else { return }
        logger.error("Unexpected", metadata: ["error": "\(String(reflecting: error))"])
    }
}
