import ArgumentParser
import Engine
import Foundation
import Generations
import Library
import Logging
import Synchronization

@testable import Commands

/// A folder of its own with everything that a command works with, and nothing of the machine's.
final class Stage: Sendable {
    let folder: String
    let output = CapturedText()
    let error = CapturedText()
    private let seeds = Mutex<Int64>(1_000)

    /// An instant that all dates count from: 2026-11-22 14:16:03 UTC.
    static let date = Date(timeIntervalSince1970: 1_795_356_963)

    init() throws {
        let path = NSTemporaryDirectory() + "rushes-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        folder = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    func path(_ name: String) -> String { folder + "/" + name }

    /// Writes a file, with the folders above it.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let path = path(name)
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent,
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// The environment of a user who has set nothing.
    var environment: [String: String] {
        ["HOME": path("home"), "PATH": path("bin"), "LANG": "C.UTF-8", "TERM": "xterm", "TZ": "UTC"]
    }

    var console: Console { console(isTerminal: false) }

    func console(isTerminal: Bool, columns: Int = 80) -> Console {
        Console(
            output: .init(
                write: { [output] in output.append($0) },
                isTerminal: isTerminal,
                columns: { columns }
            ),
            error: .init(write: { [error] in error.append($0) }, isTerminal: isTerminal, columns: { columns })
        )
    }

    /// The settings for an environment, as the program reads them.
    func settings(
        _ extra: [String: String] = [:],
        flags: [Setting: SettingValue] = [:]
    ) async throws -> Settings {
        let environment = environment.merging(extra) { _, new in new }
        try FileManager.default.createDirectory(atPath: path("work"), withIntermediateDirectories: true)
        return try await Settings.load(
            Settings.Sources(
                flags: flags,
                environment: environment,
                workingFolder: path("work"),
                settingsFile: Paths(environment: environment, platform: .linux).settingsFile
            )
        )
    }

    /// The real parts in this folder; a test replaces what it must not touch.
    func dependencies(
        _ extra: [String: String] = [:],
        flags: [Setting: SettingValue] = [:],
        isTerminal: Bool = false
    ) async throws -> Dependencies {
        let environment = environment.merging(extra) { _, new in new }
        let paths = Paths(environment: environment, platform: .linux)
        let settings = try await settings(extra, flags: flags)
        let folder = FolderChoice(settings: settings, paths: paths, workingFolder: path("work")).library
        let time = EngineTime.live()
        var dependencies = Dependencies.live(
            settings,
            paths: paths,
            process: ProcessFacts(
                environment: environment,
                workingFolder: path("work"),
                timeZone: TimeZone(secondsFromGMT: 0) ?? .current
            ),
            console: console(isTerminal: isTerminal),
            insecureHTTP: false,
            time: time,
            library: LibraryHandle(folder: folder, now: time.now)
        )
        dependencies.logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        dependencies.makeSeed = { [weak self] in self?.nextSeed() ?? 0 }
        dependencies.makeJitter = { 0 }
        dependencies.hub = FakeHub()
        dependencies.probe = { _ in .notTried("a test") }
        dependencies.interruptions = { AsyncStream { _ in } }
        dependencies.readInput = { _ in throw Unexpected("standard input was read") }
        dependencies.edit = { _ in throw Unexpected("an editor was started") }
        return dependencies
    }

    /// Parses and runs a command; what it printed is in `output` and `error`.
    func run(
        _ arguments: [String],
        _ extra: [String: String] = [:],
        isTerminal: Bool = false,
        changing change: (inout Dependencies) -> Void = { _ in }
    ) async throws -> ExitStatus {
        let command = try RootCommand.parseAsRoot(arguments)
        let rushes = try unwrap(command as? any RushesCommand, "\(arguments) is no command of the library")
        var dependencies = try await dependencies(extra, flags: rushes.flags, isTerminal: isTerminal)
        change(&dependencies)
        let final = dependencies
        return await final.console.perform { try await rushes.run(final) }
    }

    /// A library at the default place, for what a command should find or should have left.
    func library() throws -> LibraryDatabase {
        let date = Self.date
        return try LibraryDatabase.open(
            folder: path("home/.local/share/rushes"),
            now: { Moment(uptime: .seconds(1_000), date: date) }
        )
    }

    /// Adds a generation that has ended in a state.
    @discardableResult
    func add(
        _ prompt: String,
        state: GenerationState = .succeeded,
        seed: Int64 = 7,
        to library: LibraryDatabase
    ) async throws -> Generation {
        let request = GenerationRequest(
            prompt: prompt,
            model: try unwrap(ModelID("owner/model"), "a model"),
            parameters: VideoParameters(numFrames: 48, fps: 12, seed: seed)
        )
        let new = NewGeneration(uuid: UUID(), request: request, parent: nil, createdAt: Self.date)
        var generation = try await library.insert(new)
        generation.state = state
        if state.isFinal { generation.finishedAt = Self.date.addingTimeInterval(60) }
        try await library.record(generation, timeline: [])
        return generation
    }

    private func nextSeed() -> Int64 {
        seeds.withLock { seed in
            seed += 1
            return seed
        }
    }
}

/// Text that a command has written.
final class CapturedText: Sendable {
    private let storage = Mutex("")

    func append(_ text: String) { storage.withLock { $0 += text } }

    var text: String { storage.withLock { $0 } }

    var lines: [String] { text.split(separator: "\n").map(String.init) }
}

/// Something happened that a test does not expect.
struct Unexpected: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// The value, or an error that says what was expected.
func unwrap<Value>(_ value: Value?, _ what: String) throws -> Value {
    guard let value else { throw Unexpected("expected \(what)") }
    return value
}

/// Ours, and not the one of Swift Testing's exit tests.
typealias ExitStatus = Commands.ExitStatus
