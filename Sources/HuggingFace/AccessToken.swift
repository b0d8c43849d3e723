import NIOHTTP1

/// A Hugging Face token that does not show itself: its text leaves this file only in the `Authorization`
/// header.
package struct AccessToken: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    private let secret: String

    /// Takes a token as users have it, with the spaces and line ends of a file around it; nil when nothing is
    /// left.
    ///
    /// - Throws: `AccessTokenProblem` when it holds characters that no header can carry.
    package init?(_ text: String) throws(AccessTokenProblem) {
        let stripped = text.unicodeScalars.filter { !["\r", "\n", " "].contains($0) }
        guard !stripped.isEmpty else { return nil }
        guard stripped.allSatisfy({ (0x21...0x7E).contains($0.value) }) else { throw AccessTokenProblem() }
        secret = String(String.UnicodeScalarView(stripped))
    }

    package var description: String { "•••" }

    package var debugDescription: String { description }

    package var customMirror: Mirror { Mirror(self, children: []) }

    /// What may be printed of it: whether it is a Hugging Face token, and nothing more.
    package var masked: String { isHuggingFace ? "hf_•••" : description }

    /// Whether it is a token of Hugging Face; anything else is a provider's own key
    /// (huggingface.js `lib/makeRequestOptions.ts`).
    var isHuggingFace: Bool { secret.hasPrefix("hf_") }

    /// Puts the token where it goes; the only way out for it.
    func authorize(_ headers: inout HTTPHeaders, as scheme: AuthorizationScheme = .bearer) {
        headers.replaceOrAdd(name: "Authorization", value: "\(scheme.rawValue) \(secret)")
    }

    /// The text with every occurrence of this token taken out.
    func removed(from text: String) -> String {
        guard secret.count >= 4 else { return text }
        var rest = Substring(text)
        var kept = ""
        while let range = rest.firstRange(of: secret) {
            kept += rest[..<range.lowerBound] + "[token]"
            rest = rest[range.upperBound...]
        }
        return kept + rest
    }
}

/// The word before the token in the `Authorization` header.
package enum AuthorizationScheme: String, Hashable, Sendable {
    case bearer = "Bearer"
    /// What fal.ai wants before a key of its own.
    case key = "Key"
}

/// A token that cannot be one, since no header can carry it.
package struct AccessTokenProblem: Error, Hashable, Sendable {
    /// One sentence for the user, without the token.
    package let sentence =
        "The token holds characters that no HTTP header can carry: copy it again from "
        + "https://huggingface.co/settings/tokens."
}

/// A token and the place that it came from, in words such as `HF_TOKEN` or `~/.cache/huggingface/token`.
package struct FoundToken: Hashable, Sendable {
    package var token: AccessToken
    package var source: String

    package init(token: AccessToken, source: String) {
        self.token = token
        self.source = source
    }
}
