import Foundation
import Subprocess

/// The user's editor: `$VISUAL`, else `$EDITOR`, else `vi`.
struct Editor: Sendable {
    let environment: [String: String]

    /// The command, with its own arguments.
    var command: String {
        let named = ["VISUAL", "EDITOR"].lazy.compactMap { environment[$0] }
        return named.first { !$0.allSatisfy(\.isWhitespace) } ?? "vi"
    }

    /// Lets the user change a text, and answers what it is then.
    ///
    /// - Throws: `CommandFailure` when the editor cannot be started or ends with an error; the text is as it was.
    func edit(_ text: String) async throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "rushes-\(UUID().uuidString)"
        )
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("prompt.txt")
        try Data(text.utf8).write(to: file)
        try await run(on: file.path)
        return try String(contentsOf: file, encoding: .utf8)
    }

    private func run(on path: String) async throws {
        let failure = CommandFailure(
            .failure,
            "The editor “\(command)” did not end well; the prompt is as it was.",
            hint: "Set VISUAL or EDITOR to an editor that is installed."
        )
        // Through the shell, since the variables may hold arguments, as in `code --wait`.
        let result = try? await Subprocess.run(
            .name("sh"),
            arguments: ["-c", command + " \"$1\"", "sh", path],
            input: .currentStandardInput,
            output: .currentStandardOutput,
            error: .currentStandardError
        )
        guard let result, result.terminationStatus.isSuccess else { throw failure }
    }
}
