import Foundation

/// Folders of ours for texts that only the user and a child may read.
enum PrivateFolder {
    private static let prefix = "rushes-"

    /// A new one, for temporary files.
    static func make() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            prefix + UUID().uuidString
        )
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
        return folder
    }

    /// Removes the folder of a file; one that is not ours stays.
    static func remove(of file: String) {
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
        guard folder.lastPathComponent.hasPrefix(prefix) else { return }
        try? FileManager.default.removeItem(at: folder)
    }
}
