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
        let file = try PrivateFolder.make().appendingPathComponent("input")
        defer { PrivateFolder.remove(of: file.path) }
        try Data(text.utf8).write(to: file)
        return try await body(file.path)
    }

    /// What `sh` gets to run a program with a file as its input. The shell only opens the file; what it runs comes as
    /// arguments and is never read as a command.
    static func arguments(_ words: [String], reading path: String) -> Arguments {
        Arguments(["-c", "exec <\"$1\" && shift && exec \"$@\"", "sh", path] + words)
    }
}
