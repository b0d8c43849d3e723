import Foundation

/// A lock of this process on a file or folder; the system lets go of it when the process ends, however it ends.
final class FileLock: Sendable {
    enum Kind: Sendable { case shared, exclusive }

    private let file: Int32

    /// Locks a file, which is made where it is missing, or a folder. Nil when another has it for longer than is waited
    /// for, or the file system knows no locks.
    init?(_ path: String, _ kind: Kind, isFolder: Bool = false, patience seconds: Double = 0) {
        let flags = isFolder ? O_RDONLY | O_DIRECTORY : O_RDONLY | O_CREAT | O_NOFOLLOW
        guard let file = try? FileSystem.open(path, flags: flags, mode: 0o600) else { return nil }
        self.file = file
        let deadline = Date(timeIntervalSinceNow: seconds)
        while !FileSystem.lock(file, kind) {
            guard [EWOULDBLOCK, EINTR].contains(errno), Date() < deadline else { return nil }
            usleep(10_000)
        }
    }

    deinit {
        FileSystem.close(file)
    }

    /// Lets the next one have it.
    func release() {
        _ = flock(file, LOCK_UN)
    }
}
