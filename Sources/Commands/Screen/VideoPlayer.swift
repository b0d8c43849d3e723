import Foundation
import Generations
import Interface
import Subprocess

/// Opens finished videos in a player of the user's.
struct VideoPlayer: Sendable {
    let environment: [String: String]

    /// Starts a player for a file and does not wait for it.
    func open(_ id: GenerationID, path: String) async -> EffectResult {
        guard FileManager.default.isReadableFile(atPath: path) else {
            return .refused("The video of \(id) is not at \(path) any more.")
        }
        guard let player = player else { return .refused("\(reason) The file is \(path).") }
        // A shell of its own group, so that the player outlives the screen and never touches the terminal.
        let started = try? await Subprocess.run(
            .name("sh"),
            arguments: ["-c", "(trap '' HUP; \"$@\" >/dev/null 2>&1 </dev/null &)", "sh", player, path],
            environment: ChildEnvironment.withoutTokens(environment),
            output: .discarded,
            error: .discarded
        )
        guard let started, started.terminationStatus.isSuccess else {
            return .refused("\(player) cannot be started. The file is \(path).")
        }
        return .done("\(id) opens in \(player).")
    }

    /// The first player that is there; nil when none is, or there is no display.
    private var player: String? {
        #if os(macOS)
            return "open"
        #else
            guard hasDisplay else { return nil }
            return ["mpv", "xdg-open", "vlc", "ffplay"].first(where: isInstalled)
        #endif
    }

    private var reason: String {
        hasDisplay
            ? "No player was found (mpv, xdg-open, vlc, ffplay)." : "There is no display to play it on."
    }

    private var hasDisplay: Bool {
        ["DISPLAY", "WAYLAND_DISPLAY"].contains { environment[$0]?.isEmpty == false }
    }

    private func isInstalled(_ program: String) -> Bool {
        (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").contains { folder in
            FileManager.default.isExecutableFile(atPath: "\(folder)/\(program)")
        }
    }
}
