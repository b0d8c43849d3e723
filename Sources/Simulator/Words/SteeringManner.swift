/// A word in a prompt, such as `#quick`, that changes how the video is delivered.
package enum SteeringManner: String, CaseIterable, Sendable {
    case quick, slow, base64, url, image

    /// What it does, in one line.
    package var summary: String {
        switch self {
        case .quick: "done in about a second"
        case .slow: "takes about 25 seconds"
        case .base64: "JSON with the video in base64, as custom handlers answer"
        case .url: "JSON with the video's address on this server"
        case .image: "a PNG instead of a video"
        }
    }
}
