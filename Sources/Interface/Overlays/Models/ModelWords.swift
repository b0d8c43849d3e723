package import Generations
import Terminal

/// Models and what limits their list, in words.
package enum ModelWords {
    /// The providers that serve a model, in the Hub's order; those that do not work now are left out.
    package static func servers(_ listing: ModelListing) -> [String] {
        listing.offers.filter { $0.status == .live }.map(\.provider)
    }

    /// What limits the list and orders it, the most important first.
    static func limits(_ models: ModelsState) -> [String] {
        if models.isStarredOnly { return ["with a star"] }
        if models.isFallback { return ["known here: with a star, chosen before, used"] }
        let served = models.provider.map { "by \($0.rawValue)" } ?? "by any provider"
        return [models.task.rawValue, served] + (models.isWarm ? ["warm now"] : []) + [order(models.order)]
    }

    /// What is known of a model beside its row.
    static func facts(_ listing: ModelListing, _ models: ModelsState) -> [String] {
        let statistics = models.statistics(listing.model)
        return [
            listing.tasks.isEmpty ? nil : listing.tasks.joined(separator: ", "),
            served(listing),
            listing.isWarm ? "warm now" : nil,
            listing.isGated ? "its terms must be accepted" : nil,
            listing.isPrivate ? "private" : nil,
            listing.license,
            statistics.map { Strings.count($0.runs, "run") + " of yours" },
        ].compactMap { $0 }
    }

    /// By whom a model is served; nil when nothing was heard of it since the start.
    private static func served(_ listing: ModelListing) -> String? {
        let servers = servers(listing)
        if !servers.isEmpty { return "served by \(Strings.list(servers))" }
        return listing.task == nil ? nil : "served by nobody now"
    }

    /// What matters most of a model, where there is one row for it.
    static func short(_ listing: ModelListing, _ models: ModelsState) -> String {
        let statistics = models.statistics(listing.model)
        let servers = servers(listing)
        return [
            servers.isEmpty ? nil : servers.joined(separator: ", "),
            statistics.map { "wait " + StatisticsColumn.seconds($0.medianWait) },
            statistics.map { StatisticsColumn.percent($0.failed, of: $0) + " failed" },
            listing.downloads.map { Strings.grouped($0) + " downloads" },
        ].compactMap { $0 }.joined(separator: ", ")
    }

    /// What an empty list says.
    static func teaching(_ models: ModelsState, _ state: AppState) -> [String] {
        if models.isStarredOnly {
            let key = state.keymap.label(of: .toggleStar, in: [.models]) ?? ""
            return models.known.starred.isEmpty
                ? ["No model has a star yet: \(key) gives one."] : ["No model with a star has these words."]
        }
        if models.isFallback {
            return ["No model that is known here has these words."]
        }
        guard models.answer != nil, models.asked == nil else { return ["Asking the Hub"] }
        return ["The Hub lists no model for this."]
    }

    private static func order(_ order: ModelOrder) -> String {
        switch order {
        case .trending: "trending first"
        case .downloads: "most downloads first"
        case .likes: "most likes first"
        case .newest: "newest first"
        case .updated: "last changed first"
        }
    }
}

/// One figure of a model.
package typealias ModelColumn = FigureColumn<ModelListing>

extension FigureColumn<ModelListing> {
    /// All figures, from left to right; those behind a model's name.
    package static func all(_ known: KnownModels, width: Int, mark: String) -> [ModelColumn] {
        let statistics = Dictionary(known.statistics.map { ($0.model, $0) }) { first, _ in first }
        return [
            ModelColumn(title: "task", rank: 8, isText: true) { row in
                row.task ?? "-"
            },
            ModelColumn(title: "providers", rank: 0, isText: true) { row in
                let names = ModelWords.servers(row).joined(separator: ", ")
                return names.isEmpty ? "-" : Truncating.end(of: names, to: width < 90 ? 20 : 30, mark: mark)
            },
            ModelColumn(title: "downloads", rank: 2) { $0.downloads.map(Strings.grouped) ?? "-" },
            ModelColumn(title: "licence", rank: 6, isText: true) { row in
                row.license.map { Truncating.end(of: $0, to: 14, mark: mark) } ?? "-"
            },
            ModelColumn(title: "runs", rank: 5) { row in
                statistics[row.model].map { Strings.grouped($0.runs) } ?? "-"
            },
            ModelColumn(title: "wait", rank: 3) {
                StatisticsColumn.seconds(statistics[$0.model]?.medianWait)
            },
            ModelColumn(title: "run", rank: 4) { StatisticsColumn.seconds(statistics[$0.model]?.medianRun) },
            ModelColumn(title: "failed", rank: 1) { row in
                statistics[row.model].map { StatisticsColumn.percent($0.failed, of: $0) } ?? "-"
            },
            ModelColumn(title: "warm", rank: 7, isText: true) { $0.isWarm ? "warm" : "" },
        ]
    }
}
