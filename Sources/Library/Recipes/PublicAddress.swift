import Foundation

/// Addresses in files that people hand on: no names, passwords or signatures of theirs.
enum PublicAddress {
    /// The address without what may be secret in it; nil for what is no address.
    static func of(_ text: String) -> String? {
        guard var parts = URLComponents(string: text), parts.host != nil else { return nil }
        (parts.user, parts.password, parts.query, parts.fragment) = (nil, nil, nil, nil)
        return parts.string
    }

    /// Whether nothing in an address may be secret.
    static func isPublic(_ text: String) -> Bool {
        of(text) == text
    }
}
