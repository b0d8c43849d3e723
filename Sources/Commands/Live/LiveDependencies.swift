import Engine
import Foundation
import Generations
import HuggingFace
import Library
import Logging

/// Builds what a command works with out of the real world, runs the command, and puts everything away again.
func withLiveDependencies<Value: Sendable>(
    _ shared: SharedOptions,
    flags: [Setting: SettingValue],
    console: Console,
    _ work: (Dependencies) async throws -> Value
) async throws -> Value {
    try await withLiveDependencies(try await LiveStart(shared, flags: flags), console: console, work)
}

/// The same with what was read already.
func withLiveDependencies<Value: Sendable>(
    _ start: LiveStart,
    console: Console,
    _ work: (Dependencies) async throws -> Value
) async throws -> Value {
    guard start.isDemo else { return try await run(start, console, work) }
    return try await withDemo { address in
        var start = start
        start.settings = start.settings.demo(address: address, library: start.paths.demoLibrary)
        return try await run(start, console, work)
    }
}

/// Runs a command with the real parts for some settings, and closes the library.
private func run<Value: Sendable>(
    _ start: LiveStart,
    _ console: Console,
    _ work: (Dependencies) async throws -> Value
) async throws -> Value {
    let (settings, paths, process) = (start.settings, start.paths, start.process)
    let folders = FolderChoice(settings: settings, paths: paths, workingFolder: process.workingFolder)
    let time = EngineTime.live()
    let library = LibraryHandle(folder: folders.library, videos: folders.videos, now: time.now) {
        console.note("rushes: " + $0)
    }
    defer { library.close() }
    return try await work(
        .live(
            settings,
            paths: paths,
            process: process,
            console: console,
            insecureHTTP: start.insecureHTTP,
            time: time,
            library: library
        )
    )
}

/// What a command begins with: the process and the settings, read once.
struct LiveStart: Sendable {
    let process: ProcessFacts
    let paths: Paths
    var settings: Settings
    var isDemo: Bool
    let insecureHTTP: Bool

    init(_ shared: SharedOptions, flags: [Setting: SettingValue]) async throws {
        process = ProcessFacts.live
        paths = Paths(environment: process.environment)
        settings = try await Settings.load(process.sources(shared, flags: flags, paths: paths))
        isDemo = shared.demo
        insecureHTTP = shared.insecureHTTP
    }
}

/// What the process was started with.
struct ProcessFacts: Sendable {
    var environment: [String: String]
    var workingFolder: String
    var timeZone: TimeZone

    static var live: ProcessFacts {
        ProcessFacts(
            environment: ProcessInfo.processInfo.environment,
            workingFolder: FileManager.default.currentDirectoryPath,
            timeZone: .current
        )
    }

    /// Where settings are read from.
    func sources(
        _ shared: SharedOptions,
        flags: [Setting: SettingValue],
        paths: Paths
    ) -> Settings.Sources {
        Settings.Sources(
            flags: flags,
            environment: environment,
            workingFolder: workingFolder,
            settingsFile: shared.config.map { paths.absolute($0, in: workingFolder) } ?? paths.settingsFile,
            settingsFileIsNamed: shared.config != nil
        )
    }
}

extension Settings {
    /// These settings with the demo's Hub, router, token and library in place of the user's own.
    func demo(address: String, library: String) -> Settings {
        var settings = self
        for setting in [Setting.hub, .router] {
            settings.values[setting] = SettingValue(text: address, origin: .demo)
        }
        settings.values[.endpoint] = nil
        settings.environmentTokens = ["HF_TOKEN": "hf_demo"]
        settings.dotEnvTokens = [:]
        switch origin(.library) {
        case .flag, .environment, .dotEnv: break
        case .settingsFile, .standard, .demo:
            settings.values[.library] = SettingValue(text: library, origin: .demo)
        }
        return settings
    }
}

extension Dependencies {
    /// The real parts for some settings. Nothing is opened yet.
    static func live(
        _ settings: Settings,
        paths: Paths,
        process: ProcessFacts,
        console: Console,
        insecureHTTP: Bool,
        time: EngineTime,
        library: LibraryHandle
    ) -> Dependencies {
        let logger = Logger.live(settings, paths: paths)
        let places = Places(settings: settings, paths: paths, process: process)
        let client = ClientFactory(
            settings: settings,
            trusted: TrustedHosts(file: paths.trustedHostsFile),
            environment: process.environment,
            insecureHTTP: insecureHTTP,
            mappings: .library(library, in: places.library),
            logger: logger
        )
        return Dependencies(
            settings: settings,
            paths: paths,
            environment: process.environment,
            workingFolder: process.workingFolder,
            timeZone: process.timeZone,
            console: console,
            logger: logger,
            time: time,
            makeUUID: { UUID() },
            makeSeed: { Int64.random(in: 0...Int64(UInt32.max)) },
            makeJitter: { Double.random(in: 0..<1) },
            openLibrary: { try library.open() },
            videos: {
                VideoFiles(
                    folder: places.videos,
                    timeZone: process.timeZone,
                    keepsRecipes: settings.isYes(.metadata)
                )
            },
            withClient: { work in try await client.withClient { try await work($0) } },
            preview: { request in
                let text = try await client.withClient { try await $0.dryRun(request).printable }
                let file = try await places.plannedFile(
                    of: request,
                    now: time.now,
                    timeZone: process.timeZone,
                    in: library
                )
                return RequestPreview(request: text, file: file)
            },
            hub: HubAccess(client: client),
            probe: { await Reachability.probe($0, environment: process.environment) },
            interruptions: { Interruption.live() },
            readInput: { try StandardInput.text(atMost: $0) },
            edit: { try await Editor(environment: process.environment).edit($0) }
        )
    }
}

/// The folders of one run.
private struct Places: Sendable {
    let library: String
    let videos: String

    init(settings: Settings, paths: Paths, process: ProcessFacts) {
        let place = FolderChoice(settings: settings, paths: paths, workingFolder: process.workingFolder)
        library = place.library
        videos = place.videos
    }

    /// The path for a request that has no number yet: the one that comes next.
    func plannedFile(
        of request: GenerationRequest,
        now: @escaping @Sendable () -> Moment,
        timeZone: TimeZone,
        in handle: LibraryHandle
    ) async throws -> String {
        var last: Int64 = 0
        if FileManager.default.fileExists(atPath: Paths.join(library, LibraryDatabase.fileName)) {
            let database = try handle.open()
            for scope in [HistoryScope.all, .trash] {
                let page = try await database.page(HistoryQuery(scope: scope), limit: 1)
                last = max(last, page.generations.first?.id.rawValue ?? 0)
            }
        }
        let generation = Generation(
            id: GenerationID(last + 1),
            uuid: UUID(),
            request: request,
            createdAt: now().date
        )
        return VideoFiles(folder: videos, timeZone: timeZone).plannedPath(for: generation) ?? request.output
            ?? videos
    }
}

extension Logger {
    /// The program's log by the settings.
    static func live(_ settings: Settings, paths: Paths) -> Logger {
        let level = settings[.logLevel].flatMap { Logger.Level(rawValue: $0.lowercased()) } ?? .info
        let file = LogFile(path: paths.logFile)
        return Logger(label: "rushes") { _ in FileLogHandler(logLevel: level, file: file) }
    }
}
