import Foundation

/// The part of a file's name that recalls the prompt: lower-case ASCII letters and digits with single hyphens, so
/// that it is safe on every file system, in every shell and in every address.
enum VideoSlug {
    /// The most characters; longer ones end with a whole word.
    static let longest = 48

    /// The slug of a prompt; `video` when nothing of it can be spelled.
    static func slug(_ prompt: String) -> String {
        // More of a pasted file is not looked at.
        let scalars = String(prompt.prefix(400)).decomposedStringWithCompatibilityMapping.unicodeScalars
        var words: [String] = []
        var word = ""
        for scalar in scalars {
            if let spelled = spelling(scalar) {
                word += spelled
            } else if !word.isEmpty {
                words.append(word)
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        return joined(words)
    }

    private static func joined(_ words: [String]) -> String {
        var slug = ""
        for word in words {
            let longer = slug.isEmpty ? word : slug + "-" + word
            guard longer.utf8.count <= longest else { break }
            slug = longer
        }
        if slug.isEmpty { slug = String((words.first ?? "").prefix(longest)) }
        return slug.isEmpty ? "video" : slug
    }

    /// A character in ASCII; nil for one that parts words. Marks, which decomposing has split off, and apostrophes
    /// are spelled with nothing.
    private static func spelling(_ scalar: Unicode.Scalar) -> String? {
        if scalar.isASCII, scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
            return String(scalar).lowercased()
        }
        if scalar.properties.generalCategory == .nonspacingMark || scalar == "'" || scalar == "\u{2019}" {
            return ""
        }
        return letters[scalar]
    }

    /// Latin letters that do not decompose.
    private static let letters: [Unicode.Scalar: String] = [
        "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l",
        "Ł": "l",
        "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i",
    ]
}
