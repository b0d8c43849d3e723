import Generations

/// The models of the Hub to choose from: what is asked for, what has come, and what is known without the Hub.
struct ModelsState: Equatable, Sendable {
    /// How many models a page has.
    static let pageSize = 50

    var task = ListedTask.textToVideo
    /// Only models that this provider serves; nil for those that any serves.
    var provider: InferenceProvider?
    var isWarm = false
    /// Only models with a star, whatever they are for.
    var isStarredOnly = false
    var order = ModelOrder.trending
    /// What is searched for.
    var field = TextEditor()
    /// Whether the search has the keys.
    var isTyping = false
    var selection: ModelID?
    var window = ListWindow()
    var known = KnownModels()
    /// Everything that the Hub has told since the start.
    var listings: [ModelID: ModelListing] = [:]
    var answer: Answer?
    var asked: Asked?
    /// The uptime at which the Hub is asked for what was typed.
    var dueAt: Duration?

    /// What the Hub has said.
    struct Answer: Equatable, Sendable {
        var query: ModelQuery
        var models: [ModelID] = []
        /// The address of the next page; nil after the last one.
        var next: String?
        /// Why there are no models, or no more of them.
        var problem: String?
    }

    /// A question that is under way.
    struct Asked: Equatable, Sendable {
        var number: Int
        var query: ModelQuery
        /// Whether it goes on where the answer ends.
        var isMore: Bool
    }

    /// What the Hub is asked for.
    var query: ModelQuery {
        ModelQuery(
            search: field.text.split(whereSeparator: \.isWhitespace).joined(separator: " "),
            task: task,
            serving: provider.map { .providers([$0.rawValue]) } ?? .anyone,
            isWarm: isWarm,
            order: order,
            limit: Self.pageSize
        )
    }

    /// Whether the list is what is known here, since the Hub has not answered.
    var isFallback: Bool {
        !isStarredOnly && answer?.problem != nil && answer?.models.isEmpty == true
    }

    /// The models that are listed.
    var rows: [ModelListing] {
        let ids = isStarredOnly ? known.starred : isFallback ? known.all : answer?.models ?? []
        let rows = ids.map { listings[$0] ?? ModelListing(model: $0) }
        // What was typed and not yet asked for limits what is there.
        guard isStarredOnly || isFallback || answer?.query.search != query.search else { return rows }
        let words = field.text.lowercased().split(whereSeparator: \.isWhitespace)
        return rows.filter { row in words.allSatisfy { row.model.rawValue.lowercased().contains($0) } }
    }

    /// The selected model; the first one when the selected one is not listed.
    var selected: ModelListing? {
        let rows = rows
        return rows.first { $0.model == selection } ?? rows.first
    }

    func isStarred(_ model: ModelID) -> Bool { known.starred.contains(model) }

    /// What the runs of a model have come to; nil when there were none.
    func statistics(_ model: ModelID) -> ModelStatistics? {
        known.statistics.first { $0.model == model }
    }
}
