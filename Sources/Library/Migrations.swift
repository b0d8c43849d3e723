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
        return migrator
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
