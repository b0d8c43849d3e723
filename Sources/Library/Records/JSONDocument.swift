import Foundation
import Generations

/// JSON inside a column.
enum JSONDocument {
    /// A value as JSON, with sorted keys.
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// The strings of a column's JSON; most columns hold none.
    static func strings(_ text: String, of column: String) throws(UnreadableRow) -> [String] {
        text == "[]" ? [] : try value(text, of: column)
    }

    /// The value of a column's JSON.
    static func value<Value: Decodable>(_ text: String, of column: String) throws(UnreadableRow) -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
        } catch {
            throw UnreadableRow(what: "\(column) holds JSON of another shape")
        }
    }
}

/// A provider's own parameter as JSON. JSON does not tell 1 from 1.0: a whole number comes back as an integer.
struct JSONValue: Codable {
    var value: ParameterValue

    init(_ value: ParameterValue) {
        self.value = value
    }

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
        } else if let array = try? container.decode([JSONValue].self) {
            value = .array(array.map(\.value))
        } else {
            value = .object(try container.decode([String: JSONValue].self).mapValues(\.value))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch value {
        case .null: try container.encodeNil()
        case .bool(let bool): try container.encode(bool)
        case .integer(let integer): try container.encode(integer)
        case .number(let number): try container.encode(number)
        case .string(let string): try container.encode(string)
        case .array(let array): try container.encode(array.map(JSONValue.init))
        case .object(let object): try container.encode(object.mapValues(JSONValue.init))
        }
    }
}
