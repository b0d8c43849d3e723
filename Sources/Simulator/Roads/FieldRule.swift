/// What a provider asks of one parameter.
struct FieldRule: Sendable {
    var name: String
    var kind: Kind
    var isNeeded = false

    /// Which values are taken.
    enum Kind: Sendable {
        case text
        /// A text of so many characters.
        case textOf(ClosedRange<Int>)
        case oneOf([String])
        case whole(ClosedRange<Int>)
        case number(ClosedRange<Double>)
        case flag
        case list
    }

    init(_ name: String, _ kind: Kind, isNeeded: Bool = false) {
        self.name = name
        self.kind = kind
        self.isNeeded = isNeeded
    }

    /// What is wrong with the parameter in these; nothing when it is absent and may be.
    func problem(in parameters: JSON) -> FieldProblem? {
        guard let value = parameters[name], value != .null else {
            return isNeeded ? FieldProblem(name, "field required", "value_error.missing") : nil
        }
        switch kind {
        case .text: return value.string == nil ? wrongType("str type expected", "str") : nil
        case .textOf(let range):
            guard let text = value.string else { return wrongType("str type expected", "str") }
            return range.contains(text.count) ? nil : outside("\(range.lowerBound)", "\(range.upperBound)")
        case .oneOf(let choices):
            guard let text = value.string else { return wrongType("str type expected", "str") }
            guard !choices.contains(text) else { return nil }
            let names = choices.map { "'\($0)'" }.joined(separator: ", ")
            return FieldProblem(name, "unexpected value; permitted: \(names)", "value_error.const")
        case .whole(let range):
            guard let number = value.integer else {
                return wrongType("value is not a valid integer", "integer")
            }
            return range.contains(number) ? nil : outside("\(range.lowerBound)", "\(range.upperBound)")
        case .number(let range):
            guard let number = value.number else { return wrongType("value is not a valid float", "float") }
            return range.contains(number) ? nil : outside("\(range.lowerBound)", "\(range.upperBound)")
        case .flag:
            if case .bool = value { return nil }
            return wrongType("value could not be parsed to a boolean", "bool")
        case .list:
            if case .array = value { return nil }
            return wrongType("value is not a valid list", "list")
        }
    }

    private func wrongType(_ message: String, _ type: String) -> FieldProblem {
        FieldProblem(name, message, "type_error.\(type)")
    }

    private func outside(_ low: String, _ high: String) -> FieldProblem {
        FieldProblem(name, "ensure this value is between \(low) and \(high)", "value_error.number.range")
    }
}

extension [FieldRule] {
    /// The first problem in these parameters.
    func problem(in parameters: JSON) -> FieldProblem? {
        lazy.compactMap { $0.problem(in: parameters) }.first
    }
}

/// Why a parameter is not taken.
struct FieldProblem: Sendable, Equatable {
    var field: String
    var message: String
    /// The kind of mistake, in the words of pydantic.
    var type: String

    init(_ field: String, _ message: String, _ type: String) {
        self.field = field
        self.message = message
        self.type = type
    }
}
