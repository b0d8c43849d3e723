/// The transitions that the queue's methods are made of.
extension GenerationQueue {
    /// Starts queued generations while there is room. A generation that waits keeps its place: it is one of the
    /// few that are at it.
    mutating func startNext(at now: Moment) -> [Action] {
        var actions: [Action] = []
        var taken = entries.values.count { $0.generation.state.takesPlace }
        for id in order where taken < concurrency && entries[id]?.generation.state == .queued {
            actions += start(id, at: now)
            taken += 1
        }
        return actions
    }

    mutating func start(_ id: GenerationID, at now: Moment) -> [Action] {
        guard var entry = entries[id], concurrency > 0 else { return [] }
        lastRun += 1
        entry.run = lastRun
        entry.stepAttempts += 1
        entry.answerSeen = false
        if entry.step == .submit { entry.generation.attempts += 1 }
        entries[id] = entry
        let state: GenerationState =
            entry.step == .submit ? .submitting : .downloading(DownloadProgress(bytes: 0, total: nil))
        var actions = change(id, to: state, at: now, timeline: [line(.attempt, entry, at: now)])
        if let generation = entries[id]?.generation {
            actions.append(.start(generation, entry.step, run: lastRun))
        }
        return actions
    }

    mutating func fetch(_ id: GenerationID, from address: String, at now: Moment) -> [Action] {
        entries[id]?.generation.resultAddress = address
        entries[id]?.step = .download(address: address)
        entries[id]?.stepAttempts = 0
        entries[id]?.extraAttempts = 0
        entries[id]?.estimates = []
        return start(id, at: now)
    }

    mutating func failed(
        _ id: GenerationID,
        _ error: InferenceError,
        jitter: Double,
        at now: Moment
    ) -> [Action] {
        guard let entry = entries[id] else { return [] }
        if error.isLoading, entry.loadingSince == nil { entries[id]?.loadingSince = now }
        let situation = RetryPolicy.Situation(
            step: entry.step,
            attempt: entry.stepAttempts,
            extraAttempts: entry.extraAttempts,
            answerSeen: entry.answerSeen,
            loadingSince: entry.loadingSince ?? now,
            formerEstimates: entry.estimates,
            jitter: jitter,
            now: now
        )
        switch policy.decision(for: error, in: situation) {
        case .fail(let failure):
            return end(id, .failed(failure), line(.failed, entry, at: now, failure.message), at: now)
        case .hold(let reason):
            let held = change(
                id,
                to: .held(reason),
                at: now,
                timeline: [line(.held, entry, at: now, reason.text)]
            )
            return held + startNext(at: now)
        case .wait(let wait):
            if let seconds = wait.source.seconds { entries[id]?.estimates.append(seconds) }
            let entryLine = line(
                .waiting,
                entry,
                at: now,
                wait.message,
                reason: wait.reason,
                wait.length.seconds
            )
            return change(id, to: .waiting(wait), at: now, timeline: [entryLine]) + [.wake(wait.until)]
        }
    }

    mutating func interrupted(_ id: GenerationID, at now: Moment) -> [Action] {
        guard let entry = entries[id] else { return [] }
        if entry.step.isRepeatable {
            return change(
                id,
                to: .queued,
                at: now,
                timeline: [line(.queued, entry, at: now, "the program ended")]
            )
        }
        let reason = HoldReason.interruptedSubmit(.programEnded)
        return change(id, to: .held(reason), at: now, timeline: [line(.held, entry, at: now, reason.text)])
    }

    mutating func outOfTime(_ id: GenerationID, _ timeout: Duration, at now: Moment) -> [Action] {
        guard let entry = entries[id] else { return [] }
        let failure = InferenceError.timedOut(ErrorDetail(), .whole(timeout)).failure()
        var actions: [Action] = []
        if let run = entry.run { actions.append(.stop(run: run)) }
        return actions + end(id, .failed(failure), line(.failed, entry, at: now, failure.message), at: now)
    }

    mutating func end(
        _ id: GenerationID,
        _ state: GenerationState,
        _ line: TimelineEntry,
        at now: Moment
    ) -> [Action] {
        entries[id]?.generation.finishedAt = now.date
        entries[id]?.run = nil
        let actions = change(id, to: state, at: now, timeline: [line])
        entries[id] = nil
        order.removeAll { $0 == id }
        return actions + startNext(at: now)
    }

    /// Puts a generation into a state, adds the time of the old one to its clock, and tells everybody.
    mutating func change(
        _ id: GenerationID,
        to state: GenerationState,
        at now: Moment,
        timeline: [TimelineEntry]
    ) -> [Action] {
        guard var entry = entries[id] else { return [] }
        let spent = max(0, (now.uptime - entry.since.uptime).seconds)
        switch entry.generation.state {
        case .queued, .waiting: entry.generation.clocks.waiting += spent
        case .submitting, .running: entry.generation.clocks.running += spent
        case .downloading: entry.generation.clocks.saving += spent
        case .held, .succeeded, .failed, .cancelled: break
        }
        entry.generation.state = state
        entry.since = now
        entries[id] = entry
        return [.record(entry.generation, timeline)] + publish(id)
    }

    func publish(_ id: GenerationID) -> [Action] {
        guard let entry = entries[id] else { return [] }
        return [.publish(GenerationEvent(generation: entry.generation, since: entry.since))]
    }

    mutating func noteRequest(_ id: GenerationID, _ requestID: String?) {
        if let requestID { entries[id]?.generation.requestID = requestID }
    }

    func known(_ id: GenerationID) throws(Refusal) -> Entry {
        guard let entry = entries[id] else { throw .unknown(id) }
        return entry
    }

    func line(
        _ kind: TimelineEntry.Kind,
        _ entry: Entry,
        at now: Moment,
        _ text: String = "",
        reason: WaitReason? = nil,
        _ seconds: Double? = nil
    ) -> TimelineEntry {
        let words = [reason?.rawValue, text.isEmpty ? nil : text].compactMap { $0 }.joined(separator: ": ")
        return TimelineEntry(
            date: now.date,
            kind: kind,
            attempt: entry.generation.attempts,
            text: words,
            seconds: seconds
        )
    }
}
