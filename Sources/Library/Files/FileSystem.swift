import Foundation

/// The system's calls on files, with its errors as values. Every descriptor is closed in a child process.
enum FileSystem {
    /// Opens a file; `O_CLOEXEC` is always set.
    static func open(_ path: String, flags: Int32, mode: mode_t = 0) throws(SystemFailure) -> Int32 {
        guard !path.utf8.contains(0) else { throw SystemFailure(code: EINVAL) }
        return try retrying { systemOpen(path, flags | O_CLOEXEC, mode) }
    }

    /// Closes a descriptor; what it answers can no longer be acted upon.
    static func close(_ file: Int32) {
        _ = systemClose(file)
    }

    /// Writes all bytes from an offset on. After an error some of them may be there.
    static func write(_ bytes: [UInt8], to file: Int32, at offset: Int64) throws(SystemFailure) {
        var written = 0
        while written < bytes.count {
            let rest = bytes.count - written
            let place = off_t(offset + Int64(written))
            written += try retrying {
                bytes.withUnsafeBytes { pwrite(file, $0.baseAddress.map { $0 + written }, rest, place) }
            }
        }
    }

    /// Cuts a file to a length.
    static func truncate(_ file: Int32, to length: Int64) throws(SystemFailure) {
        _ = try retrying { ftruncate(file, off_t(length)) }
    }

    /// The room on the file system of a folder, in bytes: what we may still take, and all there is.
    static func room(in folder: String) throws(SystemFailure) -> (left: Int64, whole: Int64) {
        var facts = statvfs()
        _ = try retrying { statvfs(folder, &facts) }
        let block = UInt64(facts.f_frsize)
        func bytes(_ blocks: UInt64) -> Int64 {
            let product = blocks.multipliedReportingOverflow(by: block)
            return product.overflow ? .max : Int64(clamping: product.partialValue)
        }
        return (bytes(UInt64(facts.f_bavail)), bytes(UInt64(facts.f_blocks)))
    }

    /// Up to so many bytes from an offset; fewer only at the file's end.
    static func read(_ file: Int32, at offset: Int64, count: Int) throws(SystemFailure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = try retrying {
                bytes.withUnsafeMutableBytes {
                    pread(
                        file,
                        $0.baseAddress.map { $0 + filled },
                        count - filled,
                        off_t(offset + Int64(filled))
                    )
                }
            }
            guard got > 0 else { break }
            filled += got
        }
        bytes.removeLast(count - filled)
        return bytes
    }

    /// Sets permissions.
    static func setMode(_ file: Int32, _ mode: mode_t) throws(SystemFailure) {
        _ = try retrying { fchmod(file, mode) }
    }

    /// What is known about an open file.
    static func facts(_ file: Int32) throws(SystemFailure) -> FileFacts {
        var facts = stat()
        _ = try retrying { fstat(file, &facts) }
        return FileFacts(facts)
    }

    /// What is at a path, not following a last symbolic link.
    static func facts(_ path: String) throws(SystemFailure) -> FileFacts {
        var facts = stat()
        _ = try retrying { lstat(path, &facts) }
        return FileFacts(facts)
    }

    /// Whether a path leads to a folder.
    static func isFolder(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
    }

    /// Brings a file's bytes, or a folder's names, to the disk.
    static func synchronize(_ file: Int32) throws(SystemFailure) {
        #if canImport(Darwin)
            // fsync leaves the bytes in the drive's cache on macOS (fcntl(2), F_FULLFSYNC).
            if fcntl(file, F_FULLFSYNC) == 0 { return }
        #endif
        _ = try retrying { fsync(file) }
    }

    /// Takes a lock on a file, which its descriptor keeps; false when another's is in the way.
    static func lock(_ file: Int32, _ kind: FileLock.Kind = .exclusive) -> Bool {
        flock(file, (kind == .shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0
    }

    /// Gives a file a second name; fails with `EEXIST` when it is taken.
    static func link(_ path: String, as name: String) throws(SystemFailure) {
        _ = try retrying { systemLink(path, name) }
    }

    /// Gives a file another name, replacing what has it.
    static func rename(_ path: String, to name: String) throws(SystemFailure) {
        _ = try retrying { systemRename(path, name) }
    }

    /// Removes a name.
    static func remove(_ path: String) throws(SystemFailure) {
        _ = try retrying { unlink(path) }
    }

    /// The names in a folder.
    static func names(in folder: String) throws(SystemFailure) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw SystemFailure(code: EACCES)
        }
    }

    /// Makes a folder and those above it where they are missing.
    static func makeFolder(_ path: String, mode: mode_t) throws(SystemFailure) {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw SystemFailure(code: EINVAL) }
        guard !isFolder(path) else { return }
        if mkdir(path, mode) == 0 { return }
        let code = errno
        let parent = parentFolder(of: path)
        if code == ENOENT, parent != path {
            try makeFolder(parent, mode: mode)
            guard mkdir(path, mode) != 0, errno != EEXIST else { return }
            throw SystemFailure(code: errno)
        }
        guard code == EEXIST, isFolder(path) else {
            throw SystemFailure(code: code == EEXIST ? ENOTDIR : code)
        }
    }

    /// The folder that a path is in.
    static func parentFolder(of path: String) -> String {
        // By bytes: a slash with a combining accent is another character, and the same to the system.
        var bytes = path.utf8[...]
        while bytes.count > 1, bytes.last == slash { bytes.removeLast() }
        guard let last = bytes.lastIndex(of: slash) else { return "." }
        return last == bytes.startIndex ? "/" : String(Substring(bytes[..<last]))
    }

    static let slash = UInt8(ascii: "/")

    private static func retrying<Answer: FixedWidthInteger>(
        _ call: () -> Answer
    ) throws(SystemFailure) -> Answer {
        while true {
            let answer = call()
            if answer >= 0 { return answer }
            let code = errno
            guard code == EINTR else { throw SystemFailure(code: code) }
        }
    }
}

/// What the system knows about a file.
struct FileFacts: Hashable {
    var size: Int64
    var mode: mode_t
    var isRegular: Bool
    /// How many names it has.
    var links: Int
    /// The file system's number of it.
    var number: UInt64
    /// Device and number: the same for two paths that lead to one file.
    var identity: [UInt64]

    init(_ facts: stat) {
        size = Int64(facts.st_size)
        mode = mode_t(facts.st_mode) & 0o7777
        isRegular = facts.st_mode & S_IFMT == S_IFREG
        links = Int(facts.st_nlink)
        number = UInt64(truncatingIfNeeded: facts.st_ino)
        identity = [UInt64(truncatingIfNeeded: facts.st_dev), UInt64(truncatingIfNeeded: facts.st_ino)]
    }
}
