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
              rushes simulate --pace 0 --record requests.jsonl
            """
    )

    @Option(help: ArgumentHelp("The port on 127.0.0.1; 0 takes any that is free.", valueName: "number"))
    var port = 8080

    @Option(
        help: ArgumentHelp("A JSON file that says what is answered.", valueName: "file"),
        completion: .file(extensions: ["json"])
    )
    var scenario: String?

    @Option(
        help: ArgumentHelp(
            "A file for the requests that come in: a line of JSON each, without tokens.",
            valueName: "file"
        ),
        completion: .file()
    )
    var record: String?

    @Option(help: ArgumentHelp("What each wait is multiplied by; 0 waits for nothing.", valueName: "number"))
    var pace = 1.0

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port must be from 0 to 65535.") }
        guard (0...1_000).contains(pace) else { throw ValidationError("--pace must be from 0 to 1000.") }
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
        configuration.pace = pace
        if let record { configuration.record = try Self.recorder(record) }
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

    /// Appends lines to a file that only its owner may read, since it has the prompts.
    private static func recorder(_ path: String) throws -> @Sendable (String) -> Void {
        let isThere = FileManager.default.fileExists(atPath: path)
        guard
            isThere
                || FileManager.default.createFile(
                    atPath: path,
                    contents: nil,
                    attributes: [.posixPermissions: 0o600]
                ),
            let file = FileHandle(forWritingAtPath: path)
        else { throw CommandFailure(.cannotWrite, "The file \(path) cannot be written.") }
        _ = try? file.seekToEnd()
        return { line in try? file.write(contentsOf: Data((line + "\n").utf8)) }
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
