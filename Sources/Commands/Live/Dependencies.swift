import Engine
import Foundation
import Generations
import HuggingFace
import Library
import Logging

/// Everything from outside that a command works with; built once per command, after parsing.
struct Dependencies: Sendable {
    var settings: Settings
    var paths: Paths
    /// The process's environment, for what is no setting: the editor, the locale, proxies.
    var environment: [String: String]
    /// Relative paths of the user begin here.
    var workingFolder: String
    /// Times are shown in this zone.
    var timeZone: TimeZone
    var console: Console
    var logger: Logger

    var time: EngineTime
    var makeUUID: @Sendable () -> UUID
    var makeSeed: @Sendable () -> Int64
    var makeJitter: @Sendable () -> Double

    /// Opens the library; makes it when it is missing.
    var openLibrary: @Sendable () throws -> LibraryDatabase
    /// The place where videos are kept.
    var videos: @Sendable () throws -> any VideoStore
    /// Runs something with a client for what the settings say, and closes it.
    var withClient: WithClient
    /// What a request would look like, the token masked.
    var preview: @Sendable (GenerationRequest) async throws -> RequestPreview

    /// The Hub, for people who choose a model or ask whose the token is.
    var hub: any ModelHub

    /// Whether an address answers.
    var probe: @Sendable (String) async -> Reachability
    /// The signals that ask the command to end, from now on.
    var interruptions: @Sendable () -> AsyncStream<Interruption>
    /// Everything that standard input holds, which may be so many bytes.
    var readInput: @Sendable (Int) throws -> String
    /// Lets the user change a text in the editor.
    var edit: @Sendable (String) async throws -> String

    typealias WithClient =
        @Sendable (@Sendable (any InferenceClient) async throws -> [Generation]) async throws -> [Generation]

    /// This instant.
    var now: Moment { time.now() }

    /// The folders of this run.
    var folders: FolderChoice {
        FolderChoice(settings: settings, paths: paths, workingFolder: workingFolder)
    }

    /// The folder of the library.
    var libraryFolder: String { folders.library }
}

/// What would be sent, and where the video would be.
struct RequestPreview: Hashable, Sendable {
    /// The request as people read it, the token masked.
    var request: String
    /// The file that would be written.
    var file: String
}

/// A signal that asks the program to end.
enum Interruption: Hashable, Sendable {
    /// Ctrl-C.
    case interrupt
    case terminate

    var status: ExitStatus {
        switch self {
        case .interrupt: .interrupted
        case .terminate: .terminated
        }
    }
}
