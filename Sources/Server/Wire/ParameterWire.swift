import Generations

/// The parameters of a video in JSON: their names, their kinds, and how they are written and read.
struct ParameterWire: Sendable {
    let key: String
    let schema: WireSchema
    /// What is asked for when something else stands there, such as `a whole number`.
    let kind: String
    /// The value that is set; null when there is none.
    let value: @Sendable (VideoParameters) -> JSONText
    /// Sets the value; false when it is of a wrong kind.
    let set: @Sendable (inout VideoParameters, ParameterValue) -> Bool

    /// All of them, in the order in which they are written.
    static let all: [ParameterWire] = [
        seed, negativePrompt,
        whole("num_frames", \.numFrames, VideoParameters.Limits.numFrames, "The length in frames."),
        whole("fps", \.fps, VideoParameters.Limits.fps, "Frames per second."),
        whole("width", \.width, VideoParameters.Limits.width, "The width in pixels."),
        whole("height", \.height, VideoParameters.Limits.height, "The height in pixels."),
        whole(
            "num_inference_steps",
            \.numInferenceSteps,
            VideoParameters.Limits.numInferenceSteps,
            "How many steps the model takes."
        ),
        amount(
            "guidance_scale",
            \.guidanceScale,
            VideoParameters.Limits.guidanceScale,
            "How closely the prompt is followed."
        ),
        whole(
            "motion_bucket_id",
            \.motionBucketID,
            VideoParameters.Limits.motionBucketID,
            "Stable Video Diffusion: how much moves."
        ),
        amount(
            "noise_aug_strength",
            \.noiseAugStrength,
            VideoParameters.Limits.noiseAugStrength,
            "Stable Video Diffusion: noise added to the image."
        ),
    ]

    private static let seed = ParameterWire(
        key: "seed",
        schema: .whole("What makes the same video again; drawn when it is not given.")
            .within(bounds(VideoParameters.Limits.seed)),
        kind: "a whole number",
        value: { .optional($0.seed) },
        set: { parameters, value in
            guard case .integer(let number) = value else { return false }
            parameters.seed = Int64(number)
            return true
        }
    )

    private static let negativePrompt = ParameterWire(
        key: "negative_prompt",
        schema: .text("What should not be seen."),
        kind: "a text",
        value: { .optional($0.negativePrompt) },
        set: { parameters, value in
            guard case .string(let text) = value else { return false }
            parameters.negativePrompt = text
            return true
        }
    )

    private static func whole(
        _ key: String,
        _ place: any WritableKeyPath<VideoParameters, Int?> & Sendable,
        _ range: ClosedRange<Int>,
        _ description: String
    ) -> ParameterWire {
        ParameterWire(
            key: key,
            schema: .whole(description).within(bounds(range)),
            kind: "a whole number",
            value: { .optional($0[keyPath: place]) },
            set: { parameters, value in
                guard case .integer(let number) = value else { return false }
                parameters[keyPath: place] = number
                return true
            }
        )
    }

    private static func amount(
        _ key: String,
        _ place: any WritableKeyPath<VideoParameters, Double?> & Sendable,
        _ range: ClosedRange<Double>,
        _ description: String
    ) -> ParameterWire {
        ParameterWire(
            key: key,
            schema: .number(description).within(range),
            kind: "a number",
            value: { $0[keyPath: place].map { .number($0) } ?? .null },
            set: { parameters, value in
                switch value {
                case .integer(let number): parameters[keyPath: place] = Double(number)
                case .number(let number): parameters[keyPath: place] = number
                default: return false
                }
                return true
            }
        )
    }

    private static func bounds(_ range: ClosedRange<some BinaryInteger>) -> ClosedRange<Double> {
        Double(range.lowerBound)...Double(range.upperBound)
    }
}
