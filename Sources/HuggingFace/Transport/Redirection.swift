import Generations

import struct Foundation.URL

/// Where a `Location` header leads, and what it says of a request that is not repeated there.
enum Redirection {
    static func resolve(_ location: String, against url: String) -> String {
        URL(string: location, relativeTo: URL(string: url))?.absoluteURL.absoluteString ?? location
    }

    /// Whether a status leaves open that a submit was done. 307 and 308 want the same request elsewhere; all others
    /// lead on with GET, as after work that is done (RFC 9110, 15.4), and the router bills for 3xx as for 2xx.
    static func leavesOpen(_ status: Int) -> Bool {
        (300..<400).contains(status) && ![307, 308].contains(status)
    }

    /// Whether a submit that was led on with GET may have been done: not when it is the same at another origin that is
    /// named, nor when one has to sign in first.
    static func leavesOpen(_ status: Int, to target: String, from url: String) -> Bool {
        guard leavesOpen(status), let there = try? URLParts(target), let here = try? URLParts(url) else {
            return leavesOpen(status)
        }
        let isMoved = there.origin != here.origin && call(target) == call(url)
        let names = there.path.lowercased().split(separator: "/").map(String.init)
        return !isMoved && signInNames.isDisjoint(with: names)
    }

    private static let signInNames: Set<String> = [
        "auth", "authorize", "log-in", "log_in", "login", "oauth", "oauth2", "saml", "sign-in", "sign_in",
        "signin",
        "sso",
    ]

    /// What is asked for, whoever is asked.
    private static func call(_ address: String) -> [String?] {
        let url = URL(string: address)
        return [url?.path, url?.query]
    }

    /// The error of a request that is not repeated where an answer leads.
    static func refused(_ detail: ErrorDetail, mayBeAccepted: Bool) -> InferenceError {
        guard mayBeAccepted else { return .endpointGone(detail) }
        var detail = detail
        detail.mayBeAccepted = true
        return .unreadableResponse(detail)
    }
}
