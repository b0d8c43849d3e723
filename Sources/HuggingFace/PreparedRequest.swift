package import Generations

/// One HTTP request before it is sent, without the token: what is sent where, as a value.
package struct PreparedRequest: Hashable, Sendable {
    package enum Method: String, Hashable, Sendable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
    }

    package enum Body: Hashable, Sendable {
        case none
        case json(ParameterValue)
        case bytes([UInt8])
    }

    package struct Header: Hashable, Sendable {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }

        /// Names who pays (`X-HF-Bill-To`); nil when the token's own user does.
        ///
        /// - Throws: `ParameterProblem` for a name that no header can carry.
        static func billTo(_ name: String?) throws(ParameterProblem) -> Header? {
            guard let name, !name.isEmpty else { return nil }
            guard name.unicodeScalars.allSatisfy({ (0x21...0x7E).contains($0.value) }) else {
                throw ParameterProblem(
                    parameter: "bill_to",
                    message: "The organisation that pays cannot be named in a header."
                )
            }
            return Header("X-HF-Bill-To", name)
        }
    }

    package var method: Method
    package var url: String
    package var headers: [Header]
    package var body: Body
    /// The token that goes along, or nil.
    package var token: AccessToken?
    package var scheme: AuthorizationScheme

    package init(
        method: Method,
        url: String,
        headers: [Header] = [],
        body: Body = .none,
        token: AccessToken? = nil,
        scheme: AuthorizationScheme = .bearer
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.token = token
        self.scheme = scheme
    }

    /// The request as text for people: the token masked wherever it stands, addresses without their queries, long
    /// strings cut.
    package var printable: String {
        var lines = ["\(method.rawValue) \(Redaction.address(url))"]
        lines += headers.map { "\($0.name): \(Redaction.plain($0.value))" }
        switch body {
        case .none: break
        case .json(let value): lines += ["", JSONText.text(Self.cut(value))]
        case .bytes(let bytes): lines += ["", "(\(bytes.count) bytes)"]
        }
        guard let token else { return lines.joined(separator: "\n") }
        lines = lines.map { token.removed(from: $0) }
        lines.insert("Authorization: \(scheme.rawValue) \(token.masked)", at: 1)
        return lines.joined(separator: "\n")
    }

    /// The value with strings that nobody reads, such as images, cut, and addresses without what is signed into them.
    /// Prompts stay whole.
    private static func cut(_ value: ParameterValue) -> ParameterValue {
        switch value {
        case .string(let text) where text.count > GenerationRequest.longestPrompt:
            .string(text.prefix(60) + "… (\(text.count) characters)")
        case .string(let text) where text.hasPrefix("https://") && !text.contains(where: \.isWhitespace):
            .string(Redaction.address(text) + (text.contains("?") ? "?…" : ""))
        case .array(let values): .array(values.map(cut))
        case .object(let members): .object(members.mapValues(cut))
        default: value
        }
    }
}
