/// The exchange that a generation is at, or makes next.
package enum GenerationStep: Hashable, Sendable {
    /// Asks for the video; may be billed each time.
    case submit
    /// Asks where the provider's job stands.
    case poll(RemoteJob)
    /// Asks what came of the provider's job.
    case result(RemoteJob)
    /// Fetches the finished video from an address.
    case download(address: String)

    /// Whether the exchange can be made again without being billed again.
    package var isRepeatable: Bool {
        switch self {
        case .submit: false
        case .poll, .result, .download: true
        }
    }

    /// The job that is asked for.
    package var job: RemoteJob? {
        switch self {
        case .poll(let job), .result(let job): job
        case .submit, .download: nil
        }
    }
}
