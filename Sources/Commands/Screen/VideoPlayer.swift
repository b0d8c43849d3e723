import Foundation
import Generations
import Interface

/// Opens finished videos in a player of the user's.
struct VideoPlayer: Sendable {
    let environment: [String: String]
    /// The user's own player (`RUSHES_PLAYER`), with its arguments.
    var preferred: String?

    /// Starts the first player there is for a file and does not wait for it.
    func open(_ id: GenerationID, path: String) async -> EffectResult {
        if let refusal = refusal(id, path: path) { return refusal }
        guard let player = players.first else { return .refused("\(lack) \(offer(path))") }
        return await start(player, id, path: path)
    }

    /// Starts what the user has chosen; nil when that is for the clipboard.
    func open(_ id: GenerationID, path: String, with choice: PlayerChoice) async -> EffectResult? {
        if let refusal = refusal(id, path: path) { return refusal }
        switch choice {
        case .program(let player): return await start(player, id, path: path)
        case .folder:
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
            return await start(Self.opener, id, path: folder)
        case .link: return nil
        }
    }

    /// What there is to see a video with.
    var choices: [PlayerChoice] {
        let folder: [PlayerChoice] = hasDisplay && isInstalled(Self.opener) ? [.folder] : []
        return players.map { .program($0) } + folder + [.link]
    }

    // MARK: What is there

    #if os(macOS)
        private static let opener = "open"
        private var hasDisplay: Bool { true }
    #else
        private static let opener = "xdg-open"
        private var hasDisplay: Bool {
            ["DISPLAY", "WAYLAND_DISPLAY"].contains { environment[$0]?.isEmpty == false }
        }
    #endif

    /// The players that can be started now, the best first.
    private var players: [String] {
        guard hasDisplay else { return [] }
        let known = ["mpv", Self.opener, "vlc", "ffplay"].filter(isInstalled)
        guard let preferred, !preferred.isEmpty else { return known }
        return [preferred] + known.filter { $0 != preferred }
    }

    private func isInstalled(_ program: String) -> Bool {
        Programs(environment: environment).path(of: program) != nil
    }

    private var lack: String {
        hasDisplay
            ? "No player was found (mpv, \(Self.opener), vlc, ffplay; RUSHES_PLAYER names another)."
            : "There is no display to play it on."
    }

    private func offer(_ path: String) -> String { "O copies a link; the file is \(path)." }

    private func refusal(_ id: GenerationID, path: String) -> EffectResult? {
        guard !FileManager.default.isReadableFile(atPath: path) else { return nil }
        return .refused("The video of \(id) is not at \(path) any more.")
    }

    // MARK: Starting

    private func start(_ player: String, _ id: GenerationID, path: String) async -> EffectResult {
        let words = CommandWords.split(player) ?? []
        let programs = Programs(environment: environment)
        guard let name = words.first, let program = programs.path(of: name) else {
            return .refused("\(player) is no program that can be run. \(offer(path))")
        }
        let arguments = words.dropFirst() + [path]
        guard await DetachedChild.start(program, Array(arguments), environment: programs.childEnvironment)
        else { return .refused("\(name) cannot be started. \(offer(path))") }
        return .done("\(id) opens in \(URL(fileURLWithPath: name).lastPathComponent).")
    }
}
