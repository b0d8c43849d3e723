import Foundation

extension ParameterValue {
    /// So many lists and objects may lie in each other: more than any provider's parameter or workflow has.
    package static let deepest = 32

    /// How many lists and objects lie in each other in a text of JSON, and about how many values it has: what reading it
    /// costs.
    package static func extent(ofJSON text: String) -> (depth: Int, values: Int) {
        var (depth, deepest, values, isQuoted, isEscaped) = (0, 0, 1, false, false)
        for byte in text.utf8 {
            if isEscaped {
                isEscaped = false
            } else if isQuoted {
                isEscaped = byte == UInt8(ascii: "\\")
                isQuoted = byte != UInt8(ascii: "\"")
            } else {
                switch byte {
                case UInt8(ascii: "\""): isQuoted = true
                case UInt8(ascii: "["), UInt8(ascii: "{"):
                    depth += 1
                    values += 1
                case UInt8(ascii: ","): values += 1
                case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
                default: break
                }
                deepest = max(deepest, depth)
            }
        }
        return (deepest, values)
    }

    /// Reads a JSON value; nil for text that is none, and for one that is nested deeper than `deepest`.
    package init?(json text: String) {
        guard Self.extent(ofJSON: text).depth <= Self.deepest else { return nil }
        let data = Data(text.utf8)
        guard let value = try? JSONDecoder().decode(AnyJSON.self, from: data) else { return nil }
        self = value.value
    }

    /// Reads what a user gives for a parameter: JSON, or else the text itself.
    package init(word text: String) {
        self = ParameterValue(json: text) ?? .string(text)
    }

    /// The value as JSON on one line, the keys of objects in order.
    package var json: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): "\(value)"
        case .number(let value): value.isFinite ? "\(value)" : "null"
        case .string(let value): Self.quoted(value)
        case .array(let values): "[\(values.map(\.json).joined(separator: ", "))]"
        case .object(let values): Self.json(values)
        }
    }

    /// An object as JSON on one line, its keys in order.
    package static func json(_ values: [String: ParameterValue]) -> String {
        let members = values.sorted { $0.key < $1.key }.map { "\(quoted($0.key)): \($0.value.json)" }
        return "{\(members.joined(separator: ", "))}"
    }

    /// The value as a user would type it for one parameter: as JSON, a text without its quotes where it is none.
    package var word: String {
        if case .string(let text) = self, ParameterValue(json: text) == nil { text } else { json }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case "\r": quoted += "\\r"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

/// Reads JSON of any shape, keeping booleans and whole numbers apart from other numbers.
private struct AnyJSON: Decodable {
    let value: ParameterValue

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            value = .null
        } else if let bool = try? container.decode(Bool.self) {
            value = .bool(bool)
        } else if let integer = try? container.decode(Int.self) {
            value = .integer(integer)
        } else if let number = try? container.decode(Double.self) {
            value = .number(number)
        } else if let string = try? container.decode(String.self) {
            value = .string(string)
        } else if let array = try? container.decode([AnyJSON].self) {
            value = .array(array.map(\.value))
        } else {
            value = .object(try container.decode([String: AnyJSON].self).mapValues(\.value))
        }
    }
}
