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
                    WHERE excluded.until > until
                    """,
                arguments: [
                    limit.bucket.description,
                    Int64((limit.until.date.timeIntervalSince1970 * 1_000).rounded(.up)),
                    limit.holdsJobs ? LimitReason.all.rawValue : LimitReason.submits.rawValue,
                ]
            )
        }
    }

    /// The limits that are not over. One that ends later than any server asks for is an error of a clock, and is cut.
    package func limits() async throws(LibraryError) -> [RateGovernor.Limit] {
        let now = now()
        return try await read { database in
            let rows = try Row.fetchAll(database, sql: "SELECT bucket, until, reason FROM limits")
            return rows.compactMap { row in
                guard let bucket = RateGovernor.Bucket(row["bucket"] as String) else { return nil }
                let left = Double(row["until"] as Int64) / 1_000 - now.date.timeIntervalSince1970
                guard left > 0 else { return nil }
                let length = min(left, 86_400)
                return RateGovernor.Limit(
                    bucket: bucket,
                    since: now,
                    until: now.advanced(by: .seconds(length)),
                    source: .retryAfter(length.rounded(.up)),
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
