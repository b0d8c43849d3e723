import Foundation
import Generations
import Server

/// The exchanges of a run as lines for people, and as JSON.
struct ExchangeLines: Sendable {
    let exchanges: [Exchange]
    let timeZone: TimeZone

    /// What was asked, what came of it, what was sent and what was said; tokens are masked where they are kept.
    var lines: [String] {
        guard !exchanges.isEmpty else { return ["", "Nothing was asked of a server."] }
        return exchanges.flatMap { exchange -> [String] in
            let time = HistoryTable(timeZone: timeZone).localTime(exchange.date)
            let attempt = exchange.attempt > 0 ? "attempt \(exchange.attempt)  " : ""
            let status = exchange.status.map(String.init) ?? "no answer"
            let failure = exchange.failure.map { ["  \($0)"] } ?? []
            return [
                "", "\(time)  \(attempt)\(exchange.method) \(exchange.address)",
                "  \(status) in \(DurationText.short(.seconds(exchange.seconds))), \(exchange.bytes) bytes",
            ] + failure + indented(exchange.request, mark: ">") + indented(exchange.answer, mark: "<")
        }
    }

    /// The same as one array.
    var json: JSONText {
        .array(
            exchanges.map { exchange in
                .members([
                    "date": .date(exchange.date),
                    "attempt": .integer(Int64(exchange.attempt)),
                    "method": .string(exchange.method),
                    "address": .string(exchange.address),
                    "status": .optional(exchange.status),
                    "seconds": .seconds(exchange.seconds),
                    "bytes": .integer(exchange.bytes),
                    "request": .string(exchange.request),
                    "answer": .string(exchange.answer),
                    "failure": .optional(exchange.failure),
                ])
            }
        )
    }

    private func indented(_ text: String, mark: String) -> [String] {
        text.split(separator: "\n").map { "  \(mark) \($0)" }
    }
}
