import Generations

/// What a server says in the body of an error, whatever its shape.
struct ErrorBody: Hashable, Sendable {
    /// The most bytes of an error's body that are read.
    static let longest = 65_536

    /// The message, as it was sent; not fit to be shown before `Redaction`.
    var message: String
    /// The server's guess when a loading model is ready, in seconds, if it is a usable one.
    var estimatedTime: Double?
    /// Whether `estimated_time` was sent at all.
    var hasEstimatedTime: Bool
    /// What machines are told: `code`, `type`, `error_type`, for telling kinds apart.
    var codes: [String]
    /// Whether it is JSON, as providers answer.
    var isJSON: Bool

    init(_ bytes: [UInt8], contentType: String?) {
        let json = JSONText.value(bytes)
        isJSON = json != nil
        message = json.flatMap { Self.message(in: $0) } ?? ""
        let estimate = json?["estimated_time"]
        hasEstimatedTime = estimate != nil
        estimatedTime = Self.usable(estimate?.double)
        codes = json.map { Self.codes(in: $0) } ?? []
        if json == nil { message = Self.text(bytes, contentType: contentType) }
    }

    /// A guess counts when it is a positive number of at most a day; seen are 20 to 1,809 s.
    static func usable(_ estimate: Double?) -> Double? {
        guard let estimate, estimate.isFinite, estimate > 0, estimate <= 86_400 else { return nil }
        return estimate
    }

    // MARK: JSON

    /// The message in every shape that is known, in the order of huggingface_hub `utils/_http.py` and
    /// huggingface.js `utils/request.ts`.
    static func message(in value: ParameterValue, depth: Int = 0) -> String? {
        guard depth < 5 else { return nil }
        if let text = value.text { return unwrapped(text, depth: depth) }
        if let list = value.list { return joined(list.compactMap { message(in: $0, depth: depth + 1) }) }
        return ofError(value["error"], depth: depth)
            ?? value["error_description"]?.text
            ?? value["errors"].flatMap { message(in: $0, depth: depth + 1) }
            ?? ofDetail(value["detail"], title: value["title"]?.text, depth: depth)
            ?? value["message"].flatMap { message(in: $0, depth: depth + 1) }
            ?? value["msg"]?.text
            ?? ofError(value["data"]?["error"], depth: depth)
    }

    private static func ofError(_ error: ParameterValue?, depth: Int) -> String? {
        guard let error else { return nil }
        return message(in: error, depth: depth + 1)
    }

    /// `detail`: text, or a list of fields with what is wrong in each.
    private static func ofDetail(_ detail: ParameterValue?, title: String?, depth: Int) -> String? {
        guard let detail else { return title }
        if let list = detail.list { return joined(list.compactMap(ofField)) ?? title }
        guard let text = message(in: detail, depth: depth + 1) else { return title }
        guard let title, !text.hasPrefix(title) else { return text }
        return "\(title): \(text)"
    }

    private static func ofField(_ field: ParameterValue) -> String? {
        guard let text = field["msg"]?.text ?? field.text ?? field["message"]?.text else { return nil }
        let place = (field["loc"]?.list ?? []).compactMap { part in
            switch part {
            case .string(let name): name
            case .integer(let index): String(index)
            default: nil
            }
        }
        return place.isEmpty ? text : place.joined(separator: ".") + ": " + text
    }

    /// A message that is JSON itself is read once more.
    private static func unwrapped(_ text: String, depth: Int) -> String {
        guard depth < 4, let first = text.first(where: { !$0.isWhitespace }), "{[".contains(first),
            let inner = JSONText.value(Array(text.utf8)), let message = message(in: inner, depth: depth + 1)
        else { return text }
        return message
    }

    private static func joined(_ texts: [String]) -> String? {
        texts.isEmpty ? nil : texts.joined(separator: "; ")
    }

    private static func codes(in value: ParameterValue) -> [String] {
        let places = [value, value["error"]].compactMap { $0 } + (value["detail"]?.list ?? [])
        return places.flatMap { place in
            ["code", "type", "error_type", "error_code"].compactMap { place[$0]?.text?.lowercased() }
        }
    }

    // MARK: Text

    /// Plain text as it is; of HTML only the title.
    private static func text(_ bytes: [UInt8], contentType: String?) -> String {
        // A body that was cut in the middle of a character, or is binary, is no message.
        guard !bytes.prefix(512).contains(0) else { return "" }
        let text = String(decoding: bytes.prefix(8_192), as: UTF8.self)
        let start = text.drop(while: \.isWhitespace)
        guard start.hasPrefix("<") || contentType?.lowercased().contains("html") == true else {
            return String(start)
        }
        guard let match = text.firstMatch(of: /<title[^>]*>([^<]*)/.ignoresCase()) else { return "" }
        return String(match.1)
    }
}
