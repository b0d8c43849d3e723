import Foundation
import Subprocess

/// A text on the standard input of a child, by a file: a child that does not read it to its end harms nobody, while
/// writing into a pipe that nobody reads ends a process.
enum ChildInput {
    /// Lets something be done with the file, which nobody else may read and which is gone afterwards.
    static func withFile<Result>(
        _ text: String,
        _ body: (_ path: String) async throws -> Result
    ) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "rushes-\(UUID().uuidString)"
        )
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("input")
        try Data(text.utf8).write(to: file)
        return try await body(file.path)
    }

    /// What `sh` gets to run a program with a file as its input. The shell only opens the file; what it runs comes as
    /// arguments and is never read as a command.
    static func arguments(_ words: [String], reading path: String) -> Arguments {
        Arguments(["-c", "exec <\"$1\" && shift && exec \"$@\"", "sh", path] + words)
    }
}
