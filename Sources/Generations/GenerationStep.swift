/// The exchange that a generation is at, or makes next.
package enum GenerationStep: Hashable, Sendable {
    /// Asks for the video; may be billed each time.
    case submit
    /// Fetches the finished video from an address.
    case download(address: String)

    /// Whether the exchange can be made again without being billed again.
    package var isRepeatable: Bool {
        switch self {
        case .submit: false
        case .download: true
        }
    }
}
