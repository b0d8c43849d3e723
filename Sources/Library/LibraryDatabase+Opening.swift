import Foundation
import GRDB
package import Generations

extension LibraryDatabase {
    /// The database's name in the library's folder.
    package static let fileName = "library.sqlite"

    /// Opens the library in a folder; makes both when they are missing, readable by their owner only. One program at a
    /// time does so.
    ///
    /// A damaged database is kept aside, and what can be read of it becomes a new one; `rescue` tells it then.
    ///
    /// - Parameter videos: a folder whose videos come back into a library that was damaged.
    /// - Parameter patience: how long it is waited for another program that opens it, in seconds.
    /// - Throws: `busy` when that takes longer; nothing is touched then.
    package static func open(
        folder: String,
        videos: String? = nil,
        patience: Double = 60,
        now: @escaping @Sendable () -> Moment
    ) throws(LibraryError) -> LibraryDatabase {
        let path = folder.hasSuffix("/") ? folder + fileName : folder + "/" + fileName
        try makePrivateFolder(folder)
        let turn = try turn(folder, patience)
        defer { turn?.release() }
        let rescue = LibraryRescue(path: path, folder: folder, now: now())
        do {
            try rescue.resume()
            var report = try rescue.isDamaged() ? try rescue.mend() : nil
            try Migrations.checkBeforeOpening(path)
            try makePrivateFile(path)
            // Before it is opened, so that nobody takes it away from under an open one.
            var use = try? FileLock(LibraryRescue.use(path), .shared)
            var library: LibraryDatabase
            do {
                library = try opened(path, now)
            } catch {
                guard report == nil, isDamage(error, rescue) else { throw error }
                use?.release()
                report = try rescue.mend()
                use = try? FileLock(LibraryRescue.use(path), .shared)
                library = try opened(path, now)
            }
            if report != nil, let videos { report?.indexed = library.index(videosIn: videos) }
            if report != nil { rescue.removeMark() }
            library.use = use
            library.rescue = report
            return library
        } catch {
            throw LibraryError(error, path: path)
        }
    }

    /// The turn to open the library; nil where the file system knows no locks.
    private static func turn(_ folder: String, _ patience: Double) throws(LibraryError) -> FileLock? {
        do throws(SystemFailure) {
            return try FileLock(folder, .exclusive, isFolder: true, patience: patience)
        } catch {
            guard error.code != EWOULDBLOCK else { throw .busy }
            return nil
        }
    }

    private static func opened(
        _ path: String,
        _ now: @escaping @Sendable () -> Moment
    ) throws -> LibraryDatabase {
        try LibraryDatabase(DatabasePool(path: path, configuration: configuration()), now: now)
    }

    private static func isDamage(_ error: any Error, _ rescue: LibraryRescue) -> Bool {
        switch LibraryError(error, path: "") {
        case .damaged: true
        // Of another program's database SQLite has nothing to say: only our own check of its tables has.
        case .notALibrary: rescue.wasDatabase() && !rescue.isReadable()
        default: false
        }
    }

    /// Opens an empty library that is gone with its last owner.
    package static func inMemory(
        now: @escaping @Sendable () -> Moment
    ) throws(LibraryError) -> LibraryDatabase {
        do {
            return try LibraryDatabase(DatabaseQueue(configuration: configuration()), now: now)
        } catch {
            throw LibraryError(error, path: ":memory:")
        }
    }

    /// How every connection is set up.
    static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.label = "rushes.library"
        configuration.foreignKeysEnabled = true
        // Another program, or a backup, may hold the lock for a while; nobody is told as long as it ends.
        configuration.busyMode = .timeout(60)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA synchronous = NORMAL")
            // What a savepoint may have to take back is kept in memory, not in a file: it is one change's, and there
            // are thousands. The readers' sorts, which may be of any size, stay where they are.
            if !database.configuration.readonly { try database.execute(sql: "PRAGMA temp_store = MEMORY") }
        }
        return configuration
    }

    /// Writes everything into the database file itself and closes it; to be called once, when nothing else is under
    /// way.
    package func close() throws(LibraryError) {
        do {
            if let pool = writer as? DatabasePool {
                _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
            }
            try writer.close()
            use?.release()
        } catch {
            throw LibraryError(error, path: path)
        }
    }

    /// A folder that is there already keeps its permissions: it may hold other things.
    private static func makePrivateFolder(_ folder: String) throws(LibraryError) {
        do {
            try FileSystem.makeFolder(folder, mode: 0o700)
        } catch {
            throw .cannotOpen(path: folder, reason: error.reason)
        }
    }

    /// SQLite gives `-wal` and `-shm` the permissions of the database itself.
    private static func makePrivateFile(_ path: String) throws(LibraryError) {
        do {
            let file = try FileSystem.open(path, flags: O_RDWR | O_CREAT, mode: 0o600)
            defer { FileSystem.close(file) }
            try FileSystem.setMode(file, 0o600)
        } catch {
            throw .cannotOpen(path: path, reason: error.reason)
        }
    }
}
