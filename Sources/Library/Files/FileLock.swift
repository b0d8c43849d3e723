import Foundation

/// A lock of this process on a file or folder; the system lets go of it when the process ends, however it ends.
final class FileLock: Sendable {
    enum Kind: Sendable { case shared, exclusive }

    private let file: Int32

    /// Locks a file, which is made where it is missing, or a folder.
    ///
    /// - Throws: `EWOULDBLOCK` when another has it for longer than is waited for; something else when it cannot be
    ///   opened, or when the file system knows no locks.
    init(
        _ path: String,
        _ kind: Kind,
        isFolder: Bool = false,
        patience seconds: Double = 0
    ) throws(SystemFailure) {
        let flags = isFolder ? O_RDONLY | O_DIRECTORY : O_RDONLY | O_CREAT | O_NOFOLLOW
        file = try FileSystem.open(path, flags: flags, mode: 0o600)
        let deadline = Date(timeIntervalSinceNow: seconds)
        while !FileSystem.lock(file, kind) {
            let code = errno
            guard [EWOULDBLOCK, EINTR].contains(code), Date() < deadline else {
                throw SystemFailure(code: code)
            }
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
