import Foundation
import Generations

/// A wait as it is kept in the column `wait`. Only dates are kept: uptime is of one boot.
struct WaitDocument: Codable {
    var reason: String
    var source: String
    /// The estimate, the time to the reset, or the `Retry-After`.
    var seconds: Double?
    var bucket: String?
    var limit: Int?
    var since: Int64
    var until: Int64
    var attempt: Int
    var maxAttempts: Int
    var estimates: [Double]
    var message: String

    init(_ wait: Wait) {
        reason = wait.reason.rawValue
        switch wait.source {
        case .estimatedTime(let estimate):
            source = "estimated_time"
            seconds = estimate
        case .rateLimit(let name, let most, let reset):
            source = "rate_limit"
            (bucket, limit, seconds) = (name, most, reset)
        case .retryAfter(let length):
            source = "retry_after"
            seconds = length
        case .backoff:
            source = "backoff"
        }
        since = wait.since.date.milliseconds
        until = wait.until.date.milliseconds
        attempt = wait.attempt
        maxAttempts = wait.maxAttempts
        estimates = wait.formerEstimates
        message = wait.message
    }

    /// The wait, with its uptimes counted from the present moment. When the clock was set back since, it begins
    /// anew: what is left of a wait is never longer than the wait was.
    func wait(now: Moment) throws(UnreadableRow) -> Wait {
        guard let reason = WaitReason(rawValue: reason) else {
            throw UnreadableRow(what: "the wait's reason is \"\(reason)\"")
        }
        let present = now.date.milliseconds
        let setBack = since > present ? since - present : 0
        return Wait(
            reason: reason,
            source: try waitSource(),
            since: now.advanced(toMilliseconds: since - setBack),
            until: now.advanced(toMilliseconds: setBack > 0 ? max(until, since) - setBack : until),
            attempt: attempt,
            maxAttempts: maxAttempts,
            formerEstimates: estimates,
            message: message
        )
    }

    private func waitSource() throws(UnreadableRow) -> WaitSource {
        switch (source, seconds) {
        case ("estimated_time", let seconds?): .estimatedTime(seconds)
        case ("rate_limit", let seconds?): .rateLimit(bucket: bucket ?? "", limit: limit, reset: seconds)
        case ("retry_after", let seconds?): .retryAfter(seconds)
        case ("backoff", _): .backoff
        default: throw UnreadableRow(what: "the wait's source is \"\(source)\"")
        }
    }
}

extension Moment {
    /// The moment of a date, as far from this one on both clocks.
    fileprivate func advanced(toMilliseconds milliseconds: Int64) -> Moment {
        let date = Date(milliseconds: milliseconds)
        // A century is longer than any wait; it keeps a damaged date from overflowing.
        let century = 100 * 366 * 86_400.0
        let distance = min(max(date.timeIntervalSince(self.date), -century), century)
        return Moment(uptime: uptime + .milliseconds(Int64((distance * 1_000).rounded())), date: date)
    }
}
