import Foundation

/// Says that an owner's process is there: a file in the library's folder that it keeps locked.
///
/// The system lets go of the lock when the process ends, however it ends, so there is no heartbeat that a clock that
/// jumps, a machine that sleeps or a number that is given again could deceive; a process that is stopped for a while
/// stays an owner.
package final class OwnerLock: Sendable {
    package let owner: Owner
    private let path: String
    private let file: Int32

    /// Locks the owner's file. Where the file system knows no locks the owner counts as there until the lock is
    /// let go.
    package static func acquire(_ owner: Owner, in libraryFolder: String) throws(LibraryError) -> OwnerLock {
        let folder = folder(in: libraryFolder)
        do {
            try FileSystem.makeFolder(folder, mode: 0o700)
            let path = path(of: owner.id, in: libraryFolder)
            let file = try FileSystem.open(path, flags: O_RDWR | O_CREAT | O_NOFOLLOW, mode: 0o600)
            _ = FileSystem.lock(file)
            return OwnerLock(owner: owner, path: path, file: file)
        } catch {
            throw .cannotOpen(path: folder, reason: error.reason)
        }
    }

    private init(owner: Owner, path: String, file: Int32) {
        self.owner = owner
        self.path = path
        self.file = file
    }

    deinit {
        // Removed before it is let go: a file that is there and not locked is that of a process that was killed.
        try? FileSystem.remove(path)
        FileSystem.close(file)
    }

    /// Whether an owner's process is there; a file that cannot be looked at is taken for that of a living one. Looking
    /// opens it for reading only, which wakes nobody who watches for files that a dying process closes.
    package static func isHeld(_ id: String, in libraryFolder: String) -> Bool {
        let path = path(of: id, in: libraryFolder)
        do {
            let file = try FileSystem.open(path, flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
            defer { FileSystem.close(file) }
            // Shared, so that two who look at once do not take each other for the owner.
            return !FileSystem.lock(file, .shared)
        } catch {
            return error.code != ENOENT
        }
    }

    /// Removes what an owner that is gone has left.
    package static func forget(_ id: String, in libraryFolder: String) {
        guard !isHeld(id, in: libraryFolder) else { return }
        try? FileSystem.remove(path(of: id, in: libraryFolder))
    }

    /// The folder of the lock files.
    static func folder(in libraryFolder: String) -> String { libraryFolder + "/owners" }

    private static func path(of id: String, in libraryFolder: String) -> String {
        folder(in: libraryFolder) + "/" + id + ".lock"
    }
}
