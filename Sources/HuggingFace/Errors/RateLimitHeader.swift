import Generations
import NIOHTTP1

/// The Hub's rate limit headers (IETF draft 9 of RateLimit headers), read as huggingface_hub `utils/_http.py`
/// does: what does not match the grammar counts as absent.
struct RateLimitHeader: Hashable, Sendable {
    /// The bucket's name, such as `api`.
    var resource: String
    var remaining: Int
    /// Seconds until the window starts anew.
    var reset: Int
    /// The quota of a window, if the policy was sent.
    var limit: Int?
    /// A window's length in seconds, if the policy was sent.
    var window: Int?

    /// Reads `RateLimit` and `RateLimit-Policy`.
    init?(rateLimit: String?, policy: String?) {
        guard let rateLimit, rateLimit.utf8.count < 1_000,
            let match = rateLimit.firstMatch(of: /"(\w+)"\s*;\s*r\s*=\s*([0-9]+)\s*;\s*t\s*=\s*([0-9]+)/),
            let remaining = Int(match.2), let reset = Int(match.3)
        else { return nil }
        resource = String(match.1)
        self.remaining = remaining
        self.reset = reset
        guard let policy, policy.utf8.count < 1_000,
            let match = policy.firstMatch(of: /q\s*=\s*([0-9]+).*?w\s*=\s*([0-9]+)/)
        else { return }
        limit = Int(match.1)
        window = Int(match.2)
    }

    /// Reads both from an answer's headers.
    init?(_ headers: HTTPHeaders) {
        self.init(
            rateLimit: headers.first(name: "ratelimit"),
            policy: headers.first(name: "ratelimit-policy")
        )
    }

    /// What has to be waited for when nothing is left.
    var source: WaitSource { .rateLimit(bucket: resource, limit: limit, reset: Double(reset)) }
}
