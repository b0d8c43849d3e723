import ArgumentParser
import Foundation
import Simulator

/// `rushes simulate`: the demo endpoint by itself.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Run the demo endpoint by itself, on this machine only, until Ctrl-C.",
        discussion: """
            Its address is printed on standard output. Any token will do. Words in a prompt make it misbehave, as
            its front page tells.

            EXAMPLES
              rushes simulate --port 8080
              RUSHES_ENDPOINT=http://127.0.0.1:8080 HF_TOKEN=demo rushes generate "a red fox"
            """
    )

    @Option(help: ArgumentHelp("The port on 127.0.0.1; 0 takes any that is free.", valueName: "number"))
    var port = 8080

    @Option(
        help: ArgumentHelp("A JSON file that says what is answered.", valueName: "file"),
        completion: .file(extensions: ["json"])
    )
    var scenario: String?

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port must be from 0 to 65535.") }
    }

    mutating func run() async throws {
        let command = self
        let console = Console.live
        let status = await console.perform {
            try await command.run(console, interruptions: Interruption.live())
        }
        if status != .done { throw status.exitCode }
    }

    /// Serves until the first signal. To be stopped is how this command ends well.
    func run(_ console: Console, interruptions: AsyncStream<Interruption>) async throws -> ExitStatus {
        var configuration = SimulatorConfiguration.demo
        configuration.port = port
        if let scenario { configuration.scenario = try Self.scenario(scenario) }
        do {
            return try await withSimulator(configuration) { simulator in
                console.print(simulator.baseURL)
                console.note("The demo endpoint answers at \(simulator.baseURL); Ctrl-C ends it.")
                for await _ in interruptions { break }
                return .done
            }
        } catch {
            throw CommandFailure(
                .unreachable,
                "The port \(port) cannot be had.",
                hint: "Take another with --port, or any with --port 0."
            )
        }
    }

    private static func scenario(_ path: String) throws -> Scenario {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(.notFound, "There is no scenario \(path) that can be read.")
        }
        do {
            return try Scenario(data: data)
        } catch {
            throw CommandFailure(.usage, "The scenario \(path) cannot be used: \(error.description).")
        }
    }
}
