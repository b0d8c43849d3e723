import Foundation
import Generations

/// JSON to values and back, for bodies whose shape nobody promises.
enum JSONText {
    /// The longest text that is mended, in bytes.
    private static let longestMended = 1_048_576

    /// The value that a JSON text holds; nil when it is none, or beyond all bounds. Python's `NaN` and `Infinity` read
    /// as null.
    static func value(_ bytes: [UInt8]) -> ParameterValue? {
        guard JSONBounds.hold(bytes) else { return nil }
        if let value = decoded(bytes) { return value }
        guard bytes.count <= longestMended else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        let mended = text.replacing(/:\s*-?(NaN|Infinity)\b/, with: ":null")
        return mended == text ? nil : decoded(Array(mended.utf8))
    }

    /// The JSON text of a value, keys sorted, without nulls inside objects and without numbers that JSON has
    /// not.
    static func text(_ value: ParameterValue) -> String {
        switch value {
        case .null: "null"
        case .bool(let bool): bool ? "true" : "false"
        case .integer(let integer): String(integer)
        case .number(let number): number.isFinite ? "\(number)" : "null"
        case .string(let string): quoted(string)
        case .array(let values): "[" + values.map(text).joined(separator: ",") + "]"
        case .object(let members): object(members)
        }
    }

    private static func object(_ members: [String: ParameterValue]) -> String {
        let lines = members.sorted { $0.key < $1.key }
            .map { (key: $0.key, text: text($0.value)) }
            .filter { $0.text != "null" }
            .map { quoted($0.key) + ":" + $0.text }
        return "{" + lines.joined(separator: ",") + "}"
    }

    private static func quoted(_ string: String) -> String {
        var bytes: [UInt8] = [0x22]
        bytes.reserveCapacity(string.utf8.count + 2)
        for byte in string.utf8 {
            switch byte {
            case 0x22: bytes += [0x5C, 0x22]
            case 0x5C: bytes += [0x5C, 0x5C]
            case 0x0A: bytes += [0x5C, 0x6E]
            case 0x0D: bytes += [0x5C, 0x72]
            case 0x09: bytes += [0x5C, 0x74]
            case 0..<0x20, 0x7F: bytes += Array("\\u00".utf8) + hexadecimal(byte)
            default: bytes.append(byte)
            }
        }
        bytes.append(0x22)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func hexadecimal(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        return [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    private static func decoded(_ bytes: [UInt8]) -> ParameterValue? {
        (try? JSONDecoder().decode(AnyJSON.self, from: Data(bytes)))?.value
    }
}

/// Any JSON value, decoded.
private struct AnyJSON: Decodable {
    let value: ParameterValue

    init(from decoder: any Decoder) throws {
        if let keyed = try? decoder.container(keyedBy: AnyKey.self) {
            var members: [String: ParameterValue] = [:]
            for key in keyed.allKeys {
                members[key.stringValue] = try keyed.decode(AnyJSON.self, forKey: key).value
            }
            value = .object(members)
        } else if var list = try? decoder.unkeyedContainer() {
            var values: [ParameterValue] = []
            while !list.isAtEnd { values.append(try list.decode(AnyJSON.self).value) }
            value = .array(values)
        } else {
            value = Self.leaf(try decoder.singleValueContainer())
        }
    }

    /// A number too large for anything reads as null.
    private static func leaf(_ container: any SingleValueDecodingContainer) -> ParameterValue {
        if let bool = try? container.decode(Bool.self) { return .bool(bool) }
        if let integer = try? container.decode(Int.self) { return .integer(integer) }
        if let number = try? container.decode(Double.self) { return .number(number) }
        if let string = try? container.decode(String.self) { return .string(string) }
        return .null
    }

    private struct AnyKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

extension ParameterValue {
    /// The value of an object's member; nil when there is none or this is no object.
    subscript(key: String) -> ParameterValue? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    /// The string in it, unless it is blank.
    var text: String? {
        guard case .string(let string) = self, string.contains(where: { !$0.isWhitespace }) else {
            return nil
        }
        return string
    }

    /// The values of a list; nil when this is none.
    var list: [ParameterValue]? {
        guard case .array(let values) = self else { return nil }
        return values
    }

    /// The number in it, also when it is written as a string.
    var double: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .number(let number): number
        case .string(let string): Double(string)
        default: nil
        }
    }
}
