/// The queue of generations: every decision about what happens next, and nothing that acts.
///
/// A pure value. Each method says that something happened and gets back what is to be done, in order.
/// The engine does it. Time, identity and chance arrive as arguments.
package struct GenerationQueue: Sendable {
    /// What the engine has to do.
    package indirect enum Action: Hashable, Sendable {
        /// Write this down before anything that follows.
        case record(Generation, [TimelineEntry])
        /// Begin an exchange; its end is told with the same run number.
        case start(Generation, GenerationStep, run: Int)
        /// Break off an exchange; what it still tells is ignored.
        case stop(run: Int)
        /// Let an exchange that was `blocked` try its write again.
        case goOn(run: Int)
        /// Remove what is kept of a download that nobody will go on with.
        case remove(PartialDownload)
        /// Ask the provider to cancel a job; what comes of it is told to `cancelled`.
        case cancelJob(Generation, RemoteJob)
        /// Look whether the provider has the job of a submit whose answer nobody saw; what comes of it is told to
        /// `looked`.
        case find(Generation)
        /// Tell the front ends.
        case publish(GenerationEvent)
        /// Call `woke` at this moment. A later call replaces nothing: being woken too often is harmless.
        case wake(Moment)
        /// Tell other processes of a server's limit.
        case limit(RateGovernor.Limit)
    }

    /// How an exchange ended.
    package indirect enum Outcome: Hashable, Sendable {
        case video(VideoFile, requestID: String?)
        /// The video is ready and has to be fetched from here.
        case address(String, requestID: String?)
        /// The provider has begun a job.
        case job(RemoteJob, JobReport)
        /// What was heard of the job.
        case report(JobReport)
        /// The model animates an image, and there is none.
        case needsImage
        case failed(InferenceError)
        case notKept(VideoStoreError)
        /// The program is ending; the exchange was broken off.
        case interrupted

        /// Whether a submit was taken.
        var isAccepted: Bool {
            switch self {
            case .video, .address, .job: true
            case .report, .needsImage, .failed, .notKept, .interrupted: false
            }
        }
    }

    /// Why a command does nothing.
    package enum Refusal: Error, Hashable, Sendable {
        /// No such generation is in the queue.
        case unknown(GenerationID)
        /// It does not wait.
        case notWaiting(GenerationStatus)
        /// The server has it; it can be cancelled and not held.
        case underWay(GenerationStatus)
        /// It is not held.
        case notHeld(GenerationStatus)
        /// It has begun or ended; only what waits for its start has a place that can change.
        case notQueued(GenerationStatus)
        /// It is the first or the last already.
        case noNeighbor(GenerationID, QueueDirection)
    }

    struct Entry: Sendable {
        var generation: Generation
        var step: GenerationStep = .submit
        /// When the state last changed.
        var since: Moment
        /// When its first attempt began: from here `--timeout` counts.
        var begun: Moment?
        /// The number of the exchange under way.
        var run: Int?
        /// The number of the newest exchange, under way or over.
        var latestRun = 0
        /// Attempts at the present step.
        var stepAttempts = 0
        var extraAttempts = 0
        var answerSeen = false
        /// The most bytes of the video that there were at once.
        var mostBytes: Int64 = 0
        /// Waits in a row for a disk that takes the video.
        var savingWaits = 0
        /// Whether the job was asked for a fresh address already.
        var hasAskedAfresh = false
        /// The running clock when the attempt under way began.
        var runningBefore = 0.0
        var loadingSince: Moment?
        var estimates: [Double] = []
        /// Polls of the job so far.
        var polls = 0
        /// How often the job was not found in a row.
        var misses = 0
        /// Whether the job was heard of after it was accepted, or is left from an earlier run of the program.
        var isJobSeen = false
        /// When the job is asked for next; nil while nothing of the kind is due.
        var nextPoll: Moment?
        /// Since when the job is asked for; its time counts from here.
        var asking: Moment?
        /// Whether the user has released it, and a long wait is not told once more.
        var isPatient = false
        /// The look for its job at its provider that is under way.
        var search: Search?
        /// Whether its provider could not be asked for its job after it was released.
        var hasFailedSearch = false
        /// How a generation ended whose exchange was broken off.
        var endedAs: GenerationState?
        /// The provider that was told of last.
        var announced: InferenceProvider?
        /// The providers that refused, by name.
        var refused: Set<String> = []
        /// The limits that it is under.
        var lane: RateGovernor.Lane

        init(generation: Generation, since: Moment) {
            self.generation = generation
            self.since = since
            lane = RateGovernor.lane(of: generation.request)
        }
    }

    package private(set) var policy: RetryPolicy
    package private(set) var concurrency: Int
    var entries: [GenerationID: Entry] = [:]
    /// Every generation of the queue, in the order in which they are started.
    var order = QueueOrder()
    /// Those that wait for their start, by the limits that they are under.
    var queued: [RateGovernor.Lane: QueueOrder] = [:]
    /// Those that run or wait between attempts: few, since only so many may. The lane is the one that each began in.
    var atWork: [GenerationID: RateGovernor.Lane] = [:]
    /// When something is due of a generation.
    var alarms: [GenerationID: Duration] = [:]
    /// Those whose turn it is, and that a server's limit holds back; they have been told.
    var heldBack: Set<GenerationID> = []
    package internal(set) var governor = RateGovernor()
    /// Whether nothing new is started.
    package internal(set) var isHeld = false
    var lastRun = 0
    /// Exchanges that were stopped and have not ended yet: a video may have been whole by then.
    var stopped: [Int: Entry] = [:]
    /// Generations that have ended while their provider is being told, as they were last written down.
    var cancelling: [GenerationID: Generation] = [:]
    /// Parts of videos of generations that other programs have taken over: theirs now.
    var leftPartials: Set<String> = []

    package init(policy: RetryPolicy = RetryPolicy(), concurrency: Int = 4) {
        self.policy = policy
        self.concurrency = max(1, concurrency)
    }

    /// The generations that have not ended, in the order in which they are started.
    package var generations: [Generation] {
        order.places.compactMap { entries[$0.id]?.generation }
    }

    // MARK: What happens

    /// A generation has been written down: a new one, or one that an earlier run of the program left. One that waits
    /// keeps its deadline, one that is held stays held.
    ///
    /// - Parameter isTakenUp: whether an earlier run of the program left it; a wait that is too long for new ones holds
    ///   it no second time.
    package mutating func enqueue(_ generation: Generation, isTakenUp: Bool = false, at now: Moment)
        -> [Action]
    {
        guard entries[generation.id] == nil else { return [] }
        var entry = Entry(generation: generation, since: now)
        entry.step = generation.nextStep
        entry.isJobSeen = entry.step.job != nil
        if entry.step == .submit { entry.stepAttempts = generation.attempts }
        if isTakenUp, generation.state == .queued { entry.isPatient = true }
        insert(entry)
        var actions: [Action] = [.publish(GenerationEvent(generation: generation, since: now))]
        if case .waiting(let wait) = generation.state { actions.append(.wake(wait.until)) }
        return actions + look(for: generation.id, .takingUp) + startNext(at: now)
    }

    /// An exchange has got further.
    package mutating func progressed(
        _ id: GenerationID,
        run: Int,
        _ progress: SubmitProgress,
        at now: Moment
    ) -> [Action] {
        guard let entry = entries[id], entry.run == run else { return [] }
        switch progress {
        case .sent:
            guard entry.generation.state == .submitting else { return [] }
            return change(id, to: .running, at: now, timeline: [line(.running, entry, at: now)])
        case .opened(let partial): return opened(id, partial)
        case .received(let progress): return received(id, progress, at: now)
        case .chosen(let note): return chosen(id, note, at: now)
        case .limited(let source): return usedUp(id, source, at: now)
        case .exchanged: return []
        }
    }

    /// An exchange has ended.
    package mutating func finished(
        _ id: GenerationID,
        run: Int,
        _ outcome: Outcome,
        jitter: Double,
        at now: Moment
    ) -> [Action] {
        guard let entry = entries[id], entry.run == run else {
            return late(id, run: run, outcome, jitter: jitter, at: now)
        }
        entries[id]?.run = nil
        if entry.step == .submit, outcome.isAccepted {
            governor.succeeded(entry.lane, concurrency: concurrency)
        }
        switch outcome {
        case .video(let image, let requestID) where entry.generation.isMakingKeyframe:
            noteRequest(id, requestID)
            return keyframeMade(id, image, at: now)
        case .video(let video, let requestID):
            entries[id]?.generation.video = video
            entries[id]?.generation.resultAddress = nil
            entries[id]?.generation.partial = nil
            entries[id]?.generation.jobStatus = nil
            noteRequest(id, requestID)
            return end(id, .succeeded, line(.succeeded, entry, at: now, video.saved), at: now)
        case .address(let address, let requestID):
            noteRequest(id, requestID)
            return fetch(id, from: address, at: now)
        case .job(let job, let report):
            return accepted(id, job, report, at: now)
        case .report(let report):
            entries[id]?.isJobSeen = true
            return heard(id, report, at: now)
        case .needsImage:
            return needsImage(id, at: now)
        case .failed(let error):
            noteRequest(id, error.detail.requestID)
            return failed(id, error, jitter: jitter, at: now)
        case .notKept(let error):
            return notKept(id, error, at: now)
        case .interrupted:
            return interrupted(id, at: now)
        }
    }

    /// Time has passed: waits that are over lead to their attempt, and generations out of time end.
    package mutating func woke(at now: Moment) -> [Action] {
        var actions: [Action] = []
        governor.expire(at: now)
        for id in due(at: now) {
            guard let entry = entries[id] else { continue }
            if let timeout = policy.timeout, let begun = entry.begun, now.uptime >= begun.uptime + timeout {
                actions += outOfTime(id, timeout, at: now)
            } else if case .waiting(let wait) = entry.generation.state, wait.until.uptime <= now.uptime {
                actions += entry.run.map { [.goOn(run: $0)] } ?? waited(id, at: now)
            } else if entry.run == nil, let next = entry.nextPoll, next.uptime <= now.uptime,
                entry.generation.state == .running
            {
                actions += askForJob(id, at: now)
            }
        }
        return actions + startNext(at: now)
    }

    // MARK: What the user says

    /// Makes the next attempt now instead of at the end of the wait. It comes on top of the policy's attempts.
    package mutating func retryNow(_ id: GenerationID, at now: Moment) throws(Refusal) -> [Action] {
        let entry = try known(id)
        guard entry.generation.state.status == .waiting || heldBack.contains(id) else {
            throw .notWaiting(entry.generation.state.status)
        }
        entries[id]?.extraAttempts += 1
        return goOn(entry, at: now)
    }

    /// What follows a wait: the next attempt, or the next write of an exchange that waits for the disk.
    private mutating func goOn(_ entry: Entry, at now: Moment) -> [Action] {
        entry.run.map { [.goOn(run: $0)] } ?? start(entry.generation.id, at: now)
    }

    /// Keeps a generation that is queued or waits from going on.
    package mutating func hold(_ id: GenerationID, at now: Moment) throws(Refusal) -> [Action] {
        let entry = try known(id)
        switch entry.generation.state {
        case .waiting where entry.run != nil:
            // It waits for the disk, and the server with it.
            throw .underWay(.downloading)
        case .queued, .waiting:
            let held = change(
                id,
                to: .held(.user),
                at: now,
                timeline: [line(.held, entry, at: now, "by the user")]
            )
            return held + startNext(at: now)
        case let state:
            throw .underWay(state.status)
        }
    }

    /// Lets a held generation go on: it is queued in its old place. One whose provider may have its job is looked for
    /// there first.
    package mutating func release(_ id: GenerationID, at now: Moment) throws(Refusal) -> [Action] {
        let entry = try known(id)
        guard case .held = entry.generation.state else { throw .notHeld(entry.generation.state.status) }
        guard let provider = entry.generation.provider, entry.generation.mayHaveJob else {
            return letGo(id, at: now)
        }
        let news = "\(id): its job is looked for at \(provider) first, where that lists any."
        return look(for: id, .release) + publish(id, news: news)
    }

    /// Ends a generation at once, whatever it does.
    package mutating func cancel(_ id: GenerationID, at now: Moment) throws(Refusal) -> [Action] {
        let entry = try known(id)
        var actions: [Action] = []
        if let run = entry.run {
            actions.append(.stop(run: run))
            stopped[run] = entry
        }
        let ended = end(id, .cancelled, line(.cancelled, entry, at: now), at: now)
        return actions + withCancel(of: entry.step.job, ended)
    }

    /// The program ends: exchanges under way are broken off and what is true of them is written down.
    package mutating func shutDown(at now: Moment) -> [Action] {
        concurrency = 0
        return order.places.map(\.id).flatMap { id -> [Action] in
            guard let entry = entries[id] else { return [] }
            guard let run = entry.run else {
                return entry.generation.state == .running ? interrupted(id, at: now) : []
            }
            stopped[run] = entry
            return [.stop(run: run)] + finished(id, run: run, .interrupted, jitter: 0, at: now)
        }
    }
}
