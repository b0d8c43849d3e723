import Generations

/// The Hub's answer to whose a token is, and what that one may do (huggingface.js `hub/src/lib/who-am-i.ts`).
enum HubIdentity {
    /// The right to call inference providers through the router (hub-docs, `inference-providers/index.md`).
    private static let providers = "inference.serverless.write"
    /// The right to call Inference Endpoints.
    private static let endpoints = "inference.endpoints.infer.write"

    /// Reads the answer.
    ///
    /// - Throws: `InferenceError` for a token that is not accepted, and for what cannot be read.
    static func read(_ answer: ProviderAnswer) throws(InferenceError) -> TokenIdentity {
        let json = try answer.json()
        guard let name = json["name"]?.text else {
            throw .unreadableResponse(answer.detail("no name in the answer"))
        }
        let auth = json["auth"]
        let token = auth?["accessToken"]
        let role = role(auth?["type"]?.text, token?["role"]?.text)
        let granted = Granted(token?["fineGrained"])
        return TokenIdentity(
            name: text(name),
            tokenName: text(token?["displayName"]?.text ?? ""),
            role: role,
            providers: right(to: providers, role, granted, of: name),
            endpoints: right(to: endpoints, role, granted, of: name),
            organizations: (json["orgs"]?.list ?? []).compactMap { $0["name"]?.text }.map(text),
            canPay: json["canPay"] == .bool(true),
            isPro: json["isPro"] == .bool(true)
        )
    }

    private static func role(_ kind: String?, _ word: String?) -> TokenIdentity.Role {
        switch word {
        case "read": .read
        case "write": .write
        case "fineGrained": .fineGrained
        default: .other(text(word ?? kind ?? ""))
        }
    }

    /// What is ticked for a fine-grained token.
    private struct Granted {
        var everywhere: [String]
        /// By the account that it is for.
        var scoped: [(account: String, rights: [String])]

        init(_ json: ParameterValue?) {
            everywhere = (json?["global"]?.list ?? []).compactMap(\.text)
            scoped = (json?["scoped"]?.list ?? []).map { part in
                (part["entity"]?["name"]?.text ?? "", (part["permissions"]?.list ?? []).compactMap(\.text))
            }
        }
    }

    /// A token with a role may do everything that its owner may, and calling models only reads.
    private static func right(
        to right: String,
        _ role: TokenIdentity.Role,
        _ granted: Granted,
        of owner: String
    ) -> TokenIdentity.Right {
        switch role {
        case .read, .write: return .allowed
        case .other: return .unknown
        case .fineGrained: break
        }
        if granted.everywhere.contains(right) { return .allowed }
        let accounts = granted.scoped.filter { $0.rights.contains(right) }.map(\.account)
        if accounts.contains(owner) { return .allowed }
        return accounts.isEmpty ? .denied : .onlyFor(accounts.filter { !$0.isEmpty }.map(text))
    }

    private static func text(_ text: String) -> String { Redaction.message(text, longest: 80) }
}
