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
        entries[id]?.stepAttempts = 0
        switch report.status {
        case .queued, .running:
            return pending(id, job, report, at: now)
        case .resultReady:
            entries[id]?.step = .result(job)
            return start(id, at: now)
        case .finished(let result):
            entries[id]?.generation.cost = result.cost ?? entry.generation.cost
            guard case .address(let address) = result.media else { return [] }
            let flag = result.isFlagged ? ["\(job.provider) marked what it made; it may be black"] : []
            return noted(id, flag, at: now) + fetch(id, from: address, at: now)
        case .failed(let error):
            let failure = error.failure()
            return end(id, .failed(failure), line(.failed, entry, at: now, failure.message), at: now)
        case .cancelled:
            return end(id, .cancelled, line(.cancelled, entry, at: now, "by \(job.provider)"), at: now)
        }
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

    /// A submit that was broken off had begun a job: after a cancel the provider is told, at the end of the program
    /// the job is kept for the next start.
    mutating func lateJob(_ id: GenerationID, _ entry: Entry, _ job: RemoteJob, at now: Moment) -> [Action] {
        guard entries[id] != nil else {
            var generation = entry.generation
            generation.state = entry.endedAs ?? .cancelled
            generation.finishedAt = now.date
            generation.job = job
            generation.provider = job.provider
            let text = "\(job.provider) has it as \(job.id)"
            return [.record(generation, [line(.note, entry, at: now, text)]), .cancelJob(generation, job)]
        }
        take(job, of: id, at: now)
        let text = "\(job.provider) has it as \(job.id); the program ended"
        return change(id, to: .queued, at: now, timeline: [line(.queued, entry, at: now, text)])
    }

    /// The actions of an end, with telling the provider that its job is not wanted any more.
    func withCancel(of job: RemoteJob?, _ ended: [Action]) -> [Action] {
        guard let job, case .record(let generation, _)? = ended.first else { return ended }
        return ended + [.cancelJob(generation, job)]
    }

    /// What came of asking the provider to cancel the job of a generation that has ended.
    package func cancelled(
        _ generation: Generation,
        _ job: RemoteJob,
        _ outcome: JobCancellation,
        at now: Moment
    ) -> [Action] {
        let news = outcome.sentence(of: job.provider)
        let entry = TimelineEntry(date: now.date, kind: .note, attempt: generation.attempts, text: news)
        return [
            .record(generation, [entry]),
            .publish(GenerationEvent(generation: generation, since: now, news: "\(generation.id): \(news)")),
        ]
    }

    private mutating func take(_ job: RemoteJob, of id: GenerationID, at now: Moment) {
        guard var entry = entries[id] else { return }
        entry.generation.job = job
        entry.generation.provider = job.provider
        entry.generation.jobSince = now.date
        entry.step = .poll(job)
        entry.stepAttempts = 0
        entry.extraAttempts = 0
        entry.estimates = []
        entry.loadingSince = nil
        entry.polls = 0
        entry.asking = now
        entries[id] = entry
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
    /// Whether a video that a job has made could not be fetched just now, so that it can be later.
    func isOnlyAway(_ error: InferenceError) -> Bool {
        guard case .download = step, generation.job != nil else { return false }
        switch error {
        case .unreachable, .connectionLost, .timedOut, .rateLimited, .tooBusy, .providerFailed: return true
        default: return false
        }
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
