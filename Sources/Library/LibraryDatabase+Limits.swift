import GRDB
package import Generations

import struct Foundation.Date

extension LibraryDatabase {
    /// Keeps a server's limit where other processes find it; what is over goes.
    package func record(_ limit: RateGovernor.Limit) async throws(LibraryError) {
        try await write { database in
            try database.execute(
                sql: "DELETE FROM limits WHERE until <= ?",
                arguments: [Int64(limit.since.date.timeIntervalSince1970 * 1_000)]
            )
            try database.execute(
                sql: """
                    INSERT INTO limits (bucket, until, reason) VALUES (?, ?, ?)
                    ON CONFLICT (bucket) DO UPDATE SET until = excluded.until, reason = excluded.reason
                    WHERE excluded.until > until OR until > ?
                    """,
                arguments: [
                    limit.bucket.description,
                    Int64((limit.until.date.timeIntervalSince1970 * 1_000).rounded(.up)),
                    limit.holdsJobs ? LimitReason.all.rawValue : LimitReason.submits.rawValue,
                    Int64((limit.since.date.timeIntervalSince1970 + Self.longestLimit) * 1_000),
                ]
            )
        }
    }

    /// The longest limit that is believed, in seconds; what ends later was kept while a clock was wrong.
    private static let longestLimit = 86_400.0

    /// The limits that are not over. One that ends later than any server asks for is an error of a clock, and no limit.
    package func limits() async throws(LibraryError) -> [RateGovernor.Limit] {
        let now = now()
        return try await read { database in
            let rows = try Row.fetchAll(database, sql: "SELECT bucket, until, reason FROM limits")
            return rows.compactMap { row in
                guard let bucket = RateGovernor.Bucket(row["bucket"] as String) else { return nil }
                let left = Double(row["until"] as Int64) / 1_000 - now.date.timeIntervalSince1970
                guard left > 0, left <= Self.longestLimit else { return nil }
                return RateGovernor.Limit(
                    bucket: bucket,
                    since: now,
                    until: now.advanced(by: .seconds(left)),
                    source: .retryAfter(left.rounded(.up)),
                    holdsJobs: row["reason"] as String == LimitReason.all.rawValue
                )
            }
        }
    }
}

/// What a limit is about, in the column `reason`.
private enum LimitReason: String {
    /// Requests of any kind.
    case all = "requests"
    /// New work alone.
    case submits
}
