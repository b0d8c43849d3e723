/// A model's name on the Hub: `owner/name`.
package struct ModelID: Hashable, Sendable, CustomStringConvertible {
    package let rawValue: String

    /// Takes `owner/name` of letters, digits, `.`, `_` and `-` (huggingface_hub, `validate_repo_id`); nil for
    /// anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, text.count <= 96 + 96, parts.allSatisfy(Self.isName) else { return nil }
        rawValue = text
    }

    /// The name without its owner.
    package var name: String {
        String(rawValue[rawValue.index(after: rawValue.firstIndex(of: "/") ?? rawValue.startIndex)...])
    }

    package var description: String { rawValue }

    private static func isName(_ part: Substring) -> Bool {
        guard let first = part.first, let last = part.last else { return false }
        let allowed = part.allSatisfy { character in
            character.isASCII && (character.isLetter || character.isNumber || "._-".contains(character))
        }
        return allowed && !".-".contains(first) && !".-".contains(last)
            && !part.contains("..") && !part.contains("--")
    }
}
