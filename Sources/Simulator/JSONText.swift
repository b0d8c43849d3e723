import Foundation

/// The little that is needed to write JSON by hand, with its keys in the order in which services send them.
enum JSONText {
    /// A string as JSON writes it, quotes included.
    static func quoted(_ text: String) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        let data = (try? encoder.encode(text)) ?? Data("\"\"".utf8)
        return String(decoding: data, as: UTF8.self)
    }
}
