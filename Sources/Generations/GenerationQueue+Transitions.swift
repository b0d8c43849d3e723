/// The transitions that the queue's methods are made of.
extension GenerationQueue {
    /// Starts queued generations while there is room. A generation that waits keeps its place: it is one of the
    /// few that are at it.
    mutating func startNext(at now: Moment) -> [Action] {
        var actions: [Action] = []
        while atWork.count < concurrency, let next = next(at: now) {
            actions += start(next, at: now)
        }
        return actions + holdLongWaits(at: now) + tellHeldBack(at: now)
    }

    mutating func start(_ id: GenerationID, at now: Moment) -> [Action] {
        guard var entry = entries[id], concurrency > 0 else { return [] }
        lastRun += 1
        entry.run = lastRun
        entry.latestRun = lastRun
        entry.stepAttempts += 1
        entry.answerSeen = false
        entry.nextPoll = nil
        entry.isPatient = false
        let isFirst = entry.begun == nil
        if isFirst { entry.begun = now }
        entry.runningBefore = entry.generation.clocks.running
        if entry.step == .submit { entry.generation.attempts += 1 }
        entries[id] = entry
        var actions: [Action]
        switch entry.step {
        case .submit:
            actions = change(id, to: .submitting, at: now, timeline: [line(.attempt, entry, at: now)])
        case .download:
            let known = DownloadProgress(bytes: entry.mostBytes, total: entry.generation.partial?.total)
            let lines = entry.savingWaits > 0 ? [] : [line(.attempt, entry, at: now)]
            actions = change(id, to: .downloading(known), at: now, timeline: lines)
        case .poll, .result:
            actions =
                entry.generation.state == .running ? [] : change(id, to: .running, at: now, timeline: [])
            setAlarm(id)
        }
        if let generation = entries[id]?.generation {
            actions.append(.start(generation, entry.step, run: lastRun))
        }
        if isFirst, let timeout = policy.timeout { actions.append(.wake(now.advanced(by: timeout))) }
        return actions
    }

    mutating func fetch(_ id: GenerationID, from address: String, at now: Moment) -> [Action] {
        entries[id]?.generation.resultAddress = address
        entries[id]?.turn(to: .download(address: address))
        entries[id]?.asking = now
        return start(id, at: now)
    }

    mutating func failed(
        _ id: GenerationID,
        _ error: InferenceError,
        jitter: Double,
        at now: Moment
    ) -> [Action] {
        guard let entry = entries[id] else { return [] }
        entries[id]?.savingWaits = 0
        if let actions = expired(id, error, at: now) ?? lost(id, at: now) { return actions }
        if let next = nextProvider(for: entry, after: error) {
            return fallBack(id, to: next, after: error, at: now)
        }
        if error.isLoading, entry.loadingSince == nil { entries[id]?.loadingSince = now }
        let misses = error.isOfMissing || error.isOfNoMedia ? entry.misses + 1 : 0
        entries[id]?.misses = misses
        let situation = situation(of: entry, misses: misses, jitter: jitter, at: now)
        let decision = policy.decision(for: error, in: situation)
        let limits = refused(entry, error, decision, at: now)
        switch decision {
        case .fail(let failure):
            let failure = lostJob(of: entry, error) ?? failure
            return limits + end(id, .failed(failure), line(.failed, entry, at: now, failure.message), at: now)
        case .hold(let reason):
            let held = change(
                id,
                to: .held(reason),
                at: now,
                timeline: [line(.held, entry, at: now, reason.text)]
            )
            return limits + held + startNext(at: now)
        case .wait(let wait):
            if let seconds = wait.source.seconds { entries[id]?.estimates.append(seconds) }
            if entry.step.isRepeatable { entries[id]?.asking = entry.asking ?? now }
            countAttemptAsWaiting(id, at: now)
            let entryLine = line(
                .waiting,
                entry,
                at: now,
                wait.message,
                reason: wait.reason,
                wait.length.seconds
            )
            let waits = change(id, to: .waiting(wait), at: now, timeline: [entryLine]) + [.wake(wait.until)]
            // One that is refused gives its place up to those that other servers are asked for.
            return limits + waits + (wait.reason == .rateLimited ? startNext(at: now) : [])
        }
    }

    /// What the policy has to know of a failed exchange.
    func situation(of entry: Entry, misses: Int = 0, jitter: Double, at now: Moment) -> RetryPolicy.Situation
    {
        RetryPolicy.Situation(
            step: entry.step,
            attempt: entry.stepAttempts,
            extraAttempts: entry.extraAttempts,
            answerSeen: entry.answerSeen,
            loadingSince: entry.loadingSince ?? now,
            formerEstimates: entry.estimates,
            asking: entry.asking,
            misses: misses,
            jitter: jitter,
            now: now
        )
    }

    /// The time of an attempt that the server sent away was time waited.
    mutating func countAttemptAsWaiting(_ id: GenerationID, at now: Moment) {
        guard var entry = entries[id], entry.step == .submit else { return }
        let spent = max(0, (now.uptime - entry.since.uptime).seconds)
        let running = entry.generation.clocks.running - entry.runningBefore
        entry.generation.clocks.running = entry.runningBefore
        entry.generation.clocks.waiting += running + spent
        entry.since = now
        entries[id] = entry
    }

    mutating func interrupted(_ id: GenerationID, at now: Moment) -> [Action] {
        guard let entry = entries[id] else { return [] }
        if entry.step.isRepeatable || entry.generation.nextStep.isRepeatable {
            if !entry.step.isRepeatable { entries[id]?.step = entry.generation.nextStep }
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
        var failure = InferenceError.timedOut(ErrorDetail(), .whole(timeout)).failure()
        if entry.step == .submit, entry.run != nil {
            failure.message += " The request had been sent, so the video may have been made and billed."
        }
        var actions: [Action] = []
        if let run = entry.run {
            actions.append(.stop(run: run))
            stopped[run] = entry
            stopped[run]?.endedAs = .failed(failure)
        }
        let ended = end(id, .failed(failure), line(.failed, entry, at: now, failure.message), at: now)
        return actions + withCancel(of: entry.step.job, ended)
    }

    mutating func end(
        _ id: GenerationID,
        _ state: GenerationState,
        _ line: TimelineEntry,
        at now: Moment
    ) -> [Action] {
        // What an exchange is still writing, it removes itself.
        let left = entries[id].flatMap { $0.run == nil ? $0.generation.partial : nil }
        entries[id]?.generation.partial = nil
        entries[id]?.generation.finishedAt = now.date
        entries[id]?.run = nil
        let actions = change(id, to: state, at: now, timeline: [line])
        if cancelling[id] != nil { cancelling[id] = entries[id]?.generation }
        remove(id)
        return actions + (left.map { [.remove($0)] } ?? []) + startNext(at: now)
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
        entry.generation.heldBack = nil
        heldBack.remove(id)
        entry.since = now
        entries[id] = entry
        note(entry.generation)
        return [.record(entry.generation, timeline)] + publish(id)
    }

    func publish(_ id: GenerationID, news: String? = nil) -> [Action] {
        guard let entry = entries[id] else { return [] }
        return [.publish(GenerationEvent(generation: entry.generation, since: entry.since, news: news))]
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
