import GRDB
import Synchronization

/// Changes that wait for their transaction: those that come while one is being written go into the next together, so
/// that a thousand at once are not a thousand waits for the disk.
final class WriteBatch: Sendable {
    /// One closure and whoever waits for what it gives.
    struct Change: Sendable {
        fileprivate let durability: LibraryDatabase.Durability
        /// Runs the closure; gives what tells its end.
        fileprivate let run: @Sendable (Database) throws -> @Sendable () -> Void
        fileprivate let fail: @Sendable (any Error) -> Void

        /// - Parameter told: called once, when the change is written or cannot be.
        init<Value: Sendable>(
            _ durability: LibraryDatabase.Durability,
            _ updates: @escaping @Sendable (Database) throws -> Value,
            told: @escaping @Sendable (Result<Value, any Error>) -> Void
        ) {
            self.durability = durability
            run = { database in
                let value = try updates(database)
                return { told(.success(value)) }
            }
            fail = { told(.failure($0)) }
        }
    }

    private let pending = Mutex<[Change]>([])
    /// The most that are written at once: others want to write as well.
    private static let most = 500

    /// Has a change written with the next transaction.
    func add(_ change: Change, to writer: any DatabaseWriter) {
        let isFirst = pending.withLock { pending in
            pending.append(change)
            return pending.count == 1
        }
        if isFirst { schedule(writer) }
    }

    private func schedule(_ writer: any DatabaseWriter) {
        writer.asyncWriteWithoutTransaction { database in
            let (changes, isMore) = self.pending.withLock { pending in
                let changes = Array(pending.prefix(Self.most))
                pending.removeFirst(changes.count)
                return (changes, !pending.isEmpty)
            }
            if isMore { self.schedule(writer) }
            Self.write(changes, database)
        }
    }

    /// Writes changes together. When that fails as a whole, each is tried alone: what is wrong with one, or with the
    /// room that all of them take, is not wrong with the others.
    private static func write(_ changes: [Change], _ database: Database) {
        let durability: LibraryDatabase.Durability =
            changes.contains { $0.durability == .powerCut } ? .powerCut : .crash
        do {
            let ends = try database.commit(durability) { database in
                try changes.map { try run($0, database, isAlone: changes.count == 1) }
            }
            for end in ends { end() }
        } catch  where changes.count > 1 {
            for change in changes { write([change], database) }
        } catch {
            for change in changes { change.fail(error) }
        }
    }

    /// Runs one change of a transaction; one that fails among others is taken back and they go on.
    private static func run(
        _ change: Change,
        _ database: Database,
        isAlone: Bool
    ) throws -> @Sendable () -> Void {
        if isAlone { return try change.run(database) }
        var end: @Sendable () -> Void = {}
        do {
            try database.inSavepoint {
                end = try change.run(database)
                return .commit
            }
        } catch {
            // Some errors, such as a full disk, take the whole transaction back.
            guard database.isInsideTransaction else { throw error }
            end = { change.fail(error) }
        }
        return end
    }
}

extension Database {
    /// Runs a closure in one transaction.
    ///
    /// In WAL mode a commit with `synchronous = NORMAL` is whole after a crash of the program, and may be lost in a
    /// power cut; with `FULL` the log is brought to the disk before the commit returns (sqlite.org, `PRAGMA
    /// synchronous`). The level cannot change inside a transaction.
    func commit<Value>(
        _ durability: LibraryDatabase.Durability,
        _ updates: (Database) throws -> Value
    ) throws -> Value {
        if durability == .powerCut {
            try execute(sql: "PRAGMA synchronous = FULL")
        }
        defer {
            if durability == .powerCut {
                try? execute(sql: "PRAGMA synchronous = NORMAL")
            }
        }
        var value: Value?
        try inTransaction(.immediate) {
            value = try updates(self)
            return .commit
        }
        guard let value else { throw LibraryError.cannotWrite(reason: "nothing was written") }
        return value
    }
}
