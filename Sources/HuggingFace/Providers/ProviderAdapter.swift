import Generations

import struct Foundation.Date

/// One provider's form of a job: what is sent, and what an answer means. Pure; knows nothing of sending.
///
/// *Prepare* and *read* are apart. What throws is an exchange that told nothing of the job, so that it may be
/// made again; how a job ended is a `JobStatus`.
protocol ProviderAdapter: Sendable {
    var provider: InferenceProvider { get }
    /// The provider's base for a key of its own.
    var ownBase: String { get }
    /// The word before a key of its own.
    var ownScheme: AuthorizationScheme { get }
    /// What it makes.
    var tasks: Set<InferenceTask> { get }
    /// Whether it also makes what the Hub calls `image-text-to-video`.
    var takesTextAndImage: Bool { get }
    /// How often a job may be asked for.
    var pace: PollPace { get }

    /// The most bytes of an image to animate. They go along as base64, which no provider likes to be large.
    var largestImage: Int { get }

    /// How our words are written for one of the provider's models.
    func form(for model: ProviderModel) -> ParameterForm

    /// The request that starts a job.
    ///
    /// - Throws: `ParameterProblem` for what this model or provider does not take.
    func submit(_ call: ProviderCall) throws(ParameterProblem) -> ProviderRequest

    /// The request that asks where a job stands.
    func poll(_ job: RemoteJob) -> ProviderRequest

    /// The request for what came of a job that is `resultReady`; nil where a poll tells it.
    func result(of job: RemoteJob) -> ProviderRequest?

    /// The request that cancels a job; nil where no such call is known.
    func cancel(_ job: RemoteJob) -> ProviderRequest?

    /// The request that lists the account's newest jobs; nil where no such call is known. Only with a key of one's own:
    /// behind the router the account is Hugging Face's.
    func list() -> ProviderRequest?

    /// The listed jobs that a submit may have begun since a moment.
    ///
    /// - Throws: `InferenceError` when the answer is no list.
    func jobs(
        of submit: ProviderRequest,
        model: ProviderModel,
        since: Date,
        in answer: ProviderAnswer,
        from route: ProviderRoute
    ) throws(InferenceError) -> [RemoteJob]

    /// What the answer to a submit means.
    ///
    /// - Throws: `InferenceError` when there is no job.
    func readSubmit(
        _ answer: ProviderAnswer,
        from route: ProviderRoute
    ) throws(InferenceError) -> JobSubmission

    /// What the answer to a poll means.
    ///
    /// - Throws: `InferenceError` when it tells nothing of the job.
    func readPoll(_ answer: ProviderAnswer) throws(InferenceError) -> JobStatus

    /// What the answer to a request for the result means.
    ///
    /// - Throws: `InferenceError` when it tells nothing of the job.
    func readResult(_ answer: ProviderAnswer) throws(InferenceError) -> JobStatus

    /// What the answer to a cancel means.
    func readCancel(_ answer: ProviderAnswer) -> JobCancellation
}

extension ProviderAdapter {
    var ownScheme: AuthorizationScheme { .bearer }

    var largestImage: Int { 10_000_000 }

    var takesTextAndImage: Bool { false }

    func result(of job: RemoteJob) -> ProviderRequest? { nil }

    func cancel(_ job: RemoteJob) -> ProviderRequest? { nil }

    func list() -> ProviderRequest? { nil }

    func jobs(
        of submit: ProviderRequest,
        model: ProviderModel,
        since: Date,
        in answer: ProviderAnswer,
        from route: ProviderRoute
    ) throws(InferenceError) -> [RemoteJob] { [] }

    func readResult(_ answer: ProviderAnswer) throws(InferenceError) -> JobStatus { try readPoll(answer) }

    func readCancel(_ answer: ProviderAnswer) -> JobCancellation { answer.cancellation() }
}

/// What the answer to a submit says: the job, and where it stands already.
struct JobSubmission: Hashable, Sendable {
    /// The job to write down before anything else; nil when the answer is the result itself.
    var job: RemoteJob?
    var status: JobStatus
}
