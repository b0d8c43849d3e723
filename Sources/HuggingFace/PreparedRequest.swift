package import Generations

/// One HTTP request before it is sent, without the token: what is sent where, as a value.
package struct PreparedRequest: Hashable, Sendable {
    package enum Method: String, Hashable, Sendable {
        case get = "GET"
        case post = "POST"
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
    }

    package var method: Method
    package var url: String
    package var headers: [Header]
    package var body: Body
    /// The token that goes along, or nil.
    package var token: AccessToken?

    package init(
        method: Method,
        url: String,
        headers: [Header] = [],
        body: Body = .none,
        token: AccessToken? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.token = token
    }

    /// The request as text for people: the token masked, long strings cut.
    package var printable: String {
        var lines = ["\(method.rawValue) \(Redaction.address(url))"]
        if let token { lines.append("Authorization: Bearer \(token.masked)") }
        lines += headers.map { "\($0.name): \(Redaction.plain($0.value))" }
        switch body {
        case .none: break
        case .json(let value): lines += ["", JSONText.text(Self.cut(value))]
        case .bytes(let bytes): lines += ["", "(\(bytes.count) bytes)"]
        }
        return lines.joined(separator: "\n")
    }

    /// The value with strings that nobody reads, such as images, cut. Prompts stay whole.
    private static func cut(_ value: ParameterValue) -> ParameterValue {
        switch value {
        case .string(let text) where text.count > GenerationRequest.longestPrompt:
            .string(text.prefix(60) + "… (\(text.count) characters)")
        case .array(let values): .array(values.map(cut))
        case .object(let members): .object(members.mapValues(cut))
        default: value
        }
    }
}
