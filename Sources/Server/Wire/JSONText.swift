package import Foundation

/// A JSON value whose keys keep the order in which they were written, for output that people read too.
package indirect enum JSONText: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONText])
    case object([Member])

    /// One key with its value.
    package struct Member: Hashable, Sendable {
        package var key: String
        package var value: JSONText

        package init(key: String, value: JSONText) {
            self.key = key
            self.value = value
        }
    }

    /// An object with its members in the given order.
    package static func members(_ members: KeyValuePairs<String, JSONText>) -> JSONText {
        .object(members.map { Member(key: $0.key, value: $0.value) })
    }

    /// The string, or null.
    package static func optional(_ text: String?) -> JSONText {
        text.map { .string($0) } ?? .null
    }

    /// The number, or null.
    package static func optional(_ number: (some BinaryInteger)?) -> JSONText {
        number.map { .integer(Int64($0)) } ?? .null
    }

    /// An instant in ISO 8601, in UTC, to the second; null when there is none.
    package static func date(_ date: Date?) -> JSONText {
        guard let date else { return .null }
        return .string(date.formatted(Date.ISO8601FormatStyle()))
    }

    /// Seconds, rounded to tenths.
    package static func seconds(_ seconds: Double) -> JSONText {
        .number((seconds * 10).rounded() / 10)
    }

    /// The value on one line.
    package var text: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .number(let value): text += value.isFinite ? "\(value)" : "null"
        case .string(let value): Self.write(value, to: &text)
        case .array(let values): Self.write(values, between: "[", and: "]", to: &text) { $0.write(to: &$1) }
        case .object(let members):
            Self.write(members, between: "{", and: "}", to: &text) { member, text in
                Self.write(member.key, to: &text)
                text += ": "
                member.value.write(to: &text)
            }
        }
    }

    private static func write<Element>(
        _ elements: [Element],
        between open: String,
        and close: String,
        to text: inout String,
        each: (Element, inout String) -> Void
    ) {
        text += open
        for (index, element) in elements.enumerated() {
            if index > 0 { text += ", " }
            each(element, &text)
        }
        text += close
    }

    private static func write(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where needsEscape(scalar): text += escape(scalar)
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    /// Control characters, also the eight-bit ones and the invisible ones that turn text around: JSON is often
    /// looked at on a terminal.
    private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
