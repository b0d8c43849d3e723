/// What still comes of exchanges that were stopped. Nobody waits for it any more, but what is made and paid is kept,
/// and what is known is written down.
extension GenerationQueue {
    /// An exchange that was stopped has ended all the same.
    mutating func late(
        _ id: GenerationID,
        run: Int,
        _ outcome: Outcome,
        jitter: Double,
        at now: Moment
    ) -> [Action] {
        guard let entry = stopped.removeValue(forKey: run) else { return [] }
        switch outcome {
        case .job(let job, _): return lateJob(id, entry, job, at: now)
        case .video(let image, let requestID) where entry.generation.isMakingKeyframe:
            return lateKeyframe(id, entry, image, requestID, at: now)
        case .video(let video, let requestID): return lateVideo(id, entry, video, requestID, at: now)
        case .address(let address, let requestID): return lateAddress(id, entry, address, requestID, at: now)
        case .failed(let error): return lateError(id, entry, error, jitter: jitter, at: now)
        case .report, .needsImage, .notKept, .interrupted: return []
        }
    }

    /// A video that is whole and on disk is made and paid, so the history says where it is.
    private mutating func lateVideo(
        _ id: GenerationID,
        _ entry: Entry,
        _ video: VideoFile,
        _ requestID: String?,
        at now: Moment
    ) -> [Action] {
        remove(id)
        insert(entry)
        entries[id]?.generation.video = video
        entries[id]?.generation.resultAddress = nil
        entries[id]?.generation.partial = nil
        noteRequest(id, requestID)
        return end(id, .succeeded, line(.succeeded, entry, at: now, video.saved), at: now)
    }

    /// A video that is made and has to be fetched is fetched, at once or by the next run of the program. An image for
    /// a video that nobody wants any more is not.
    private mutating func lateAddress(
        _ id: GenerationID,
        _ entry: Entry,
        _ address: String,
        _ requestID: String?,
        at now: Moment
    ) -> [Action] {
        if entries[id] == nil, entry.generation.isMakingKeyframe {
            return [lateNote(entry, "the keyframe was made all the same; it is not fetched", at: now)]
        }
        remove(id)
        insert(entry)
        noteRequest(id, requestID)
        entries[id]?.begun = nil
        let text = "it was made all the same"
        guard concurrency > 0 else {
            entries[id]?.generation.resultAddress = address
            entries[id]?.turn(to: .download(address: address))
            let lines = [line(.queued, entry, at: now, text + "; the program ended")]
            return change(id, to: .queued, at: now, timeline: lines)
        }
        let news = "\(id): \(text), and is fetched."
        return noted(id, [text + ", and is fetched"], news: news, at: now) + fetch(id, from: address, at: now)
    }

    /// An image that is whole and on disk: after a cancel it is remembered, at the end of the program the next run
    /// goes on from it.
    private mutating func lateKeyframe(
        _ id: GenerationID,
        _ entry: Entry,
        _ image: VideoFile,
        _ requestID: String?,
        at now: Moment
    ) -> [Action] {
        let text = "the keyframe is made, \(image.bytes) bytes"
        guard entries[id] != nil else {
            var entry = entry
            let spent = max(0, (now.uptime - entry.since.uptime).seconds)
            entry.generation.keep(keyframe: image, after: spent)
            return [lateNote(entry, text, at: now)]
        }
        noteRequest(id, requestID)
        keepKeyframe(id, image, at: now)
        let lines = [line(.queued, entry, at: now, text + "; the program ended")]
        return change(id, to: .queued, at: now, timeline: lines)
    }

    /// The answer to a submit that came at the end of the program: where nothing was accepted, it need not be held.
    private mutating func lateError(
        _ id: GenerationID,
        _ entry: Entry,
        _ error: InferenceError,
        jitter: Double,
        at now: Moment
    ) -> [Action] {
        guard case .held(.interruptedSubmit) = entries[id]?.generation.state else { return [] }
        noteRequest(id, error.detail.requestID)
        let again = [line(.queued, entry, at: now, "\(error.failure().message) The program ended.")]
        if nextProvider(for: entry, after: error) != nil {
            return change(id, to: .queued, at: now, timeline: again)
        }
        switch policy.decision(for: error, in: situation(of: entry, jitter: jitter, at: now)) {
        case .wait: return change(id, to: .queued, at: now, timeline: again)
        case .hold(let reason):
            let lines = [line(.held, entry, at: now, reason.text)]
            return change(id, to: .held(reason), at: now, timeline: lines)
        case .fail(let failure):
            return end(id, .failed(failure), line(.failed, entry, at: now, failure.message), at: now)
        }
    }

    /// A submit that was broken off had begun a job: after a cancel the provider is told, at the end of the program
    /// the job is kept for the next start.
    private mutating func lateJob(
        _ id: GenerationID,
        _ entry: Entry,
        _ job: RemoteJob,
        at now: Moment
    ) -> [Action] {
        let text = "\(job.provider) has it as \(job.id)"
        guard entries[id] != nil else {
            var entry = entry
            entry.generation.job = job
            entry.generation.provider = job.provider
            let ended = lateNote(entry, text, at: now)
            return withCancel(of: job, [ended])
        }
        take(job, of: id, at: now)
        let lines = [line(.queued, entry, at: now, text + "; the program ended")]
        return change(id, to: .queued, at: now, timeline: lines)
    }

    /// Writes something down of a generation that has ended meanwhile.
    private func lateNote(_ entry: Entry, _ text: String, at now: Moment) -> Action {
        var generation = entry.generation
        generation.state = entry.endedAs ?? .cancelled
        generation.finishedAt = now.date
        return .record(generation, [line(.note, entry, at: now, text)])
    }

    // MARK: Cancels

    /// The actions of an end, with telling the provider that its job is not wanted any more.
    mutating func withCancel(of job: RemoteJob?, _ ended: [Action]) -> [Action] {
        guard let job, case .record(let generation, _)? = ended.first else { return ended }
        cancelling[generation.id] = generation
        return ended + [.cancelJob(generation, job)]
    }

    /// What came of asking the provider to cancel the job of a generation that has ended. What has become of it in the
    /// meantime stays.
    package mutating func cancelled(
        _ generation: Generation,
        _ job: RemoteJob,
        _ outcome: JobCancellation,
        at now: Moment
    ) -> [Action] {
        let latest = cancelling.removeValue(forKey: generation.id) ?? generation
        let news = outcome.sentence(of: job.provider)
        let told = "\(generation.id): \(news)"
        guard entries[generation.id] == nil else {
            return noted(generation.id, [news], news: told, at: now)
        }
        let entry = TimelineEntry(date: now.date, kind: .note, attempt: latest.attempts, text: news)
        return [
            .record(latest, [entry]),
            .publish(GenerationEvent(generation: latest, since: now, news: told)),
        ]
    }
}
