/// Providers and their jobs: what is asked next, and until when.
extension GenerationQueue {
    /// The provider of the exchange under way is known; what is worth saying of it is said once.
    mutating func chosen(_ id: GenerationID, _ note: ProviderNote, at now: Moment) -> [Action] {
        guard let entry = entries[id], entry.announced != note.provider else { return [] }
        entries[id]?.announced = note.provider
        if !entry.generation.isMakingKeyframe { governor.chose(note.provider, for: entry.lane) }
        entries[id]?.generation.provider = note.provider
        let news = note.notices.isEmpty ? nil : "\(id): \(note.notices.joined(separator: " "))"
        return noted(id, note.notices + ["asks \(note.provider)"], news: news, at: now)
    }

    /// The provider has begun a job. It is written down before it is asked for.
    mutating func accepted(
        _ id: GenerationID,
        _ job: RemoteJob,
        _ report: JobReport,
        at now: Moment
    ) -> [Action] {
        take(job, of: id, at: now)
        let actions = noted(id, ["\(job.provider) has it as \(job.id)"], at: now)
        return actions + heard(id, report, at: now)
    }

    /// The job was heard of.
    mutating func heard(_ id: GenerationID, _ report: JobReport, at now: Moment) -> [Action] {
        noteRequest(id, report.requestID)
        guard let entry = entries[id], let job = entry.generation.job else { return [] }
        // What is finished and not there is asked for again: it is made and paid.
        if case .failed(let error) = report.status, error.isOfNoMedia {
            return failed(id, error, jitter: 0, at: now)
        }
        entries[id]?.stepAttempts = 0
        entries[id]?.misses = 0
        switch report.status {
        case .queued, .running:
            return pending(id, job, report, at: now)
        case .resultReady:
            entries[id]?.step = .result(job)
            return start(id, at: now)
        case .finished(let result):
            entries[id]?.generation.cost = result.cost ?? entry.generation.cost
            guard case .address(let address) = result.media else { return [] }
            return noted(id, news(of: result, entry), at: now) + fetch(id, from: address, at: now)
        case .failed(let error):
            let failure = error.failure()
            return end(id, .failed(failure), line(.failed, entry, at: now, failure.message), at: now)
        case .cancelled:
            return end(id, .cancelled, line(.cancelled, entry, at: now, "by \(job.provider)"), at: now)
        }
    }

    /// What is worth keeping of what a job has made: without the seed that was really taken nobody can make it again.
    private func news(of result: JobResult, _ entry: Entry) -> [String] {
        let provider = entry.generation.provider?.rawValue ?? "the provider"
        let flag = result.isFlagged ? ["\(provider) marked what it made; it may be black"] : []
        guard let seed = result.seed, seed != entry.generation.request.parameters.seed else { return flag }
        return flag + ["\(provider) took the seed \(seed)"]
    }

    /// The job goes on: it is asked for again in a while.
    private mutating func pending(
        _ id: GenerationID,
        _ job: RemoteJob,
        _ report: JobReport,
        at now: Moment
    ) -> [Action] {
        guard var entry = entries[id] else { return [] }
        let before = entry.generation.jobStatus
        let asking = entry.asking ?? now
        let next = now.advanced(by: report.pace.wait(before: entry.polls))
        entry.step = .poll(job)
        entry.generation.jobStatus = report.status
        entry.asking = asking
        entry.polls += 1
        entry.nextPoll = next
        entries[id] = entry
        setAlarm(id)
        guard now.uptime - asking.uptime < policy.jobLimit else { return tooLong(id, job, at: now) }
        let stage = report.status.stage
        let texts = stage == before?.stage ? [] : ["\(stage) \(job.provider)"]
        if entry.generation.state == .running { return noted(id, texts, at: now) + [.wake(next)] }
        let lines = texts.map { line(.note, entry, at: now, $0) }
        return change(id, to: .running, at: now, timeline: lines) + [.wake(next)]
    }

    private mutating func tooLong(_ id: GenerationID, _ job: RemoteJob, at now: Moment) -> [Action] {
        let hours = policy.jobLimit.seconds / 3_600
        let failure = GenerationFailure(
            code: .timedOut,
            message: "\(job.provider) has not finished job \(job.id) within \(Int(hours.rounded())) hours.",
            hint: "Releasing it asks for the job again; nothing is sent anew."
        )
        return holdJob(id, failure, at: now)
    }

    /// What a provider has made, or is making, is kept for the user's word.
    mutating func holdJob(_ id: GenerationID, _ failure: GenerationFailure, at now: Moment) -> [Action] {
        guard let entry = entries[id] else { return [] }
        let lines = [line(.held, entry, at: now, failure.message)]
        return change(id, to: .held(.job(failure)), at: now, timeline: lines) + startNext(at: now)
    }

    mutating func take(_ job: RemoteJob, of id: GenerationID, at now: Moment) {
        guard var entry = entries[id] else { return }
        entry.generation.job = job
        entry.generation.provider = job.provider
        entry.generation.jobSince = now.date
        entry.turn(to: .poll(job))
        entry.asking = now
        entries[id] = entry
    }

    /// How a generation ends whose provider does not find its job; nil for every other end.
    func lostJob(of entry: Entry, _ error: InferenceError) -> GenerationFailure? {
        guard error.isOfMissing, let job = entry.step.job else { return nil }
        if case .result = entry.step { return error.resultExpired(of: job) }
        if entry.hasAskedAfresh { return error.resultExpired(of: job) }
        return error.jobLost(job, wasSeen: entry.isJobSeen)
    }

    /// Writes lines down that change no state, and tells everybody.
    mutating func noted(
        _ id: GenerationID,
        _ texts: [String],
        news: String? = nil,
        at now: Moment
    ) -> [Action] {
        guard let entry = entries[id] else { return [] }
        let lines = texts.map { line(.note, entry, at: now, $0) }
        return (lines.isEmpty ? [] : [.record(entry.generation, lines)]) + publish(id, news: news)
    }
}

extension GenerationQueue.Entry {
    /// Goes over to another step; what was counted for the one before begins anew.
    mutating func turn(to step: GenerationStep) {
        self.step = step
        stepAttempts = 0
        extraAttempts = 0
        estimates = []
        loadingSince = nil
        polls = 0
        misses = 0
        isJobSeen = false
        nextPoll = nil
        asking = nil
    }
}

extension JobStatus {
    /// Where a job that is not over is, in words before its provider's name.
    fileprivate var stage: String {
        if case .queued = self { "in the queue of" } else { "at work at" }
    }
}

extension JobCancellation {
    /// What is to be told, with whether it may be billed.
    package func sentence(of provider: InferenceProvider) -> String {
        switch self {
        case .cancelled: "\(provider) has cancelled it."
        case .requested: "\(provider) was told to cancel it; it may still end there and be billed."
        case .alreadyOver: "\(provider) had finished it already, so it may be billed."
        case .gone: "\(provider) does not have it any more."
        case .refused(let error):
            "\(provider) did not cancel it, so it goes on there and may be billed: \(error.failure().message)"
        }
    }
}
