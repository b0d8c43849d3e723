import Generations
import NIOHTTP1

/// Lists of models: what is asked, and what is said (hub-docs, `inference-providers/hub-api.md`).
extension HubModels {
    /// What is wanted of each model.
    private static let fields = [
        "inferenceProviderMapping", "inference", "pipeline_tag", "tags", "downloads", "likes", "gated",
        "private",
    ]

    /// The most that a page may have (huggingface.js asks for no more).
    private static let longestPage = 500

    /// Asks for the first page of a list, or for the one at an address that the Hub has named.
    ///
    /// - Throws: `InferenceError` for an address that is not the Hub's: the token goes along.
    func request(
        for query: ModelQuery,
        at page: String?,
        traceID: String
    ) throws(InferenceError) -> PreparedRequest {
        guard let page else { return get(base + "/api/models?" + Self.text(query), traceID: traceID) }
        guard isOwn(page) else {
            throw .unreadableResponse(
                ErrorDetail(message: "The next page is not on the Hub, at \(Redaction.address(page)).")
            )
        }
        return get(page, traceID: traceID)
    }

    /// Reads a page; models that cannot be read are left out.
    ///
    /// - Throws: `InferenceError` for what is no list.
    func page(_ answer: ProviderAnswer, for query: ModelQuery) throws(InferenceError) -> ModelPage {
        guard answer.isSuccess else { throw answer.error }
        guard case .array = JSONText.value(answer.body) else {
            throw .unreadableResponse(answer.detail("no list of models"))
        }
        let models = JSONMembers.elements(of: answer.body[...]).compactMap { Self.listing($0, query) }
        return ModelPage(models: models, next: next(answer))
    }

    // MARK: Asking

    private static func text(_ query: ModelQuery) -> String {
        var items: [(String, String)] = []
        if let task = query.task { items.append(("pipeline_tag", task.rawValue)) }
        switch query.serving {
        case .anyone: items.append(("inference_provider", "all"))
        case .providers(let names): items.append(("inference_provider", names.joined(separator: ",")))
        case .nobodyToo: break
        }
        if !query.search.isEmpty { items.append(("search", query.search)) }
        if query.isWarm { items.append(("inference", "warm")) }
        items.append(("sort", word(query.order)))
        items.append(("limit", String(min(max(1, query.limit), longestPage))))
        items += fields.map { ("expand", $0) }
        return items.map { $0.0 + "=" + escaped($0.1) }.joined(separator: "&")
    }

    private static func word(_ order: ModelOrder) -> String {
        switch order {
        case .trending: "trendingScore"
        case .downloads: "downloads"
        case .likes: "likes"
        case .newest: "createdAt"
        case .updated: "lastModified"
        }
    }

    /// A value as it stands in a query (RFC 3986, 2.3); commas part names and stay.
    private static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return text.utf8.map { byte in
            let character = Character(Unicode.Scalar(byte))
            let isPlain = character.isASCII && (character.isLetter || character.isNumber)
            if isPlain || "-._~,".contains(character) { return String(character) }
            return "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
        }.joined()
    }

    // MARK: Reading

    /// The address behind `rel="next"`, if it is the Hub's own (huggingface_hub `utils/_pagination.py`).
    private func next(_ answer: ProviderAnswer) -> String? {
        let links = answer.headers[canonicalForm: "link"].joined(separator: ", ")
        for match in links.matches(of: /<([^>]*)>([^<]*)/) {
            guard match.2.lowercased().contains(/;\s*rel\s*=\s*"?next"?\s*(;|,|$)/) else { continue }
            guard !match.1.isEmpty else { return nil }
            let address = Redirection.resolve(String(match.1), against: base + "/")
            return isOwn(address) ? address : nil
        }
        return nil
    }

    private func isOwn(_ address: String) -> Bool {
        guard let parts = try? URLParts(address), let own = try? URLParts(base) else { return false }
        return parts.origin == own.origin
    }

    private static func listing(_ element: ArraySlice<UInt8>, _ query: ModelQuery) -> ModelListing? {
        guard let json = JSONText.value(Array(element)), let model = json["id"]?.text.flatMap({ ModelID($0) })
        else { return nil }
        let members = JSONMembers.members(of: element)
        let mapping = members.last { $0.key == "inferenceProviderMapping" }?.value
        let task = json["pipeline_tag"]?.text
        let found = FoundMapping(
            asked: model,
            mapping: ProviderMapping(mapping, of: model),
            age: 0,
            isStale: false
        )
        let wanted = [query.task?.rawValue, task].compactMap { $0 }.compactMap(InferenceTask.init).first
        return ModelListing(
            model: model,
            task: task.map(short),
            offers: found.offers(for: wanted ?? .textToVideo).offers,
            downloads: json["downloads"]?.count,
            likes: json["likes"]?.count,
            license: license(json["tags"]?.list ?? []),
            isGated: isGated(json["gated"]),
            isPrivate: json["private"] == .bool(true),
            isWarm: json["inference"]?.text == "warm"
        )
    }

    /// The licence is a tag: `license:apache-2.0`.
    private static func license(_ tags: [ParameterValue]) -> String? {
        let mark = "license:"
        let tag = tags.lazy.compactMap(\.text).first { $0.hasPrefix(mark) && $0.count > mark.count }
        return tag.map { short(String($0.dropFirst(mark.count))) }
    }

    /// `false`, `true`, `auto` or `manual`.
    private static func isGated(_ value: ParameterValue?) -> Bool {
        switch value {
        case .string(let word): !word.isEmpty && word != "false"
        case .bool(let isGated): isGated
        default: false
        }
    }

    private static func short(_ text: String) -> String { Redaction.message(text, longest: 60) }
}

extension ParameterValue {
    /// A whole number that counts something; nil for anything else.
    fileprivate var count: Int? {
        guard let number = double, number >= 0, number < 1e15 else { return nil }
        return Int(number)
    }
}
