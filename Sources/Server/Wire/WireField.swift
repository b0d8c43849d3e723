/// One key of an object in JSON: its name, what may stand there, and where its value comes from. The answers and
/// their description are made from the same fields.
struct WireField<Subject: Sendable>: Sendable {
    let key: String
    let schema: WireSchema
    let value: @Sendable (Subject) -> JSONText

    init(_ key: String, _ schema: WireSchema, _ value: @escaping @Sendable (Subject) -> JSONText) {
        self.key = key
        self.schema = schema
        self.value = value
    }
}

extension WireField {
    /// The object that the fields make of something, every key always there.
    static func object(_ fields: [WireField], of subject: Subject) -> JSONText {
        .object(fields.map { JSONText.Member(key: $0.key, value: $0.value(subject)) })
    }

    /// What such an object is, as a schema.
    static func schema(_ fields: [WireField]) -> WireSchema {
        .object(fields.map { ($0.key, $0.schema) }, required: fields.map(\.key))
    }
}
