import Foundation
import TestSupport

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The program without a terminal, as a script runs it. It is killed when the test lets go.
final class Command: Sendable {
    /// It did not come to what the test waits for.
    struct Timeout: Error, CustomStringConvertible {
        let description: String
    }

    private let process: Process
    private let outputFile: String
    private let errorFile: String

    init(_ home: Home, _ arguments: [String], environment: [String: String] = [:], input: String? = nil)
        throws
    {
        let name = home.path + "/temporary/" + UUID().uuidString
        outputFile = name + ".out"
        errorFile = name + ".err"
        process = Process()
        process.executableURL = URL(fileURLWithPath: rushesProgram)
        process.arguments = arguments
        process.environment = home.environment(environment, term: "dumb")
        process.currentDirectoryURL = URL(fileURLWithPath: home.workingFolder)
        if let input {
            try Data(input.utf8).write(to: URL(fileURLWithPath: name + ".in"))
            process.standardInput = FileHandle(forReadingAtPath: name + ".in")
        } else {
            process.standardInput = FileHandle.nullDevice
        }
        for file in [outputFile, errorFile] { try Data().write(to: URL(fileURLWithPath: file)) }
        process.standardOutput = FileHandle(forWritingAtPath: outputFile)
        process.standardError = FileHandle(forWritingAtPath: errorFile)
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    var identifier: Int32 { process.processIdentifier }
    var output: String { Self.text(outputFile) }
    var errors: String { Self.text(errorFile) }

    /// Sends it a signal.
    func signal(_ number: Int32) {
        kill(process.processIdentifier, number)
    }

    /// Waits until it has ended; the exit code, or 128 and the signal's number, as a shell says it.
    @discardableResult
    func end() async throws -> Int32 {
        try await wait("its end") { !process.isRunning }
        let status = process.terminationStatus
        return process.terminationReason == .uncaughtSignal ? 128 + status : status
    }

    /// Waits until something is so.
    func wait(_ what: String, _ isReached: () -> Bool) async throws {
        let deadline = ContinuousClock.now + longWait
        while !isReached() {
            guard ContinuousClock.now < deadline else {
                throw Timeout(description: "Waited in vain for \(what).\n\(output)\n\(errors)")
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    private static func text(_ file: String) -> String {
        String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
    }
}

/// A generation as the command line tells it.
struct Told: Decodable, Sendable {
    struct Parameters: Decodable, Sendable {
        var seed: Int64?
    }

    struct Failure: Decodable, Sendable {
        var code: String
        var message: String
    }

    struct Keyframe: Decodable, Sendable {
        var file: String?
    }

    var id: Int64
    var status: String
    var provider: String?
    var keyframe: Keyframe?
    var prompt: String
    var parameters: Parameters
    var file: String?
    var bytes: Int64?
    var attempts: Int
    var error: Failure?
}

/// What `rushes history --json` tells, newest first.
func history(_ home: Home, _ query: String = "", demo: Bool = true) async throws -> [Told] {
    let arguments = ["history", "--json"] + (demo ? ["--demo"] : []) + (query.isEmpty ? [] : [query])
    let command = try Command(home, arguments)
    guard try await command.end() == 0 else { throw Command.Timeout(description: command.errors) }
    return try command.output.split(separator: "\n").map {
        try JSONDecoder().decode(Told.self, from: Data($0.utf8))
    }
}
