package import Generations

/// What a client asks for, as far as it says so itself; the rest is up to the server's settings.
package struct VideoOrder: Hashable, Sendable {
    /// An image to animate.
    package enum Image: Hashable, Sendable {
        case address(String)
        case bytes([UInt8])
    }

    package var prompt: String?
    package var model: String?
    package var provider: String?
    package var fallback: Bool?
    package var keyframeModel: String?
    package var image: Image?
    package var parameters = VideoParameters()
    /// Whether the client waits for a model that has to be loaded, or for a limit to be over.
    package var waits = true
    /// Whether a new seed is drawn when something is run again.
    package var varies = false

    package init(prompt: String? = nil) {
        self.prompt = prompt
    }
}
