import Foundation
import Interface
import Subprocess

/// Puts text on the user's clipboard: with a local tool where there is a display of this machine's own, else by asking
/// the terminal (OSC 52), which works over ssh as well.
struct Clipboard: Sendable {
    let environment: [String: String]
    /// Asks the terminal; it never answers whether it did it.
    let tellTerminal: @Sendable (String) async -> Void

    func copy(_ text: String, what: String) async -> EffectResult {
        if let tool, await run(tool, text) { return .done("Copied \(what) (\(tool[0])).") }
        await tellTerminal(text)
        return .done("Asked the terminal to copy \(what); not every terminal does.")
    }

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
        let result = try? await Subprocess.run(
            .name(tool[0]),
            arguments: Arguments(Array(tool.dropFirst())),
            input: .string(text),
            output: .discarded,
            error: .discarded
        )
        return result?.terminationStatus.isSuccess ?? false
    }
}
