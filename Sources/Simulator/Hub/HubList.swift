/// `GET /api/models`: filters, order, and pages that a `Link` header joins (hub-docs
/// `inference-providers/hub-api.md`).
struct HubList: Sendable {
    var road: HubRoad

    /// One page.
    var step: Scenario.Step {
        let query = road.request.query
        let limit = max(1, min(query["limit"].flatMap { Int($0) } ?? 1000, 1000))
        let start = query["cursor"].flatMap { Int($0) } ?? 0
        let all = found(query)
        let page = all.dropFirst(start).prefix(limit)
        let step = Scenario.Step.json(.array(page.map { road.json($0, isInList: true) }))
        guard start + limit < all.count else { return step }
        return step.header("Link", "<\(address(ofPage: start + limit))>; rel=\"next\"")
    }

    private func address(ofPage start: Int) -> String {
        let query = road.request.uri.dropFirst(road.request.path.count + 1).split(separator: "&")
        let kept = query.filter { !$0.hasPrefix("cursor=") }.map(String.init)
        return "\(road.baseURL)/api/models?" + (kept + ["cursor=\(start)"]).joined(separator: "&")
    }

    private func found(_ query: [String: String]) -> [CatalogModel] {
        let models = Catalog.models.filter { $0.access != .hidden && Self.fits($0, query) }
        switch query["sort"] {
        case "downloads": return models.sorted { $0.downloads > $1.downloads }
        case "likes": return models.sorted { $0.likes > $1.likes }
        default: return models
        }
    }

    private static func fits(_ model: CatalogModel, _ query: [String: String]) -> Bool {
        if let task = query["pipeline_tag"], model.task.rawValue != task { return false }
        if query["inference"] == "warm", !model.isWarm { return false }
        if let author = query["author"], !model.id.hasPrefix(author + "/") { return false }
        if let text = query["search"], !model.id.lowercased().contains(text.lowercased()) { return false }
        guard let providers = query["inference_provider"] else { return true }
        let names = providers.split(separator: ",")
        return model.offers?.contains { names == ["all"] || names.contains(Substring($0.provider)) } == true
    }
}
