import GRDB
package import Generations

extension LibraryDatabase {
    /// Keeps an exchange with a server at the end of a generation's.
    package func record(_ exchange: Exchange, of id: GenerationID) async throws(LibraryError) {
        try await write { database in
            var columns = Columns()
            columns["generation_id"] = id.rawValue
            columns["date"] = exchange.date.milliseconds
            columns["attempt"] = exchange.attempt
            columns["method"] = exchange.method
            columns["address"] = exchange.address
            columns["status"] = exchange.status
            columns["seconds"] = exchange.seconds
            columns["bytes"] = exchange.bytes
            columns["request"] = Self.readable(exchange.request)
            columns["answer"] = Self.readable(exchange.answer)
            columns["failure"] = exchange.failure
            guard try Self.exists(id, in: database) else { throw LibraryError.noSuchGeneration(id) }
            try database.execute(
                sql: "INSERT INTO exchanges (\(columns.list)) VALUES (\(columns.marks))",
                arguments: columns.arguments
            )
        }
    }

    /// A generation's exchanges, oldest first; at most the newest `limit`.
    package func exchanges(
        of id: GenerationID,
        limit: Int = 100
    ) async throws(LibraryError) -> [Exchange] {
        try await read { database in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT * FROM exchanges WHERE generation_id = ? ORDER BY id DESC LIMIT ?",
                arguments: [id.rawValue, max(limit, 0)]
            )
            return rows.reversed().compactMap { try? Self.exchange($0) }
        }
    }

    /// A zero byte would end the text where it is read again.
    private static func readable(_ text: String) -> String {
        text.replacing("\u{0}", with: "\u{fffd}")
    }

    private static func exchange(_ row: Row) throws(UnreadableRow) -> Exchange {
        let reader = RowReader(row: row)
        return Exchange(
            date: try reader.date("date"),
            attempt: try reader.value("attempt"),
            method: try reader.value("method"),
            address: try reader.value("address"),
            status: try reader.optional("status"),
            seconds: try reader.value("seconds"),
            bytes: try reader.value("bytes"),
            request: try reader.value("request"),
            answer: try reader.value("answer"),
            failure: try reader.optional("failure")
        )
    }
}
