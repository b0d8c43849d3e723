import struct Foundation.Date

/// The Hub's API (hub-docs `inference-providers/hub-api.md`): models with their provider mapping, lists with
/// pages, the token check.
struct HubRoad: Sendable {
    var request: ReceivedRequest
    var baseURL: String
    /// The user's own order of providers, which the Hub follows for those who send a token.
    var preferred: [String]

    /// The answer to a path below `/api/`.
    var step: Scenario.Step {
        let parts = Array(request.pathPieces.dropFirst())
        if let token = request.bearerToken, case .invalid = SimulatedToken(token) {
            return Self.invalidToken
        }
        guard request.method == "GET" || request.method == "HEAD" else {
            return .status(405, error: "Method Not Allowed").header("Allow", "GET")
        }
        return limited(answer(parts))
    }

    private func answer(_ parts: [String]) -> Scenario.Step {
        switch (parts.first, parts.count) {
        case ("models", 1): HubList(road: self).step
        case ("models", 3): model("\(parts[1])/\(parts[2])")
        case ("whoami-v2", 1): whoami
        case ("partners", 3) where parts[2] == "models": partner(parts[1])
        case ("tasks", 1): .json(Self.tasks)
        default: .status(404, error: "Sorry, we can't find the page you are looking for.")
        }
    }

    /// On every answer of the Hub (huggingface_hub `utils/_http.py`); its clock is the machine's.
    private func limited(_ step: Scenario.Step) -> Scenario.Step {
        step.header("RateLimit", #""api";r=\#(max(0, 500 - request.number));t=189"#)
            .header("RateLimit-Policy", #""fixed window";"api";q=500;w=300"#)
            .header("Date", SimulatedDate.http(Date()))
    }

    private static let invalidToken = Scenario.Step.unauthorized()
        .header("X-Error-Message", "Invalid credentials in Authorization header")

    private func model(_ id: String) -> Scenario.Step {
        if let name = Catalog.renamed[id] {
            let query = request.uri.dropFirst(request.path.count)
            return .redirect(to: "/api/models/\(name)\(query)")
        }
        guard let model = Catalog.model(id), model.access != .hidden else { return missing }
        return model.access == .gated ? .gated(model: id) : .json(json(model))
    }

    /// Missing and private look alike: 404 with a token, 401 without (hub-docs
    /// `inference-providers/hub-api.md`).
    private var missing: Scenario.Step {
        guard request.bearerToken != nil else {
            let text = "Invalid username or password."
            return .status(401, error: text).header("X-Error-Message", text)
        }
        return .status(404, error: "Repository not found").header("X-Error-Code", "RepoNotFound")
            .header("X-Error-Message", "Repository not found")
    }

    /// A model with what was asked for, or with what the Hub tells unasked.
    func json(_ model: CatalogModel, isInList: Bool = false) -> JSON {
        var members: [JSON.Member] = [
            JSON.Member(name: "_id", value: .string(model.internalID)),
            JSON.Member(name: "id", value: .string(model.id)),
        ]
        let asked = request.queryItems.filter { $0.name == "expand" || $0.name == "expand[]" }.map(\.value)
        let usual = ["private", "pipeline_tag", "tags", "downloads", "likes", "gated", "inference"]
        for name in asked.isEmpty ? usual : asked {
            guard let value = value(of: name, model, isInList: isInList) else { continue }
            members.append(JSON.Member(name: name, value: value))
        }
        return .object(members)
    }

    private func value(of name: String, _ model: CatalogModel, isInList: Bool) -> JSON? {
        switch name {
        case "inferenceProviderMapping": model.offers.map { mapping($0, isInList: isInList) }
        case "inference": model.isWarm ? "warm" : nil
        case "pipeline_tag": .string(model.task.rawValue)
        case "tags": [.string(model.task.rawValue), .string("license:\(model.license)")]
        case "downloads": .integer(model.downloads)
        case "likes": .integer(model.likes)
        case "gated": model.access == .gated ? "manual" : false
        case "private": .bool(model.access == .hidden)
        default: nil
        }
    }

    /// An object for one model, a list among many models (hub-docs `inference-providers/hub-api.md`).
    private func mapping(_ offers: [CatalogModel.Offer], isInList: Bool) -> JSON {
        let sorted = inOrder(offers)
        guard isInList else {
            return .object(sorted.map { JSON.Member(name: $0.provider, value: $0.json()) })
        }
        return .array(
            sorted.map { offer in
                let type: JSON = offer.adapter == nil ? "single-model" : "tag-filter"
                return JSON.object([JSON.Member(name: "provider", value: .string(offer.provider))])
                    .adding(offer.json(type: type))
            }
        )
    }

    private func inOrder(_ offers: [CatalogModel.Offer]) -> [CatalogModel.Offer] {
        guard request.bearerToken != nil, !preferred.isEmpty else { return offers }
        let first = preferred.flatMap { name in offers.filter { $0.provider == name } }
        return first + offers.filter { !preferred.contains($0.provider) }
    }

    /// Everything that one provider serves, by task (hub-docs `inference-providers/hub-api.md`).
    private func partner(_ provider: String) -> Scenario.Step {
        var tasks: [JSON.Member] = []
        for task in RoadTask.allCases {
            let models = Catalog.models.filter { $0.access == .open }.compactMap { model -> JSON.Member? in
                let offer = model.offers?.first { $0.provider == provider && $0.task == task }
                guard let offer, request.query["status"].map({ $0 == offer.status }) ?? true else {
                    return nil
                }
                let value: JSON = ["_id": .string(model.internalID)]
                return JSON.Member(name: model.id, value: value.adding(offer.json()))
            }
            if !models.isEmpty { tasks.append(JSON.Member(name: task.rawValue, value: .object(models))) }
        }
        return .json(.object(tasks))
    }

    private static let tasks = JSON.object(
        RoadTask.allCases.map { task in
            let models = Catalog.models.filter { $0.task == task && $0.access == .open }.prefix(2)
            let named = models.map {
                JSON.present(("id", .string($0.id)), ("description", "A model of the demo."))
            }
            return JSON.Member(
                name: task.rawValue,
                value: [
                    "id": .string(task.rawValue), "models": .array(named),
                    "widgetModels": [
                        .string(models.first?.id ?? "")
                    ],
                ]
            )
        }
    )

    private var whoami: Scenario.Step {
        guard let token = request.bearerToken else { return Self.invalidToken }
        return .json(WhoAmI.json(SimulatedToken(token)))
    }
}
