package import Generations

/// Why a request is not answered as it was meant: what the client is told, and with which status.
package struct ServerProblem: Error, Hashable, Sendable {
    /// The HTTP status.
    package var status: Int
    /// What happened, to what: one sentence.
    package var message: String
    /// What to try.
    package var suggestion: String
    /// The kind of failure, where it is one of a generation.
    package var code: FailureCode?
    /// The generation that it is about; it may be asked for later.
    package var id: GenerationID?
    /// When to try again, in seconds.
    package var retryAfter: Int?
    /// Whether the prompt was not good, so that an example of one helps.
    package var showsExample: Bool
    /// The methods that a path takes, for one that was asked with another.
    package var allows: String?

    package init(
        _ status: Int,
        _ message: String,
        suggestion: String,
        code: FailureCode? = nil,
        id: GenerationID? = nil,
        retryAfter: Int? = nil,
        showsExample: Bool = false
    ) {
        self.status = status
        self.message = message
        self.suggestion = suggestion
        self.code = code
        self.id = id
        self.retryAfter = retryAfter
        self.showsExample = showsExample
    }

    /// The body of the answer.
    package var json: JSONText {
        var members: [JSONText.Member] = [
            .init(key: "success", value: .bool(false)),
            .init(key: "error", value: .string(message)),
            .init(key: "suggestion", value: .string(suggestion)),
        ]
        if let code { members.append(.init(key: "code", value: .string(code.rawValue))) }
        if let id { members.append(.init(key: "id", value: .integer(id.rawValue))) }
        if showsExample {
            members.append(.init(key: "example", value: .members(["prompt": .string(Self.example)])))
        }
        return .object(members)
    }

    /// A prompt that may be sent.
    static let example = "A beautiful sunset over the ocean"

    /// What such a body is.
    static let schema = WireSchema.object(
        [
            ("success", .flag("Always false.")),
            ("error", .text("What happened, to what.")),
            ("suggestion", .text("What to try.")),
            ("code", .word(FailureCode.allCases.map(\.rawValue), "The kind of a generation's failure.")),
            ("id", .whole("The generation that it is about.")),
            ("example", .object([("prompt", .text("A prompt that may be sent."))], required: ["prompt"])),
        ],
        required: ["success", "error", "suggestion"]
    )
}
