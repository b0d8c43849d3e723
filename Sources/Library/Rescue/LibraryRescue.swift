import Foundation
import GRDB
import Generations

/// What was done about a damaged library.
package struct RescueReport: Hashable, Sendable {
    /// The name of the damaged database, which is kept in the library's folder.
    package var keptAs: String
    /// How many generations could be read.
    package var saved: Int
    /// How many more came back from their videos.
    package var indexed: Int
}

/// Makes a new library out of what can be read of a damaged one, and keeps that aside.
struct LibraryRescue {
    let folder: String
    let now: Moment
    private let path: String

    init(path: String, folder: String, now: Moment) {
        (self.path, self.folder, self.now) = (path, folder, now)
    }

    /// A file that says that a program has come upon damage.
    static func mark(_ path: String) -> String { path + ".check" }
    /// The file that a program keeps locked while it uses the library.
    static func use(_ path: String) -> String { path + ".lock" }

    private var unfinished: String { path + ".rescue" }
    private var finished: String { path + ".rescued" }

    /// Ends what a killed program has begun: a new library is whole and has no name yet.
    func resume() throws {
        guard (try? FileSystem.facts(finished)) != nil else { return }
        _ = try swap()
    }

    /// Whether the database is damaged, when a program has said so; the mark is taken away.
    ///
    /// - Throws: when it cannot be looked at just now; the mark stays then.
    func isDamaged() throws -> Bool {
        guard (try? FileSystem.facts(Self.mark(path))) != nil else { return false }
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(10)
            let answer = try DatabaseQueue(path: path, configuration: configuration).inDatabase {
                try String.fetchOne($0, sql: "PRAGMA quick_check(1)")
            }
            guard answer == "ok" else { return true }
        } catch let error as DatabaseError
            where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode)
        {
            return true
        }
        removeMark()
        return false
    }

    /// Says that nothing is wrong any more.
    func removeMark() { try? FileSystem.remove(Self.mark(path)) }

    /// Whether SQLite can read it, whoever's it is.
    func isReadable() -> Bool {
        let count = try? DatabaseQueue(path: path).inDatabase {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_schema")
        }
        return count != nil
    }

    /// Whether a file that SQLite does not know was a database: as large as its pages are, and no text.
    func wasDatabase() -> Bool {
        guard let file = try? FileSystem.open(path, flags: O_RDONLY) else { return false }
        defer { FileSystem.close(file) }
        guard let size = try? FileSystem.facts(file).size, size >= 4_096, size % 4_096 == 0,
            let head = try? FileSystem.read(file, at: 0, count: 4_096)
        else { return false }
        return head.contains(0) || String(validating: head, as: UTF8.self) == nil
    }

    /// Saves what can be read into a new library, which takes the place of the damaged one.
    ///
    /// - Throws: `LibraryError.damaged` when another program uses it, and `newerLibrary` when it says that a newer
    ///   version has made it, of which this one knows too little to save it.
    func mend() throws -> RescueReport {
        guard let alone = try? FileLock(Self.use(path), .exclusive) else {
            throw LibraryError.damaged(reason: "it cannot be mended while another program uses it")
        }
        defer { alone.release() }
        for suffix in ["", "-wal", "-shm", "-journal"] { try? FileSystem.remove(unfinished + suffix) }
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let migrator = Migrations.migrator()
        let old = try? DatabaseQueue(path: path, configuration: configuration)
        let known = try? old?.read { try migrator.appliedIdentifiers($0) }
        guard known?.isSubset(of: migrator.migrations) ?? true else {
            throw LibraryError.newerLibrary(path: path)
        }
        let new = try DatabaseQueue(path: unfinished, configuration: configuration)
        var saved = 0
        if let old {
            let last = migrator.migrations.last { known?.contains($0) == true }
            try last.map { try migrator.migrate(new, upTo: $0) } ?? migrator.migrate(new)
            saved = try RowSalvage.copy(from: old, to: new)
            try? old.close()
        }
        try migrator.migrate(new)
        try new.close()
        try FileSystem.rename(unfinished, to: finished)
        return RescueReport(keptAs: try swap(), saved: saved, indexed: 0)
    }

    /// Gives the damaged database another name and the new one its place; answers that name.
    private func swap() throws -> String {
        let day = String(now.date.formatted(Date.ISO8601FormatStyle()).prefix(10))
        let names = (1...1_000).lazy.map { "damaged-\(day)" + ($0 == 1 ? "" : "-\($0)") }
        let name = names.map { path + "." + $0 }.first { (try? FileSystem.facts($0)) == nil }
        guard let name else { throw SystemFailure(code: EEXIST) }
        for suffix in ["-wal", "-shm", ""] where (try? FileSystem.facts(path + suffix)) != nil {
            try FileSystem.rename(path + suffix, to: name + suffix)
        }
        try FileSystem.rename(finished, to: path)
        return String(name.dropFirst(folder.count).drop { $0 == "/" })
    }
}
