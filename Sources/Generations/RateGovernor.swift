/// What is known of servers' limits: which of them are left alone until when, and how many may be asked at once.
///
/// A pure value. A limit that one generation has met holds back all that the server counts with it; how many are let
/// through at once is halved with each refusal and grows slowly with what succeeds.
package struct RateGovernor: Hashable, Sendable {
    /// What a server counts together.
    package enum Bucket: Hashable, Sendable {
        /// All that the account asks of Hugging Face.
        case huggingFace
        /// All that goes to one provider, by its name on the Hub.
        case provider(String)
        /// All that goes to one direct endpoint, by host and port.
        case endpoint(String)
    }

    /// Generations that are under the same limits, so that they are started in one order.
    package enum Lane: Hashable, Sendable {
        /// What a provider has already: asking for it is no new work.
        case begun
        /// Through the router, or to a provider itself; the provider is nil where the Hub chooses.
        case routed(provider: String?, model: ModelID)
        case endpoint(String)
    }

    /// A bucket that is left alone until its server counts anew.
    package struct Limit: Hashable, Sendable {
        package var bucket: Bucket
        package var since: Moment
        package var until: Moment
        package var source: WaitSource
        /// What the server said, sanitised; empty when it said nothing.
        package var message: String
        /// Whether asking for jobs is counted as well.
        package var holdsJobs: Bool

        package init(
            bucket: Bucket,
            since: Moment,
            until: Moment,
            source: WaitSource,
            message: String = "",
            holdsJobs: Bool
        ) {
            self.bucket = bucket
            self.since = since
            self.until = until
            self.source = source
            self.message = message
            self.holdsJobs = holdsJobs
        }
    }

    /// How many of a bucket may be at work at once, after it was refused.
    private struct Pace: Hashable, Sendable {
        var most: Int
        /// Successes since it last grew.
        var successes = 0
        /// The last exchange that had begun when it was cut: what those before it hear is no news.
        var lastRun: Int
    }

    private var limits: [Bucket: Limit] = [:]
    private var paces: [Bucket: Pace] = [:]
    private var running: [Lane: Int] = [:]
    /// The provider that was last chosen for a model.
    private var providers: [ModelID: String] = [:]

    package init() {}

    /// The lane that a request is started in.
    package static func lane(of request: GenerationRequest, substitute: InferenceProvider? = nil) -> Lane {
        if let endpoint = request.endpoint { return .endpoint(host(of: endpoint)) }
        let provider = substitute?.rawValue ?? request.provider
        return .routed(provider: provider == "auto" ? nil : provider, model: request.model)
    }

    // MARK: Who may start

    /// What a lane has to wait for just now; the latest, when there are several.
    ///
    /// - Parameter patience: the longest wait that is worth it; beyond it nothing is held back.
    package func limit(on lane: Lane, at now: Moment, patience: Duration? = nil) -> Limit? {
        let all = buckets(of: lane).compactMap { limits[$0] }.filter { $0.until.uptime > now.uptime }
        guard let last = all.max(by: { $0.until.uptime < $1.until.uptime }) else { return nil }
        if let patience, last.until.uptime - now.uptime > patience { return nil }
        return last
    }

    /// What asking for a lane's jobs has to wait for just now.
    package func jobLimit(on lane: Lane, at now: Moment) -> Limit? {
        limit(on: lane, at: now).flatMap { $0.holdsJobs ? $0 : nil }
    }

    /// Whether one more of a lane may be started.
    package func admits(_ lane: Lane, at now: Moment, patience: Duration? = nil) -> Bool {
        limit(on: lane, at: now, patience: patience) == nil
            && buckets(of: lane).allSatisfy { bucket in
                paces[bucket].map { atWork(in: bucket) < $0.most } ?? true
            }
    }

    // MARK: What happens

    /// One of a lane has begun.
    package mutating func began(_ lane: Lane) {
        running[lane, default: 0] += 1
    }

    /// One of a lane is at work no more.
    package mutating func ended(_ lane: Lane) {
        guard let count = running[lane] else { return }
        running[lane] = count > 1 ? count - 1 : nil
    }

    /// The Hub's choice for a model: others of that model will go there as well.
    package mutating func chose(_ provider: InferenceProvider, for lane: Lane) {
        if case .routed(nil, let model) = lane { providers[model] = provider.rawValue }
    }

    /// A server has refused one of a lane because there were too many.
    ///
    /// - Parameters:
    ///   - run: the exchange that was refused.
    ///   - lastRun: the newest exchange.
    /// - Returns: the limit that holds from now on, when that is news.
    package mutating func refused(
        _ lane: Lane,
        _ limit: Limit,
        run: Int,
        lastRun: Int
    ) -> Limit? {
        let bucket = limit.bucket
        let pace = paces[bucket]
        if run > pace?.lastRun ?? 0 {
            let most = min(pace?.most ?? .max, atWork(in: bucket))
            paces[bucket] = Pace(most: max(1, most / 2), lastRun: lastRun)
        }
        return close(limit)
    }

    /// One of a lane was accepted.
    ///
    /// - Parameter concurrency: how many may run in all; from there on a bucket has no pace of its own.
    package mutating func succeeded(_ lane: Lane, concurrency: Int) {
        for bucket in buckets(of: lane) {
            guard var pace = paces[bucket] else { continue }
            pace.successes += 1
            if pace.successes >= pace.most {
                pace.successes = 0
                pace.most += 1
            }
            paces[bucket] = pace.most >= concurrency ? nil : pace
        }
    }

    /// Leaves a bucket alone: its server has said that nothing is left, or another process has heard it.
    ///
    /// - Returns: the limit, when it holds for longer than what was known.
    package mutating func close(_ limit: Limit) -> Limit? {
        // What was written down and read again is a little off.
        if let known = limits[limit.bucket], known.until.uptime + .milliseconds(100) >= limit.until.uptime {
            return nil
        }
        limits[limit.bucket] = limit
        return limit
    }

    /// Forgets what is over.
    package mutating func expire(at now: Moment) {
        limits = limits.filter { $0.value.until.uptime > now.uptime }
    }

    // MARK: Parts

    /// The bucket that a refusal is about: a `RateLimit` header is Hugging Face's own, unless somebody else was asked
    /// directly; all else is the provider's.
    package func bucket(of lane: Lane, _ source: WaitSource, provider: String?, usesOwnKey: Bool) -> Bucket {
        switch lane {
        case .endpoint(let host): return .endpoint(host)
        case .begun, .routed:
            guard let provider else { return .huggingFace }
            if case .rateLimit = source, !usesOwnKey { return .huggingFace }
            return .provider(provider)
        }
    }

    private func buckets(of lane: Lane) -> [Bucket] {
        switch lane {
        case .begun: return []
        case .endpoint(let host): return [.endpoint(host)]
        case .routed(let provider, let model):
            guard let name = provider ?? providers[model] else { return [.huggingFace] }
            return [.huggingFace, .provider(name)]
        }
    }

    private func atWork(in bucket: Bucket) -> Int {
        running.reduce(0) { buckets(of: $1.key).contains(bucket) ? $0 + $1.value : $0 }
    }

    /// Host and port of an address, in lower case.
    private static func host(of address: String) -> String {
        let rest = address.firstRange(of: "://").map { address[$0.upperBound...] } ?? address[...]
        let authority = rest.prefix { !"/?#".contains($0) }
        return String(authority.split(separator: "@").last ?? "").lowercased()
    }
}

extension RateGovernor.Bucket: LosslessStringConvertible {
    /// Reads a bucket's name as it is kept in the library; nil for one that a newer program has written.
    package init?(_ description: String) {
        let parts = description.split(separator: " ", maxSplits: 1).map(String.init)
        switch (parts.first, parts.count) {
        case ("huggingface", 1): self = .huggingFace
        case ("provider", 2): self = .provider(parts[1])
        case ("endpoint", 2): self = .endpoint(parts[1])
        default: return nil
        }
    }

    /// Its name in the library.
    package var description: String {
        switch self {
        case .huggingFace: "huggingface"
        case .provider(let name): "provider \(name)"
        case .endpoint(let host): "endpoint \(host)"
        }
    }
}
