import Foundation
import GRDB

/// The schema's history. A migration that was shipped is never edited and names no type of ours: it tells of the
/// past, and types tell of the present.
enum Migrations {
    /// Brings a database to the newest schema.
    ///
    /// - Throws: `newerLibrary` and `notALibrary`, before anything is changed.
    static func apply(to writer: any DatabaseWriter) throws {
        let migrator = migrator()
        try writer.write { database in
            try check(database, migrator, path: writer.path)
        }
        try migrator.migrate(writer)
    }

    /// Every migration, in order.
    static func migrator() -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 generations") { try $0.execute(sql: Schema1.generations) }
        migrator.registerMigration("1 search") { try $0.execute(sql: Schema1.search) }
        migrator.registerMigration("1 prompts") { try $0.execute(sql: Schema1.prompts) }
        migrator.registerMigration("2 families") { database in
            database.add(function: Schema2.promptHash)
            try database.execute(sql: Schema2.families)
            database.remove(function: Schema2.promptHash)
        }
        migrator.registerMigration("2 exchanges") { try $0.execute(sql: Schema2.exchanges) }
        migrator.registerMigration("2 drafts") { try $0.execute(sql: Schema2.drafts) }
        migrator.registerMigration("2 search") { try $0.execute(sql: Schema2.search) }
        migrator.registerMigration("2 settings") { try $0.execute(sql: Schema2.settings) }
        migrator.registerMigration("3 orders") { try $0.execute(sql: Schema3.orders) }
        migrator.registerMigration("4 providers") { try $0.execute(sql: Schema4.providers) }
        migrator.registerMigration("5 windows") { try $0.execute(sql: Schema5.windows) }
        migrator.registerMigration("6 server") { try $0.execute(sql: Schema6.server) }
        return migrator
    }

    /// Looks at a database that keeps no write-ahead log, as ours does from its first opening on: opening it would give
    /// it one, and it may be another program's.
    ///
    /// - Throws: as `apply`; what cannot be read so is left to the opening.
    static func checkBeforeOpening(_ path: String) throws {
        guard let file = try? FileSystem.open(path, flags: O_RDONLY) else { return }
        defer { FileSystem.close(file) }
        // The version that is needed to read it: 1 without such a log (SQLite's file format, 1.3.3).
        let head = (try? FileSystem.read(file, at: 0, count: 20)) ?? []
        guard head.starts(with: Array("SQLite format 3".utf8)), head.last == 1 else { return }
        var configuration = Configuration()
        configuration.readonly = true
        do {
            try DatabaseQueue(path: path, configuration: configuration).read {
                try check($0, migrator(), path: path)
            }
        } catch is DatabaseError {}
    }

    private static func check(_ database: Database, _ migrator: DatabaseMigrator, path: String) throws {
        if try migrator.hasBeenSuperseded(database) {
            throw LibraryError.newerLibrary(path: path)
        }
        let isOurs = try database.tableExists("grdb_migrations")
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
        guard isOurs || tables == 0 else { throw LibraryError.notALibrary(path: path) }
    }
}
