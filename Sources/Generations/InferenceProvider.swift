/// A provider behind Hugging Face's router that makes videos or keyframes, by its name on the Hub.
package enum InferenceProvider: String, Hashable, Sendable, CaseIterable, CustomStringConvertible {
    case falAI = "fal-ai"
    /// Hugging Face's own servers; they make keyframes only.
    case hfInference = "hf-inference"
    case novita
    /// Makes keyframes only.
    case nscale
    case replicate
    case together
    case wavespeed
    /// Makes keyframes only.
    case zaiOrg = "zai-org"

    package var description: String { rawValue }
}
