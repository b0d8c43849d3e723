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
        let file = try await editKeeping(text)
        PrivateFolder.remove(of: file.path)
        return file.text
    }

    /// The same, and leaves the file, in a folder of its own that nobody else may read, until it is discarded.
    func editKeeping(_ text: String) async throws -> (text: String, path: String) {
        let file = try PrivateFolder.make().appendingPathComponent("prompt.md")
        do {
            try Data(text.utf8).write(to: file)
            try await run(on: file.path)
            guard let data = FileManager.default.contents(atPath: file.path),
                let changed = String(data: data, encoding: .utf8)
            else {
                throw CommandFailure(
                    .failure,
                    "What the editor left in \(file.path) is no UTF-8 text; the prompt is as it was."
                )
            }
            return (changed, file.path)
        } catch {
            let isKept =
                FileManager.default.contents(atPath: file.path).map { $0 != Data(text.utf8) } ?? false
            if !isKept { PrivateFolder.remove(of: file.path) }
            guard isKept, let failure = error as? CommandFailure, !failure.message.contains(file.path) else {
                throw error
            }
            throw CommandFailure(.failure, failure.message + " What was saved is in \(file.path).")
        }
    }

    private func run(on path: String) async throws {
        guard let words = CommandWords.split(command), !words.isEmpty else {
            throw CommandFailure(
                .failure,
                "The editor “\(command)” is not written as a command; the prompt is as it was.",
                hint: "Mend VISUAL or EDITOR."
            )
        }
        let result = try? await Subprocess.run(
            .name("env"),
            arguments: Arguments(words + [path]),
            environment: .custom(Programs.keyed(Programs(environment: environment).childEnvironment)),
            input: .currentStandardInput,
            output: .currentStandardOutput,
            error: .currentStandardError
        )
        guard let result, result.terminationStatus.isSuccess else {
            throw CommandFailure(
                .failure,
                "The editor “\(command)” did not end well; the prompt is as it was.",
                hint: "Set VISUAL or EDITOR to an editor that is installed."
            )
        }
    }
}
