import Foundation
import Subprocess

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// A text on the standard input of a child, by a file: a child that does not read it to its end harms nobody, while
/// writing into a pipe that nobody reads ends a process.
enum ChildInput {
    /// Lets something be done with the text as an input, which is closed afterwards.
    static func with<Result>(
        _ text: String,
        _ body: (_ input: FileDescriptorInput) async throws -> Result
    ) async throws -> Result {
        let file = try open(text)
        defer { try? file.close() }
        return try await body(.fileDescriptor(file, closeAfterSpawningProcess: false))
    }

    /// A file with the text and without a name: nobody else can open it, and nothing is left of it.
    private static func open(_ text: String) throws -> FileDescriptor {
        let path = try PrivateFolder.make().appendingPathComponent("input").path
        defer { PrivateFolder.remove(of: path) }
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec)
    }
}
