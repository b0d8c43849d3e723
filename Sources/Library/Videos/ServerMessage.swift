import Foundation
import Generations

/// The message in a body that should have been a video: one line, without control characters, tokens or the queries
/// of addresses.
enum ServerMessage {
    /// The most characters that are kept.
    static let longest = 300

    /// The error in a JSON body, in the order in which huggingface_hub (`utils/_http.py`) and the providers have it.
    static func ofJSON(_ body: [UInt8]) -> String {
        guard isShallow(body),
            let value = try? JSONDecoder().decode(JSONValue.self, from: Data(body)).value
        else { return ofText(body) }
        return clean(message(value, depth: 0) ?? "")
    }

    /// The title of a page.
    static func ofHTML(_ body: [UInt8]) -> String {
        let page = String(decoding: body, as: UTF8.self)
        guard let title = page.firstMatch(of: /(?i)<title[^>]*>([^<]*)/) else { return "" }
        return clean(String(title.1))
    }

    /// The text itself.
    static func ofText(_ body: [UInt8]) -> String {
        clean(String(decoding: body.prefix(4_096), as: UTF8.self))
    }

    /// Decoding goes as deep as the body does; one that is deeper than any error is not decoded.
    private static func isShallow(_ body: [UInt8]) -> Bool {
        var depth = 0
        for byte in body {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            default: break
            }
            if depth > 32 { return false }
        }
        return true
    }

    private static func message(_ value: ParameterValue, depth: Int) -> String? {
        switch value {
        case .string(let text):
            return text.allSatisfy(\.isWhitespace) ? nil : text
        case .array(let values):
            let texts = values.prefix(5).compactMap { message($0, depth: depth + 1) }
            return texts.isEmpty ? nil : texts.joined(separator: "; ")
        case .object(let object):
            return depth > 4 ? nil : message(object, depth: depth)
        default:
            return nil
        }
    }

    private static func message(_ object: [String: ParameterValue], depth: Int) -> String? {
        if case .array(let path)? = object["loc"], case .string(let text)? = object["msg"] {
            return path.map(spelling).joined(separator: ".") + ": " + text
        }
        if case .string(let title)? = object["title"], case .string(let detail)? = object["detail"] {
            return title + ": " + detail
        }
        for key in ["error", "error_description", "errors", "detail", "message", "data"] {
            if let value = object[key], let text = message(value, depth: depth + 1) { return text }
        }
        return nil
    }

    private static func spelling(_ value: ParameterValue) -> String {
        switch value {
        case .string(let text): text
        case .integer(let number): String(number)
        default: "?"
        }
    }

    private static func clean(_ text: String) -> String {
        let visible = text.unicodeScalars.map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: " "
            default: String(scalar)
            }
        }
        let line = visible.joined().split(separator: " ").joined(separator: " ")
        let safe =
            line
            .replacing(/hf_[A-Za-z0-9]{8,}/, with: "hf_…")
            .replacing(/(https?:\/\/[^\s?"']*)\?[^\s"']*/) { $0.output.1 + "?…" }
        return safe.count > longest ? safe.prefix(longest - 1) + "…" : safe
    }
}
