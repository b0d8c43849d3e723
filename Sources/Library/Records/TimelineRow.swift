import GRDB
import Generations

/// Rows of the table `timeline`.
enum TimelineRow {
    /// Adds lines at the end of a generation's timeline.
    static func insert(_ entries: [TimelineEntry], of id: GenerationID, in database: Database) throws {
        for entry in entries {
            var columns = Columns()
            columns["generation_id"] = id.rawValue
            columns["date"] = entry.date.milliseconds
            columns["kind"] = entry.kind.rawValue
            columns["attempt"] = entry.attempt
            columns["text"] = entry.text
            columns["seconds"] = entry.seconds
            let sql = "INSERT INTO timeline (\(columns.list)) VALUES (\(columns.marks))"
            try database.cachedStatement(sql: sql).execute(arguments: columns.arguments)
        }
    }

    /// The line of a row.
    static func entry(_ row: Row) throws(UnreadableRow) -> TimelineEntry {
        let reader = RowReader(row: row)
        return TimelineEntry(
            date: try reader.date("date"),
            kind: try reader.named("kind"),
            attempt: try reader.value("attempt"),
            text: try reader.value("text"),
            seconds: try reader.optional("seconds")
        )
    }
}
