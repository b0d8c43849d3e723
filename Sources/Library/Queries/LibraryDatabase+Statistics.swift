import Foundation
import GRDB
package import Generations

extension LibraryDatabase {
    /// The most runs that usual clocks and medians are taken from.
    package static let mostUsual = 50

    /// How long a model's runs usually take: the last that succeeded, those of the same size and frames when there
    /// are at least three, else all of the model; nil when there are none.
    package func usual(_ likeness: RunLikeness) async throws(LibraryError) -> UsualClocks? {
        try await read { database in
            let alike = try Self.clocks(
                database,
                of: likeness.model,
                where: "width IS ? AND height IS ? AND num_frames IS ?",
                [likeness.width, likeness.height, likeness.numFrames]
            )
            if alike.count >= 3 { return UsualClocks(alike, isAlike: true) }
            return UsualClocks(try Self.clocks(database, of: likeness.model, where: "1", []), isAlike: false)
        }
    }

    /// What the newest runs have come to, by model.
    package func statistics(newest limit: Int = 100_000) async throws(LibraryError) -> RunStatistics {
        try await read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT model, count(*), sum(status = 'succeeded'), sum(status = 'failed'),
                        sum(status = 'cancelled'), sum(running_seconds), ifnull(sum(file_bytes), 0), max(created_at),
                        ifnull(sum(file_duration), 0), group_concat(DISTINCT coalesce(asked_provider, provider))
                    FROM (SELECT * FROM generations ORDER BY id DESC LIMIT ?)
                    GROUP BY model ORDER BY max(id) DESC
                    """,
                arguments: [max(limit, 0)]
            )
            let models = try rows.compactMap { try Self.statistics($0, database) }
            let runs = rows.map { $0[1] as Int }.reduce(0, +)
            let all = try Int.fetchOne(
                database,
                sql: "SELECT count(*) FROM (SELECT 1 FROM generations LIMIT ?)",
                arguments: [runs + 1]
            )
            return RunStatistics(models: models, runs: runs, isWhole: all == runs)
        }
    }

    private static func statistics(_ row: Row, _ database: Database) throws -> ModelStatistics? {
        guard let model = ModelID(row[0]) else { return nil }
        let clocks = try clocks(database, of: model, where: "1", [])
        let usual = UsualClocks(clocks, isAlike: false)
        let providers = (row[9] as String?)?.split(separator: ",").map(String.init) ?? []
        return ModelStatistics(
            model: model,
            providers: providers.sorted(),
            runs: row[1],
            succeeded: row[2],
            failed: row[3],
            cancelled: row[4],
            medianWait: usual?.waiting.median,
            longWait: Spread.quantile(0.9, of: clocks.map(\.waiting)),
            medianRun: usual?.running.median,
            totalSeconds: row[5],
            videoSeconds: row[8],
            bytes: row[6],
            lastUsed: Date(milliseconds: row[7])
        )
    }

    /// The clocks of the last runs that succeeded; looked for among the last thousand of the model.
    private static func clocks(
        _ database: Database,
        of model: ModelID,
        where condition: String,
        _ arguments: StatementArguments
    ) throws -> [GenerationClocks] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT waiting_seconds, running_seconds, saving_seconds FROM (
                    SELECT * FROM generations WHERE model = ? AND status = 'succeeded' ORDER BY id DESC LIMIT 1000
                ) WHERE \(condition) LIMIT \(mostUsual)
                """,
            arguments: [model.rawValue] + arguments
        )
        return rows.map { GenerationClocks(waiting: $0[0], running: $0[1], saving: $0[2]) }
    }
}

extension UsualClocks {
    fileprivate init?(_ clocks: [GenerationClocks], isAlike: Bool) {
        guard let waiting = Spread(clocks.map(\.waiting)), let running = Spread(clocks.map(\.running)),
            let saving = Spread(clocks.map(\.saving))
        else { return nil }
        self.init(count: clocks.count, isAlike: isAlike, waiting: waiting, running: running, saving: saving)
    }
}
