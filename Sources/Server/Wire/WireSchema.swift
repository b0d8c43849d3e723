/// What may stand at a place in JSON, in the words of JSON Schema 2020-12, which OpenAPI 3.1 uses.
struct WireSchema: Hashable, Sendable {
    private(set) var json: JSONText

    private init(_ members: [JSONText.Member]) {
        json = .object(members)
    }

    private static func plain(_ type: String, _ description: String) -> WireSchema {
        WireSchema([
            .init(key: "type", value: .string(type)), .init(key: "description", value: .string(description)),
        ])
    }

    static func text(_ description: String) -> WireSchema { plain("string", description) }
    static func flag(_ description: String) -> WireSchema { plain("boolean", description) }
    static func whole(_ description: String) -> WireSchema { plain("integer", description) }
    static func number(_ description: String) -> WireSchema { plain("number", description) }

    /// An instant in ISO 8601.
    static func date(_ description: String) -> WireSchema {
        text(description).with("format", .string("date-time"))
    }

    /// One of a few words.
    static func word(_ words: [String], _ description: String) -> WireSchema {
        text(description).with("enum", .array(words.map { .string($0) }))
    }

    /// An object that may have any keys.
    static func anyObject(_ description: String) -> WireSchema {
        plain("object", description).with("additionalProperties", .bool(true))
    }

    /// An object with these keys and no others.
    static func object(_ properties: [(String, WireSchema)], required: [String]) -> WireSchema {
        WireSchema([
            .init(key: "type", value: .string("object")),
            .init(
                key: "properties",
                value: .object(properties.map { JSONText.Member(key: $0.0, value: $0.1.json) })
            ),
            .init(key: "required", value: .array(required.map { .string($0) })),
            .init(key: "additionalProperties", value: .bool(false)),
        ])
    }

    static func list(of element: WireSchema, _ description: String) -> WireSchema {
        plain("array", description).with("items", element.json)
    }

    /// A schema that has a name of its own.
    static func named(_ name: String) -> WireSchema {
        WireSchema([.init(key: "$ref", value: .string("#/components/schemas/\(name)"))])
    }

    /// The same, or null.
    var orNull: WireSchema {
        guard case .object(let members) = json else { return self }
        guard let place = members.firstIndex(where: { $0.key == "type" }) else {
            return WireSchema([
                .init(key: "anyOf", value: .array([json, .members(["type": .string("null")])]))
            ])
        }
        var changed = members
        changed[place].value = .array([members[place].value, .string("null")])
        return WireSchema(changed)
    }

    /// The same with one keyword more.
    func with(_ keyword: String, _ value: JSONText) -> WireSchema {
        guard case .object(let members) = json else { return self }
        return WireSchema(members + [.init(key: keyword, value: value)])
    }

    /// The same for numbers in a range.
    func within(_ range: ClosedRange<Double>) -> WireSchema {
        with("minimum", .bound(range.lowerBound)).with("maximum", .bound(range.upperBound))
    }
}

extension JSONText {
    /// A number, without a fraction where it has none.
    fileprivate static func bound(_ number: Double) -> JSONText {
        Int64(exactly: number).map { .integer($0) } ?? .number(number)
    }
}
