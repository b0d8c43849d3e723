/// A rule that a request breaks, found before anything is sent.
package struct ParameterProblem: Error, Hashable, Sendable {
    /// The parameter's name as the API has it, such as `num_frames`.
    package var parameter: String
    /// One clear sentence: what is wrong and what would be right.
    package var message: String

    package init(parameter: String, message: String) {
        self.parameter = parameter
        self.message = message
    }
}

extension GenerationRequest {
    /// The longest prompt that is sent, in characters. No provider documents a longer one; text beyond it is a
    /// pasted file and not a prompt.
    package static let longestPrompt = 10_000

    /// Everything that is wrong with this request; empty when it may be sent.
    package func problems() -> [ParameterProblem] {
        var problems: [ParameterProblem] = []
        if prompt.allSatisfy(\.isWhitespace), image == nil {
            problems.append(
                .init(parameter: "prompt", message: "The prompt is empty: say what should be seen.")
            )
        }
        problems += Self.problems(ofPrompt: prompt)
        if let keyframeModel {
            do {
                _ = try ModelName(keyframeModel)
            } catch {
                problems.append(.init(parameter: "keyframe_model", message: error.message))
            }
        }
        return problems + parameters.problems()
    }

    /// What is wrong with a prompt that is not empty.
    package static func problems(ofPrompt prompt: String) -> [ParameterProblem] {
        var problems: [ParameterProblem] = []
        if prompt.count > longestPrompt {
            let message =
                "The prompt has \(prompt.count) characters, and \(longestPrompt) are the most that is sent: "
                + "shorten it."
            problems.append(.init(parameter: "prompt", message: message))
        }
        return problems + [ParameterProblem(nulIn: prompt, "prompt")].compactMap { $0 }
    }
}

extension VideoParameters {
    /// What each number may be, whatever the provider is.
    package enum Limits {
        package static let numFrames = 1...10_000
        package static let fps = 1...240
        package static let width = 16...8_192
        package static let height = 16...8_192
        package static let numInferenceSteps = 1...1_000
        package static let guidanceScale = 0.0...100
        package static let seed = 0...Int64(UInt32.max)
        package static let motionBucketID = 0...255
        package static let noiseAugStrength = 0.0...1
    }

    /// What is out of range whatever the provider is.
    package func problems() -> [ParameterProblem] {
        [
            Self.check("num_frames", numFrames, in: Limits.numFrames),
            Self.check("fps", fps, in: Limits.fps),
            Self.check("width", width, in: Limits.width),
            Self.check("height", height, in: Limits.height),
            Self.check("num_inference_steps", numInferenceSteps, in: Limits.numInferenceSteps),
            Self.check("guidance_scale", guidanceScale, in: Limits.guidanceScale),
            Self.check("seed", seed, in: Limits.seed),
            Self.check("motion_bucket_id", motionBucketID, in: Limits.motionBucketID),
            Self.check("noise_aug_strength", noiseAugStrength, in: Limits.noiseAugStrength),
            ParameterProblem(nulIn: negativePrompt ?? "", "negative_prompt"),
        ].compactMap { $0 }
    }

    private static func check<Value: Comparable & Sendable>(
        _ name: String,
        _ value: Value?,
        in range: ClosedRange<Value>
    ) -> ParameterProblem? {
        guard let value, !range.contains(value) else { return nil }
        return ParameterProblem(
            parameter: name,
            message: "\(name) is \(value), and must be from \(range.lowerBound) to \(range.upperBound)."
        )
    }
}

extension ParameterProblem {
    /// A text that others would read only up to its NUL character; nil when it has none.
    fileprivate init?(nulIn text: String, _ name: String) {
        guard text.unicodeScalars.contains("\0") else { return nil }
        let message = "The \(name) holds a NUL character (U+0000), which ends a text: take it out."
        self.init(parameter: name, message: message)
    }
}
