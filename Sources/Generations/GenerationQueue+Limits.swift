/// Servers' limits: what one generation has met holds back the others.
extension GenerationQueue {
    /// The most of a lane that are told that they are held back: those whose turn is next.
    private static let mostTold = 64

    /// The one to start next, of those that may be; only what has begun already while the queue is held.
    func next(at now: Moment) -> GenerationID? {
        if isHeld { return queued[.begun]?.first?.id }
        let open = queued.filter { governor.admits($0.key, at: now, patience: policy.maxWait) }
        return open.compactMap(\.value.first).min()?.id
    }

    /// A wait is over: the next attempt is made, or it is queued again in its old place, when the server's limit
    /// lets fewer through than have waited for it.
    mutating func waited(_ id: GenerationID, at now: Moment) -> [Action] {
        guard let entry = entries[id], !entry.generation.takesPlace else { return start(id, at: now) }
        let isFree = atWork.count < concurrency
        if isFree, governor.admits(entry.lane, at: now, patience: policy.maxWait) {
            return start(id, at: now)
        }
        return change(id, to: .queued, at: now, timeline: [])
    }

    /// A job is asked for, or later, when its server takes no questions just now.
    mutating func askForJob(_ id: GenerationID, at now: Moment) -> [Action] {
        guard let lane = entries[id]?.lane, let limit = governor.jobLimit(on: lane, at: now) else {
            return start(id, at: now)
        }
        entries[id]?.nextPoll = limit.until
        setAlarm(id)
        return [.wake(limit.until)]
    }

    /// A server has refused an exchange because there were too many: all that it counts together are held back until
    /// it counts anew.
    mutating func refused(
        _ entry: Entry,
        _ error: InferenceError,
        _ decision: RetryPolicy.Decision,
        at now: Moment
    ) -> [Action] {
        guard case .rateLimited(let detail, let told) = error, !entry.step.isDownload else { return [] }
        let source = told ?? decision.wait?.source ?? .backoff
        guard let until = decision.wait?.until ?? source.end(from: now) else { return [] }
        let limit = RateGovernor.Limit(
            bucket: governor.bucket(
                of: entry.lane,
                source,
                provider: detail.provider,
                usesOwnKey: detail.usesOwnKey
            ),
            since: now,
            until: until,
            source: source,
            message: detail.message,
            holdsJobs: entry.step.job != nil || source.isCounted
        )
        guard let news = governor.refused(entry.lane, limit, run: entry.latestRun, lastRun: lastRun) else {
            return []
        }
        return [.limit(news), .wake(news.until)]
    }

    /// A server has accepted something and says that it was the last.
    mutating func usedUp(_ id: GenerationID, _ source: WaitSource, at now: Moment) -> [Action] {
        guard let entry = entries[id], let until = source.end(from: now) else { return [] }
        let provider = entry.announced?.rawValue ?? entry.generation.provider?.rawValue
        let limit = RateGovernor.Limit(
            bucket: governor.bucket(
                of: entry.lane,
                source,
                provider: provider,
                usesOwnKey: entry.generation.job?.route == .provider
            ),
            since: now,
            until: until,
            source: source,
            holdsJobs: true
        )
        guard let news = governor.close(limit) else { return [] }
        return [.limit(news), .wake(news.until)] + startNext(at: now)
    }

    /// What another process has heard of limits.
    package mutating func heard(of limits: [RateGovernor.Limit], at now: Moment) -> [Action] {
        let news = limits.filter { $0.until.uptime > now.uptime }.compactMap { governor.close($0) }
        guard !news.isEmpty else { return [] }
        return news.map { .wake($0.until) } + startNext(at: now)
    }

    /// What would have to wait for a server's limit for longer than is waited silently is held and says so, as the one
    /// is that has met it; what the user has released waits.
    mutating func holdLongWaits(at now: Moment) -> [Action] {
        guard atWork.count < concurrency, !isHeld else { return [] }
        var waits: [GenerationID: Wait] = [:]
        for (lane, places) in queued {
            guard let limit = governor.limit(on: lane, at: now, patience: policy.maxWait),
                limit.until.uptime - now.uptime > policy.longestWait
            else { continue }
            for place in places.places where entries[place.id]?.isPatient == false {
                waits[place.id] = wait(for: limit, of: place.id)
            }
        }
        return waits.keys.sorted().flatMap { id -> [Action] in
            guard let entry = entries[id], let wait = waits[id] else { return [] }
            let reason = HoldReason.longWait(wait)
            let lines = [line(.held, entry, at: now, reason.text)]
            return change(id, to: .held(reason), at: now, timeline: lines)
        }
    }

    /// Tells those whose turn it is, and that are held back, by what and until when; and those that are no longer.
    mutating func tellHeldBack(at now: Moment) -> [Action] {
        var waits: [GenerationID: Wait] = [:]
        let free = min(concurrency - atWork.count, Self.mostTold)
        if free > 0, !isHeld {
            for (lane, places) in queued {
                guard let limit = governor.limit(on: lane, at: now, patience: policy.maxWait) else {
                    continue
                }
                for place in places.places.prefix(free) { waits[place.id] = wait(for: limit, of: place.id) }
            }
        }
        let over = heldBack.filter { waits[$0] == nil }
        let news = waits.filter { entries[$0.key]?.generation.heldBack != $0.value }.keys
        for id in over { entries[id]?.generation.heldBack = nil }
        for id in news { entries[id]?.generation.heldBack = waits[id] }
        heldBack = Set(waits.keys)
        return over.union(news).sorted().flatMap { publish($0) }
    }

    private func wait(for limit: RateGovernor.Limit, of id: GenerationID) -> Wait {
        Wait(
            reason: .rateLimited,
            source: limit.source,
            since: limit.since,
            until: limit.until,
            attempt: (entries[id]?.stepAttempts ?? 0) + 1,
            maxAttempts: policy.maxAttempts,
            message: limit.message
        )
    }
}

extension RetryPolicy.Decision {
    /// The wait that was decided on.
    fileprivate var wait: Wait? {
        switch self {
        case .wait(let wait), .hold(.longWait(let wait)): wait
        case .hold, .fail: nil
        }
    }
}

extension WaitSource {
    /// Whether a server counts requests of any kind, and has said when it begins anew.
    fileprivate var isCounted: Bool {
        if case .rateLimit = self { return true }
        return false
    }

    /// When it is over, as far as the server says; at most a day.
    fileprivate func end(from now: Moment) -> Moment? {
        guard let seconds, seconds.isFinite, seconds > 0 else { return nil }
        return now.advanced(by: .seconds(min(seconds, 86_400) + margin))
    }
}
