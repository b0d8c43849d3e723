package import struct Foundation.Date
package import struct Foundation.UUID

/// One request for one video, from the moment it is submitted until it ends and long after.
package struct Generation: Hashable, Sendable, Identifiable {
    package let id: GenerationID
    package let uuid: UUID
    @Boxed package var request: GenerationRequest
    package var state: GenerationState
    /// Attempts made so far.
    package var attempts: Int
    /// The generation that this one repeats or varies.
    package var parent: GenerationID?
    /// The first of the runs that are takes of one idea; its own number when it stands alone.
    package var family: GenerationID
    /// Its place in the queue, as a number between its neighbors'; nil for the place of its own number.
    package var queueRank: Double?
    package var createdAt: Date
    package var finishedAt: Date?
    @Boxed package var clocks: GenerationClocks
    @BoxedIfAny package var video: VideoFile?
    /// Where the finished video is to be fetched, from the answer that named it until it is on disk; as secret as
    /// the video.
    package var resultAddress: String?
    /// What there is on the disk of a video that is being fetched; nil when nothing is kept.
    @BoxedIfAny package var partial: PartialDownload?
    /// The provider that was asked last; nil for direct endpoints and before the choice.
    package var provider: InferenceProvider?
    /// What holds it back though it is its turn: a server's limit that others have met; never written down.
    @BoxedIfAny package var heldBack: Wait?
    /// The provider that took over from one that could not do it; forgotten when the program ends.
    package var substitute: InferenceProvider?
    /// The provider's own work for it, from the moment it was accepted; kept when it is over.
    @BoxedIfAny package var job: RemoteJob?
    /// When the job was accepted.
    package var jobSince: Date?
    /// What was last heard of a job that is not over.
    package var jobStatus: JobStatus?
    /// What the provider says it cost.
    @BoxedIfAny package var cost: JobCost?
    /// The image that was made first, of the prompt; nil when the request needs none.
    @BoxedIfAny package var keyframe: Keyframe?
    /// The server's own name of the last exchange.
    package var requestID: String?
    package var isFavorite: Bool
    /// Sorted, each once.
    package var tags: [String]
    package var note: String
    /// When it was put into the trash; nil while it is in the history.
    package var deletedAt: Date?

    package init(
        id: GenerationID,
        uuid: UUID,
        request: GenerationRequest,
        state: GenerationState = .queued,
        attempts: Int = 0,
        parent: GenerationID? = nil,
        family: GenerationID? = nil,
        queueRank: Double? = nil,
        createdAt: Date,
        finishedAt: Date? = nil,
        clocks: GenerationClocks = GenerationClocks(),
        video: VideoFile? = nil,
        resultAddress: String? = nil,
        partial: PartialDownload? = nil,
        provider: InferenceProvider? = nil,
        job: RemoteJob? = nil,
        jobSince: Date? = nil,
        jobStatus: JobStatus? = nil,
        cost: JobCost? = nil,
        keyframe: Keyframe? = nil,
        requestID: String? = nil,
        isFavorite: Bool = false,
        tags: [String] = [],
        note: String = "",
        deletedAt: Date? = nil
    ) {
        self.id = id
        self.uuid = uuid
        self.request = request
        self.state = state
        self.attempts = attempts
        self.parent = parent
        self.family = family ?? id
        self.queueRank = queueRank
        self.createdAt = createdAt
        self.finishedAt = finishedAt
        self.clocks = clocks
        self.video = video
        self.resultAddress = resultAddress
        self.partial = partial
        self.provider = provider
        self.job = job
        self.jobSince = jobSince
        self.jobStatus = jobStatus
        self.cost = cost
        self.keyframe = keyframe
        self.requestID = requestID
        self.isFavorite = isFavorite
        self.tags = tags
        self.note = note
        self.deletedAt = deletedAt
    }
}

extension Generation {
    /// The provider's job that is still to be asked for; nil once its result is known.
    package var openJob: RemoteJob? {
        state.isFinal || resultAddress != nil ? nil : job
    }
}

/// The three clocks of a generation, in seconds: what it has spent so far in each.
package struct GenerationClocks: Hashable, Sendable {
    /// Queued, held, and between attempts.
    package var waiting: Double
    /// At the server.
    package var running: Double
    /// Coming in and being checked.
    package var saving: Double

    package init(waiting: Double = 0, running: Double = 0, saving: Double = 0) {
        self.waiting = waiting
        self.running = running
        self.saving = saving
    }

    package var total: Double { waiting + running + saving }
}
