import GRDB

/// Copies the rows of a damaged database that can be read, around those that cannot.
struct RowSalvage {
    private let old: Database
    private let new: Database
    private let table: String
    private let columns: [String]
    /// The most parts of a table that are looked at.
    private var partsLeft = 100_000

    /// Copies all tables of the new database; answers how many generations there are then.
    static func copy(from old: DatabaseQueue, to new: DatabaseQueue) throws -> Int {
        try new.write { new in
            let tables = try String.fetchAll(
                new,
                sql: """
                    SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
                    AND name NOT LIKE 'generations_search%' AND name <> 'grdb_migrations'
                    """
            )
            // In no transaction: each part is read by itself, and one that cannot be read ends no other.
            try old.inDatabase { old in
                for table in tables {
                    var salvage = RowSalvage(old: old, new: new, table: table)
                    salvage?.copy()
                }
                if let last = try? Int64.fetchOne(
                    old,
                    sql: "SELECT seq FROM sqlite_sequence WHERE name = 'generations'"
                ) {
                    // The numbers of what is lost are not given again: their videos are there.
                    try new.execute(
                        sql: "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'generations'",
                        arguments: [last]
                    )
                }
            }
            try mendReferences(in: new, tables)
            return try Int.fetchOne(new, sql: "SELECT count(*) FROM generations") ?? 0
        }
    }

    private init?(old: Database, new: Database, table: String) {
        let sql = "SELECT name FROM pragma_table_info(?)"
        guard let before = try? String.fetchSet(old, sql: sql, arguments: [table]),
            let after = try? String.fetchAll(new, sql: sql, arguments: [table])
        else { return nil }
        (self.old, self.new, self.table) = (old, new, table)
        columns = after.filter(before.contains)
        guard !columns.isEmpty else { return nil }
    }

    private mutating func copy() {
        guard (try? old.execute(sql: "SELECT rowid FROM \(table) LIMIT 0")) != nil else {
            // Such tables are small: from both ends, as far as it goes.
            let keys = try? String.fetchAll(
                new,
                sql: "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk",
                arguments: [table]
            )
            let order = (keys ?? []).map { "\($0) DESC" }.joined(separator: ", ")
            if !read("", [], { _ in }), !order.isEmpty { _ = read("ORDER BY \(order)", []) { _ in } }
            return
        }
        var last = Int64.min
        if read("ORDER BY rowid", [], { last = $0 }) { return }
        let end = try? Int64.fetchOne(old, sql: "SELECT max(rowid) FROM \(table)")
        let sequence = try? Int64.fetchOne(
            old,
            sql: "SELECT seq FROM sqlite_sequence WHERE name = ?",
            arguments: [table]
        )
        let start = max(last, 0)
        copy(start + 1, max(end ?? sequence ?? 0, start.addingClamped(10_000)))
    }

    /// Reads the rows with these numbers from both ends, then both halves of what is left between.
    private mutating func copy(_ first: Int64, _ last: Int64) {
        guard first <= last, partsLeft > 0 else { return }
        partsLeft -= 1
        var (low, high) = (first - 1, last.addingClamped(1))
        if read("WHERE rowid BETWEEN ? AND ? ORDER BY rowid", [first, last], { low = $0 }) { return }
        let rest: [Int64] = [low + 1, last]
        if read("WHERE rowid BETWEEN ? AND ? ORDER BY rowid DESC", rest, { high = $0 }) { return }
        guard high - low > 2 else { return }
        let middle = low + (high - low) / 2
        copy(low + 1, middle)
        copy(middle + 1, high - 1)
    }

    /// Copies rows until there are no more, or one cannot be read; false then.
    private func read(_ clause: String, _ numbers: [Int64], _ done: (Int64) -> Void) -> Bool {
        let hasNumber = clause.contains("rowid")
        let list = columns.joined(separator: ", ")
        let insert =
            "INSERT OR IGNORE INTO \(table) (\(list)) VALUES "
            + "(\(columns.map { _ in "?" }.joined(separator: ", ")))"
        do {
            let rows = try Row.fetchCursor(
                old,
                sql: "SELECT \(hasNumber ? "rowid" : "0"), \(list) FROM \(table) NOT INDEXED \(clause)",
                arguments: StatementArguments(numbers)
            )
            while let row = try rows.next() {
                // What the schema refuses is as good as lost.
                try? new.execute(sql: insert, arguments: StatementArguments(row.databaseValues.dropFirst()))
                done(row[0])
            }
            return true
        } catch {
            return false
        }
    }

    /// Takes away what points to generations that are lost.
    private static func mendReferences(in new: Database, _ tables: [String]) throws {
        let known = "(SELECT id FROM generations)"
        try new.execute(sql: "UPDATE generations SET parent_id = NULL WHERE parent_id NOT IN \(known)")
        for table in tables {
            let sql = "SELECT name FROM pragma_table_info(?)"
            let columns = try String.fetchSet(new, sql: sql, arguments: [table])
            guard columns.contains("generation_id") else { continue }
            try new.execute(sql: "DELETE FROM \(table) WHERE generation_id NOT IN \(known)")
        }
    }
}
