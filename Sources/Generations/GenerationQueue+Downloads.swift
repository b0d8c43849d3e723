/// Videos on their way to the disk: what is kept of them, and what follows when they cannot be fetched or kept.
extension GenerationQueue {
    /// The bytes that come in from now on can be gone on with later.
    mutating func opened(_ id: GenerationID, _ partial: PartialDownload) -> [Action] {
        guard let entry = entries[id], entry.generation.partial != partial else { return [] }
        entries[id]?.generation.partial = partial
        guard let generation = entries[id]?.generation else { return [] }
        return [.record(generation, [])]
    }

    /// Bytes of the video have come in.
    mutating func received(_ id: GenerationID, _ received: DownloadProgress, at now: Moment) -> [Action] {
        guard let entry = entries[id] else { return [] }
        entries[id]?.answerSeen = true
        if received.bytes > entry.mostBytes {
            entries[id]?.mostBytes = received.bytes
            // An attempt that got further is none of those that failed.
            if entry.step.isDownload { entries[id]?.stepAttempts = 1 }
        }
        if case .downloading = entry.generation.state {
            entries[id]?.generation.state = .downloading(received)
            return publish(id)
        }
        let lines = entry.savingWaits > 0 ? [] : [line(.downloading, entry, at: now)]
        return change(id, to: .downloading(received), at: now, timeline: lines)
    }

    /// Whether what an exchange has written is kept for the next one.
    package func keeps(_ path: String, of id: GenerationID) -> Bool {
        entries[id]?.generation.partial?.path == path || leftPartials.contains(path)
    }

    /// All bytes are in a file, which gets the video's name next: that is written down before.
    package mutating func naming(
        _ id: GenerationID,
        run: Int,
        _ file: UInt64,
        at path: String,
        bytes: Int64
    ) -> [Action] {
        guard let entry = entries[id], entry.run == run else { return [] }
        let address = entry.generation.resultAddress ?? ""
        var partial = entry.generation.partial ?? PartialDownload(path: path, address: address)
        partial.path = path
        partial.total = bytes
        partial.file = file
        return opened(id, partial) + [.goOn(run: run)]
    }

    // MARK: The disk

    /// What has come in cannot be kept just now. The exchange goes on: it cannot be made again without being billed
    /// again, so it waits for the disk, and the server with it.
    ///
    /// - Parameter whole: what there is of the video when all of it has come in.
    package mutating func blocked(
        _ id: GenerationID,
        run: Int,
        by error: VideoStoreError,
        whole: PartialDownload?,
        at now: Moment
    ) -> [Action] {
        guard let entry = entries[id], entry.run == run else { return [] }
        if let whole { entries[id]?.generation.partial = whole }
        return waitForDisk(id, error, upTo: nil, at: now)
    }

    /// An exchange has ended because its bytes could not be kept. What is paid waits for as long as it takes.
    mutating func notKept(_ id: GenerationID, _ error: VideoStoreError, at now: Moment) -> [Action] {
        guard let entry = entries[id] else { return [] }
        if entry.step.isRepeatable { return waitForDisk(id, error, upTo: nil, at: now) }
        guard entry.generation.state == .submitting else {
            let failure = error.failure()
            let lines = [line(.held, entry, at: now, failure.message)]
            return change(id, to: .held(.interruptedSubmit(failure)), at: now, timeline: lines)
                + startNext(at: now)
        }
        // Nothing was sent, so that it was no attempt.
        entries[id]?.generation.attempts -= 1
        if case .diskFull = error, entry.stepAttempts < policy.maxAttempts + entry.extraAttempts {
            let most = policy.maxAttempts + entry.extraAttempts
            return waitForDisk(id, error, upTo: most, at: now)
        }
        let failure = error.failure()
        return end(id, .failed(failure), line(.failed, entry, at: now, failure.message), at: now)
    }

    private mutating func waitForDisk(
        _ id: GenerationID,
        _ error: VideoStoreError,
        upTo most: Int?,
        at now: Moment
    ) -> [Action] {
        guard let entry = entries[id] else { return [] }
        let wait = policy.wait(
            for: error,
            attempt: most == nil ? entry.savingWaits + 1 : entry.stepAttempts,
            upTo: most,
            at: now
        )
        // Told once: a disk may be full for days.
        let isKnown = entry.savingWaits > 0 && most == nil
        entries[id]?.savingWaits += 1
        let told = line(.waiting, entry, at: now, wait.message, reason: wait.reason, wait.length.seconds)
        return change(id, to: .waiting(wait), at: now, timeline: isKnown ? [] : [told]) + [.wake(wait.until)]
    }

    /// Of a video that came with the answer to a submit nothing whole is left: nobody can ask for it again.
    mutating func lost(_ id: GenerationID, at now: Moment) -> [Action]? {
        guard let entry = entries[id], entry.step == .download(address: "") else { return nil }
        let left = entry.generation.partial
        entries[id]?.step = .submit
        entries[id]?.generation.partial = nil
        let reason = HoldReason.interruptedSubmit(.programEnded)
        let lines = [line(.held, entry, at: now, reason.text)]
        let removal = left.map { [Action.remove($0)] } ?? []
        return change(id, to: .held(reason), at: now, timeline: lines) + removal + startNext(at: now)
    }

    // MARK: Addresses

    /// The address of a job's video is refused or forgotten: the job is asked for a fresh one, once.
    mutating func expired(_ id: GenerationID, _ error: InferenceError, at now: Moment) -> [Action]? {
        guard let entry = entries[id], entry.step.isDownload, let job = entry.generation.job,
            case .endpointGone(let detail) = error, (400..<500).contains(detail.status ?? 0)
        else { return nil }
        guard !entry.hasAskedAfresh else {
            let failure = error.resultExpired(of: job)
            // A refusal may be a proxy's; only who says that it is gone is believed.
            guard [404, 410].contains(detail.status) else { return holdJob(id, failure, at: now) }
            return end(id, .failed(failure), line(.failed, entry, at: now, failure.message), at: now)
        }
        entries[id]?.hasAskedAfresh = true
        // The bytes that are here may be those behind the fresh address.
        entries[id]?.generation.resultAddress = nil
        entries[id]?.turn(to: .poll(job))
        entries[id]?.asking = now
        let text = "the video's address has expired; \(job.provider) is asked for a fresh one"
        return noted(id, [text], at: now) + start(id, at: now)
    }
}

extension GenerationStep {
    /// Whether a finished video is fetched.
    var isDownload: Bool {
        if case .download = self { true } else { false }
    }
}

extension Generation {
    /// The exchange that comes next, when none is under way.
    package var nextStep: GenerationStep {
        if let resultAddress { return .download(address: resultAddress) }
        if let openJob { return .poll(openJob) }
        // A video that came with the answer to a submit, and was whole when the program ended.
        if let partial { return .download(address: partial.address) }
        return .submit
    }

    /// Whether an exchange was under way when this was written down. One that waits for the disk holds its server.
    package var isUnderWay: Bool {
        guard case .waiting(let wait) = state else { return state.isActive }
        return wait.reason.isSaving && wait.maxAttempts == 0
    }
}

extension WaitReason {
    /// Whether it is the disk that is waited for.
    package var isSaving: Bool { self == .noRoom || self == .cannotSave }
}
