import Generations
import Interface
import Server

/// Models as rows: as many figures as fit for people, all of them for programs.
struct ModelTable: Sendable {
    var known: KnownModels

    /// The rows cut to a terminal's width.
    func lines(_ models: [ModelListing], columns: Int) -> [String] {
        let table = FigureTable(
            models,
            names: models.map(\.model.rawValue),
            columns: ModelColumn.all(known, width: columns, mark: "…"),
            width: max(20, columns - 2)
        )
        let head = "  " + table.line("MODEL", table.columns.map { $0.title.uppercased() })
        return [head]
            + models.map { model in
                let mark = known.starred.contains(model.model) ? "* " : "  "
                return mark + table.line(model.model.rawValue, table.columns.map { $0.shown(model) })
            }
    }

    /// A row for programs: no header, numbers as they are.
    func tabSeparated(_ model: ModelListing) -> String {
        let own = statistics(model)
        return [
            model.model.rawValue,
            Self.list(model.tasks),
            Self.list(ModelWords.servers(model)),
            model.downloads.map(String.init) ?? "-",
            model.license ?? "-",
            Self.number(own?.medianWait),
            Self.number(own?.medianRun),
            Self.number(own?.failureRate.map { $0 * 100 }, "%"),
            known.starred.contains(model.model) ? "*" : "-",
        ].joined(separator: "\t")
    }

    /// Everything that is known of a model.
    func json(_ model: ModelListing) -> JSONText {
        .members([
            "model": .string(model.model.rawValue),
            "task": .optional(model.task),
            "tasks": .array(model.tasks.map { .string($0) }),
            "providers": .array(model.offers.map(json)),
            "downloads": .optional(model.downloads),
            "likes": .optional(model.likes),
            "license": .optional(model.license),
            "gated": .bool(model.isGated),
            "private": .bool(model.isPrivate),
            "warm": .bool(model.isWarm),
            "starred": .bool(known.starred.contains(model.model)),
            "own": statistics(model).map(json) ?? .null,
        ])
    }

    // MARK: Parts

    private func statistics(_ model: ModelListing) -> ModelStatistics? {
        known.statistics.first { $0.model == model.model }
    }

    private func json(_ offer: ModelOffers.Offer) -> JSONText {
        .members([
            "provider": .string(offer.provider),
            "status": .string(offer.status.word),
            "tasks": .array(offer.tasks.map { .string($0) }),
            "usable": .bool(offer.isUsable),
        ])
    }

    private func json(_ own: ModelStatistics) -> JSONText {
        .members([
            "runs": .integer(Int64(own.runs)),
            "median_wait_seconds": own.medianWait.map { .seconds($0) } ?? .null,
            "median_run_seconds": own.medianRun.map { .seconds($0) } ?? .null,
            "failure_rate": own.failureRate.map { .number(($0 * 1_000).rounded() / 1_000) } ?? .null,
        ])
    }

    private static func list(_ words: [String]) -> String {
        words.isEmpty ? "-" : words.joined(separator: ",")
    }

    private static func number(_ number: Double?, _ unit: String = "") -> String {
        guard let number, number.isFinite else { return "-" }
        return "\((number * 10).rounded() / 10)\(unit)"
    }
}

extension ModelOffers.Status {
    /// The Hub's word for it.
    fileprivate var word: String {
        switch self {
        case .live: "live"
        case .staging: "staging"
        case .error: "error"
        case .other(let word): word
        }
    }
}
