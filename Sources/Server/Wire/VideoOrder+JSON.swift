import Foundation
import Generations

/// The body of a request for a video: its keys, how they are read, and what they are.
extension VideoOrder {
    /// What the body is for.
    enum Use: Hashable, Sendable {
        /// A new video: it needs a prompt, or an image.
        case new
        /// An earlier one again, with what is given in its place.
        case again
    }

    /// One key of the body.
    struct Field: Sendable {
        let key: String
        let schema: WireSchema
        /// What is asked for when something else stands there.
        let kind: String
        /// Takes the value; false when it is of a wrong kind.
        let read: @Sendable (inout VideoOrder, ParameterValue) throws(ServerProblem) -> Bool
    }

    /// Everything but the image may be so long, in bytes.
    package static let longestBody = 1024 * 1024
    /// An image may be so long as text.
    package static let longestImage = 12 * 1024 * 1024

    /// So many lists and objects may lie in each other, and so many values may there be: to read more takes seconds.
    private static let (deepest, mostValues) = (16, 2_000)

    /// Reads a body.
    ///
    /// - Throws: what is wrong with it, as an answer with the status 400.
    static func read(_ body: [UInt8], for use: Use) throws(ServerProblem) -> VideoOrder {
        var order = VideoOrder()
        if !(use == .again && body.isEmpty) {
            let members = try members(body)
            guard body.count - imageLength(members) <= longestBody else { throw tooLong }
            try order.take(members, of: use == .new ? fields : againFields)
        }
        guard use == .new else { return order }
        guard let prompt = order.prompt else {
            if order.image != nil {
                order.prompt = ""
                return order
            }
            throw badPrompt("The prompt is missing.")
        }
        guard order.image != nil || !prompt.allSatisfy(\.isWhitespace) else {
            throw badPrompt(prompt.isEmpty ? "The prompt is empty." : "The prompt is blank.")
        }
        return order
    }

    private static func imageLength(_ members: [String: ParameterValue]) -> Int {
        guard case .string(let text)? = members["image"] else { return 0 }
        return text.utf8.count
    }

    /// More than anybody needs to say.
    static let tooLong = ServerProblem.bad(
        "The body is too long: \(longestBody / 1024 / 1024) MiB are the most, beside an image.",
        "Shorten the prompt, and send an image as an https address."
    )

    private static func members(_ body: [UInt8]) throws(ServerProblem) -> [String: ParameterValue] {
        guard !body.isEmpty else { throw badPrompt("The request has no body.") }
        let text = String(validating: body, as: UTF8.self)
        if let text {
            let extent = ParameterValue.extent(ofJSON: text)
            guard extent.depth <= deepest, extent.values <= mostValues else {
                throw .bad(
                    "The body has more than \(mostValues) values, or \(deepest) lists and objects in each other.",
                    "Send one flat object; what a provider alone knows goes into params."
                )
            }
        }
        guard let text, let value = ParameterValue(json: text) else {
            var problem = ServerProblem.bad(
                "The body is not JSON.",
                "Send one JSON object in UTF-8, with Content-Type: application/json."
            )
            problem.showsExample = true
            throw problem
        }
        guard case .object(let members) = value else {
            throw .bad("The body is JSON, but no object.", "Send one object, such as {\"prompt\": \"…\"}.")
        }
        return members
    }

    private mutating func take(_ members: [String: ParameterValue], of fields: [Field]) throws(ServerProblem)
    {
        for (key, value) in members.sorted(by: { $0.key < $1.key }) {
            guard let field = fields.first(where: { $0.key == key }) else {
                throw Self.unknown(key, fields)
            }
            // A value that is left open is one that is not given.
            if value == .null { continue }
            guard try field.read(&self, value) else { throw Self.wrongKind(field, value) }
        }
        if let problem = problems().first { throw ServerProblem(problem) }
    }

    /// What breaks a rule, as far as that can be said without the settings.
    private func problems() -> [ParameterProblem] {
        (prompt.map { GenerationRequest.problems(ofPrompt: $0) } ?? []) + parameters.problems()
    }

