/// A provider behind Hugging Face's router that makes videos, by its name on the Hub (protocol 4).
package enum InferenceProvider: String, Hashable, Sendable, CaseIterable, CustomStringConvertible {
    case falAI = "fal-ai"
    case novita
    case replicate
    case together
    case wavespeed

    package var description: String { rawValue }
}

extension InferenceProvider {
    /// Those that make videos.
    package static let ofVideos: [InferenceProvider] = [.falAI, .novita, .replicate, .together, .wavespeed]
}
