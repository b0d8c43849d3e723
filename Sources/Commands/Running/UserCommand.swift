import Foundation
import Subprocess

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// A command of the user's that can be run: no shell reads it, and no token is in its environment.
struct UserCommand: Sendable {
    /// Why a line is no command.
    enum Problem: Error, Equatable {
        case openQuote
        case noProgram(String)
    }

    /// How it ended.
    struct End: Sendable {
        var status: TerminationStatus
        /// The last line that it wrote and that is not empty.
        var lastLine: String
    }

    private let program: FilePath
    private let arguments: Arguments
    private let environment: [String: String]

    /// So much of what it writes is looked at, from the end.
    private static let longestTail = 8_192

    init(_ text: String, environment: [String: String]) throws(Problem) {
        guard let words = CommandWords.split(text) else { throw .openQuote }
        try self.init(words: words, environment: environment)
    }

    /// A command whose words are known.
    init(words: [String], environment: [String: String]) throws(Problem) {
        let name = words.first ?? ""
        let programs = Programs(environment: environment)
        guard let path = programs.path(of: name) else { throw .noProgram(name) }
        program = FilePath(path)
        arguments = Arguments(Array(words.dropFirst()))
        self.environment = programs.childEnvironment
    }

    /// Runs it with a text on its standard input; what it writes is dropped. A cancelled task ends it.
    ///
    /// - Parameters:
    ///   - variables: set in its environment.
    func run(input: String, variables: [String: String] = [:]) async throws -> TerminationStatus {
        try await ChildInput.with(input) { input in
            try await Subprocess.run(
                .path(program),
                arguments: arguments,
                environment: .custom(Programs.keyed(environment.merging(variables) { $1 })),
                platformOptions: Self.options,
                input: input,
                output: .discarded,
                error: .discarded
            ).terminationStatus
        }
    }

    /// Runs it with a text on its standard input, and keeps the end of what it writes. A cancelled task ends it.
    func runKeepingLastLine(input: String) async throws -> End {
        try await ChildInput.with(input) { input in
            let result = try await Subprocess.run(
                .path(program),
                arguments: arguments,
                environment: .custom(Programs.keyed(environment)),
                platformOptions: Self.options,
                input: input,
                output: .sequence,
                error: .combinedWithOutput
            ) { try await Self.tail(of: $0.standardOutput) }
            let text = String(decoding: result.closureResult, as: UTF8.self)
            let last = text.split(whereSeparator: \.isNewline).last { !$0.allSatisfy(\.isWhitespace) }
            return End(status: result.terminationStatus, lastLine: String(last ?? ""))
        }
    }

    /// The end of what is written, once nothing more comes.
    private static func tail(of output: SubprocessOutputSequence) async throws -> [UInt8] {
        var tail: [UInt8] = []
        for try await buffer in output {
            buffer.withUnsafeBytes { tail += $0.suffix(longestTail) }
            tail = tail.suffix(longestTail)
        }
        return tail
    }

    /// A session of its own: it has no terminal, and Ctrl-C is not meant for it.
    private static var options: PlatformOptions {
        var options = PlatformOptions()
        options.createSession = true
        // With everything that it has started itself.
        options.teardownSequence = [
            .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(500)),
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(100)),
        ]
        return options
    }
}

extension TerminationStatus {
    /// In two words.
    var words: String {
        switch self {
        case .exited(let code): "status \(code)"
        case .signaled(let signal): "signal \(signal)"
        }
    }
}