    private static func badPrompt(_ message: String) -> ServerProblem {
        ServerProblem(
            400,
            message,
            suggestion: "Describe the video in “prompt”, as a text that is not empty.",
            showsExample: true
        )
    }

    private static func unknown(_ key: String, _ fields: [Field]) -> ServerProblem {
        let shown = key.count > 40 ? key.prefix(40) + "…" : key[...]
        return .bad(
            "“\(shown)” is no parameter.",
            "There are \(fields.map(\.key).joined(separator: ", ")). What a provider alone knows goes into params."
        )
    }

    private static func wrongKind(_ field: Field, _ value: ParameterValue) -> ServerProblem {
        var problem = ServerProblem.bad(
            "“\(field.key)” must be \(field.kind), and is \(name(value)).",
            field.key == "prompt" ? "Describe the video in “prompt”." : "Change it, or leave it out."
        )
        problem.showsExample = field.key == "prompt"
        return problem
    }

    private static func name(_ value: ParameterValue) -> String {
        switch value {
        case .null: "null"
        case .bool: "true or false"
        case .integer: "a whole number"
        case .number: "a number with a fraction"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

extension VideoOrder {
    /// The keys, in the order in which they are described.
    static let fields: [Field] =
        [
            text("prompt", \.prompt, "What should be seen.", longest: GenerationRequest.longestPrompt),
            text("model", \.model, "The model: owner/name, with :provider behind it if you like."),
            text("provider", \.provider, "The provider behind the router, such as fal-ai, or auto."),
            Field(
                key: "fallback",
                schema: .flag("Whether another provider is asked when the first cannot do it."),
                kind: "true or false",
                read: { order, value in
                    guard case .bool(let flag) = value else { return false }
                    order.fallback = flag
                    return true
                }
            ),
            image,
            text(
                "keyframe_model",
                \.keyframeModel,
                "The model that makes the image to animate when there is none."
            ),
        ] + ParameterWire.all.map(parameter) + [
            params,
            flag("wait", \.waits, "false: answer 503 or 429 at once when something has to be waited for."),
        ]

    /// The keys of a request to run something again.
    static let againFields: [Field] =
        fields.filter { $0.key != "wait" } + [flag("vary", \.varies, "Draw a new seed.")]

    private static func text(
        _ key: String,
        _ place: any WritableKeyPath<VideoOrder, String?> & Sendable,
        _ description: String,
        longest: Int? = nil
    ) -> Field {
        let schema = WireSchema.text(description)
        return Field(
            key: key,
            schema: longest.map { schema.with("maxLength", .integer(Int64($0))) } ?? schema,
            kind: "a text",
            read: { order, value in
                guard case .string(let text) = value else { return false }
                order[keyPath: place] = text
                return true
            }
        )
    }

    private static func flag(
        _ key: String,
        _ place: any WritableKeyPath<VideoOrder, Bool> & Sendable,
        _ description: String
    ) -> Field {
        Field(
            key: key,
            schema: .flag(description),
            kind: "true or false",
            read: { order, value in
                guard case .bool(let flag) = value else { return false }
                order[keyPath: place] = flag
                return true
            }
        )
    }

    private static func parameter(_ wire: ParameterWire) -> Field {
        Field(key: wire.key, schema: wire.schema, kind: wire.kind) { wire.set(&$0.parameters, $1) }
    }

    private static let params = Field(
        key: "params",
        schema: .anyObject("Parameters that the provider alone knows, sent as they are."),
        kind: "an object",
        read: { order, value in
            guard case .object(let members) = value else { return false }
            order.parameters.extra = members
            return true
        }
    )

    private static let image = Field(
        key: "image",
        schema: .text(
            "The image to animate: an https address, or a data address with a PNG, JPEG or WebP in Base64."
        ),
        kind: "a text",
        read: { (order, value) throws(ServerProblem) in
            guard case .string(let text) = value else { return false }
            order.image = try OrderImage.read(text)
            return true
        }
    )
}
