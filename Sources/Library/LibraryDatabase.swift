import Foundation
package import GRDB
package import Generations

/// The generations, saved prompts and drafts in one SQLite database.
///
/// Knows neither where the database is (`LibraryDatabase.open` does) nor what time it is. Nothing here stops when
/// the calling task is cancelled, except for the walks through the history: what must be written down is written down.
package struct LibraryDatabase: Sendable {
    let writer: any DatabaseWriter
    /// The changes that wait for their transaction.
    private let batch = WriteBatch()
    let now: @Sendable () -> Moment
    /// The database's path, for errors.
    let path: String
    /// Says to other programs that this one uses the library.
    var use: FileLock?
    /// What was done about damage when it was opened.
    package var rescue: RescueReport?
    /// Whose the generations are that are inserted; nil when nobody works on them yet.
    var owner: String?

    /// Brings the schema up to date and promises a library that can be used.
    ///
    /// - Parameters:
    ///   - writer: a queue in memory, or a pool on a file.
    ///   - now: the present moment. Dates are stored; a wait's uptime is counted from this moment when it is read.
    /// - Throws: `newerLibrary` when a newer version of this program has changed the schema.
    package init(_ writer: any DatabaseWriter, now: @escaping @Sendable () -> Moment) throws(LibraryError) {
        self.writer = writer
        self.now = now
        path = writer.path
        do {
            try Migrations.apply(to: writer)
        } catch {
            throw LibraryError(error, path: path)
        }
    }

    /// How safe a commit is.
    enum Durability {
        /// Survives a crash of the program.
        case crash
        /// Survives a power cut as well.
        case powerCut
    }

    /// Runs a closure in a write transaction, whatever becomes of the calling task. Closures that come while another
    /// transaction is being written share the next one; each is in it whole or not at all.
    func write<Value: Sendable>(
        _ durability: Durability = .crash,
        _ updates: @escaping @Sendable (Database) throws -> Value
    ) async throws(LibraryError) -> Value {
        let result = await withCheckedContinuation { continuation in
            batch.add(
                WriteBatch.Change(durability, updates) { continuation.resume(returning: $0) },
                to: writer
            )
        }
        do {
            return try result.get()
        } catch {
            throw noted(error)
        }
    }

    /// Runs a closure on one unchanging view of the database; stops as soon as the calling task is cancelled.
    func lookUp<Value: Sendable>(
        _ value: @escaping @Sendable (Database) throws -> Value
    ) async throws(LibraryError) -> Value {
        do {
            return try await writer.read(value)
        } catch {
            throw noted(error)
        }
    }

    /// Runs a closure on one unchanging view of the database, whatever becomes of the calling task.
    func read<Value: Sendable>(
        _ value: @escaping @Sendable (Database) throws -> Value
    ) async throws(LibraryError) -> Value {
        let result = await withCheckedContinuation { continuation in
            writer.asyncRead { database in
                continuation.resume(returning: Result { try value(try database.get()) })
            }
        }
        do {
            return try result.get()
        } catch {
            throw noted(error)
        }
    }
}

extension LibraryDatabase {
    /// What an error means; damage is looked into when the library is opened next.
    func noted(_ error: any Error) -> LibraryError {
        let error = LibraryError(error, path: path)
        if case .damaged = error, writer is DatabasePool,
            let file = try? FileSystem.open(LibraryRescue.mark(path), flags: O_WRONLY | O_CREAT, mode: 0o600)
        {
            FileSystem.close(file)
        }
        return error
    }
}
