import Foundation
import Interface
import Subprocess

/// Puts text on the user's clipboard: with a local tool where there is a display of this machine's own, through tmux
/// where that is what the program runs in, else by asking the terminal (OSC 52), which works over ssh as well.
struct Clipboard: Sendable {
    let environment: [String: String]
    /// Asks the terminal; it never answers whether it did it.
    let tellTerminal: @Sendable (String) async -> Void

    func copy(_ text: String, what: String) async -> EffectResult {
        if let tool, await run(tool, text) { return .done("Copied \(what) (\(tool[0])).") }
        if isInTmux, await run(Self.tmux, text) {
            return .done(
                "Copied \(what) into tmux, which asks the terminal for its clipboard (set-clipboard)."
            )
        }
        await tellTerminal(text)
        let way = environment["SSH_CONNECTION"] == nil ? "" : " over ssh"
        return .done("Asked the terminal\(way) to copy \(what); not every terminal does.")
    }

    /// tmux takes requests of programs in it only where `set-clipboard` is `on`, and by default it is not; this
    /// command works with either, since version 3.2.
    private static let tmux = ["tmux", "load-buffer", "-w", "-"]

    private var isInTmux: Bool { environment["TMUX"]?.isEmpty == false }

    private var tool: [String]? {
        guard environment["SSH_CONNECTION"] == nil else { return nil }
        #if os(macOS)
            return ["pbcopy"]
        #else
            if environment["WAYLAND_DISPLAY"]?.isEmpty == false { return ["wl-copy"] }
            if environment["DISPLAY"]?.isEmpty == false { return ["xclip", "-selection", "clipboard"] }
            return nil
        #endif
    }

    private func run(_ tool: [String], _ text: String) async -> Bool {
        let command = try? UserCommand(words: tool, environment: environment)
        return (try? await command?.run(input: text))?.isSuccess ?? false
    }
}
