import Generations
import NIOHTTP1

/// The Hub's answers about models and their providers: what is asked, and what is said (hub-docs,
/// `inference-providers/hub-api.md`).
package struct HubModels: Sendable {
    /// The Hub; `HF_ENDPOINT` changes it (huggingface_hub `constants.py`).
    package static let hub = "https://huggingface.co"

    /// Without a slash at its end.
    let base: String
    /// With it, the Hub orders providers as the user has set.
    private let token: AccessToken?
    private let userAgent: String

    init(base: String = hub, token: AccessToken?, userAgent: String) {
        self.base = base.drop(suffix: "/")
        self.token = token
        self.userAgent = userAgent
    }

    /// Asks which providers serve a model. Of the two spellings of `expand` this is the one without brackets.
    func request(for model: ModelID, traceID: String) -> PreparedRequest {
        get(base + "/api/models/\(model)?expand=inferenceProviderMapping", traceID: traceID)
    }

    /// Asks whose the token is.
    func identityRequest(traceID: String) -> PreparedRequest {
        get(base + "/api/whoami-v2", traceID: traceID)
    }

    /// Asks for what is at an address of the Hub.
    func get(_ address: String, traceID: String) -> PreparedRequest {
        PreparedRequest(
            method: .get,
            url: address,
            headers: [
                .init("Accept", "application/json"), .init("User-Agent", userAgent),
                .init("X-Amzn-Trace-Id", traceID),
            ],
            token: token
        )
    }

    /// What the Hub says when asked for a model.
    enum Answer: Hashable, Sendable {
        /// The model's name may be another than the one that was asked, after a redirect.
        case mapping(ProviderMapping)
        /// The model has a new name, under which it is to be asked.
        case renamed(ModelID)
    }

    /// Reads the answer to `request(for:)`.
    ///
    /// - Throws: `InferenceError` for a model that is missing, private or gated, and for what the Hub cannot
    /// do.
    func read(_ answer: ProviderAnswer, for model: ModelID) throws(InferenceError) -> Answer {
        if (300..<400).contains(answer.status), let name = newName(answer) { return .renamed(name) }
        guard answer.isSuccess else { throw error(answer, for: model) }
        let json = try answer.json()
        let name = json["id"]?.text.flatMap { ModelID($0) } ?? model
        let members = JSONMembers.members(of: answer.body[...])
        let mapping = members.last { $0.key == "inferenceProviderMapping" }?.value
        return .mapping(ProviderMapping(mapping, of: name))
    }

    /// What people are told of a model that is asked by its old name.
    static func notice(of model: ModelID, nowCalled name: ModelID) -> String {
        "\(model) is called \(name) now."
    }

    /// The name in a redirect, which is relative and stays on the Hub.
    private func newName(_ answer: ProviderAnswer) -> ModelID? {
        guard let location = answer.headers.first(name: "location") else { return nil }
        let target = Redirection.resolve(location, against: base + "/")
        let path = base + "/api/models/"
        guard target.hasPrefix(path) else { return nil }
        return ModelID(String(target.dropFirst(path.count).prefix { !"?#".contains($0) }))
    }

    /// Missing and private are one answer without a good token: 401 (huggingface_hub `utils/_http.py`).
    private func error(_ answer: ProviderAnswer, for model: ModelID) -> InferenceError {
        let said = ErrorBody(answer.body, contentType: answer.headers.first(name: "content-type")).message
        let code = answer.headers.first(name: "x-error-code")?.lowercased()
        var words: String
        switch answer.status {
        case 401 where !said.lowercased().contains("invalid credentials"):
            words =
                token == nil
                ? "\(model) does not exist, or is private: no token was sent that may read it"
                : "\(model) does not exist, or is private: the token may not read it"
        case 403 where code == "gatedrepo":
            let place = "its terms have to be accepted at \(base)/\(model)"
            words = "\(model) is gated: \(place)" + (token == nil ? ", with an account and its token" : "")
        case 404: words = "\(model) does not exist, or is private"
        default: return answer.error
        }
        var detail = answer.detail(words + ".")
        detail.isSentence = true
        guard answer.status == 403 else { return .modelNotFound(detail) }
        guard let source = answer.mapping.token?.source else { return .missingToken(detail) }
        return .accessDenied(detail, source: source)
    }
}
