package import struct Foundation.Date

/// Hugging Face, as far as the engine knows it. Each call is one exchange with whoever makes the video; nothing is
/// tried twice.
///
/// All of them throw `InferenceError` for what the server or the network did, `VideoStoreError` for what the sink
/// did, and `CancellationError` when the task is cancelled. `progress` is called as the exchange goes on; at most
/// ten times a second for bytes.
package protocol InferenceClient: Sendable {
    /// Sends a request. A video, or an image for `text-to-image`, that comes at once is written into the sink.
    func submit(
        _ request: GenerationRequest,
        into sink: any VideoSink,
        progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> SubmitAnswer

    /// Asks where a job stands.
    func status(
        of job: RemoteJob,
        for request: GenerationRequest,
        progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> JobReport

    /// Asks what came of a job that is `resultReady`.
    func result(
        of job: RemoteJob,
        for request: GenerationRequest,
        progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> JobReport

    /// Asks the provider to cancel a job.
    func cancel(
        _ job: RemoteJob,
        for request: GenerationRequest,
        progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> JobCancellation

    /// The jobs that a submit may have begun whose answer nobody has seen, the newest first, among those that its
    /// provider lists; nil where it lists none, so that nobody knows.
    func find(
        _ request: GenerationRequest,
        at provider: InferenceProvider,
        since: Date,
        progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> [RemoteJob]?

    /// Fetches what was made from an address that an answer named, without the token. Where the sink has bytes of
    /// `partial` already, only the rest is asked for; bytes that do not fit are replaced.
    func download(
        _ address: String,
        after partial: PartialDownload?,
        for request: GenerationRequest,
        into sink: any VideoSink,
        progress: @Sendable @escaping (SubmitProgress) async -> Void
    ) async throws -> SubmitAnswer
}

/// How far an exchange is.
package enum SubmitProgress: Hashable, Sendable {
    /// The provider is chosen and the request will go there, if nothing is wrong with it.
    case chosen(ProviderNote)
    /// The request has been sent whole; the server works on it.
    case sent
    /// The bytes that a server begins to send now can be gone on with later.
    case opened(PartialDownload)
    /// It was accepted, and the server takes no more until its limit is counted anew.
    case limited(WaitSource)
    /// Bytes of the video have come in.
    case received(DownloadProgress)
    /// A request has got its answer, or will get none: what was said, without secrets. Following a redirect and
    /// fetching an image are requests as well.
    case exchanged(Exchange)
}

/// Which provider a request goes to, and what is worth saying of the choice.
package struct ProviderNote: Hashable, Sendable {
    package var provider: InferenceProvider
    /// Sentences for people: the mapping is old, the model has a new name. Sanitised.
    package var notices: [String]

    package init(provider: InferenceProvider, notices: [String] = []) {
        self.provider = provider
        self.notices = notices
    }
}

/// What a server answered to a request.
package indirect enum SubmitAnswer: Hashable, Sendable {
    /// The bytes are in the sink.
    case video(requestID: String?)
    /// The video is to be fetched from this address.
    case address(String, requestID: String?)
    /// The provider has begun a job.
    case job(RemoteJob, JobReport)
    /// The model animates an image, and the request has none; nothing was sent.
    case needsImage
}

/// What an answer about a job says.
package struct JobReport: Hashable, Sendable {
    package var status: JobStatus
    /// How often the job may be asked for.
    package var pace: PollPace
    /// The server's own name of the exchange.
    package var requestID: String?

    package init(status: JobStatus, pace: PollPace = .usual, requestID: String? = nil) {
        self.status = status
        self.pace = pace
        self.requestID = requestID
    }
}

/// How long is waited between two polls: growing from the first wait to the longest.
package struct PollPace: Hashable, Sendable {
    /// From 1 s growing to 5 s: kinder than the official clients' 500 ms.
    package static let usual = PollPace(first: 1, longest: 5)

    /// In seconds.
    package var first: Double
    /// In seconds.
    package var longest: Double

    package init(first: Double, longest: Double) {
        self.first = first
        self.longest = longest
    }

    /// The wait before a poll, by the number of polls before it.
    package func wait(before polls: Int) -> Duration {
        .seconds(min(longest, first * (1 + 0.5 * Double(max(0, polls)))))
    }
}
