import ArgumentParser
import Generations

/// Every parameter of a video, in the API's own words.
struct ParameterOptions: ParsableArguments {
    @Option(help: ArgumentHelp("What should not be seen.", valueName: "text"))
    var negativePrompt: String?

    @Option(help: ArgumentHelp("The length in frames.", valueName: "count"))
    var numFrames: Int?

    @Option(help: ArgumentHelp("Frames per second.", valueName: "rate"))
    var fps: Int?

    @Option(help: ArgumentHelp("The width in pixels.", valueName: "pixels"))
    var width: Int?

    @Option(help: ArgumentHelp("The height in pixels.", valueName: "pixels"))
    var height: Int?

    @Option(help: ArgumentHelp("How many steps the model takes.", valueName: "count"))
    var numInferenceSteps: Int?

    @Option(help: ArgumentHelp("How closely the prompt is followed.", valueName: "scale"))
    var guidanceScale: Double?

    @Option(
        help: ArgumentHelp(
            "The seed; without it, one is drawn, or rerun's stays. With -n: it, the next, …",
            valueName: "number"
        )
    )
    var seed: Int64?

    @Option(
        name: .customLong("motion-bucket-id"),
        help: ArgumentHelp("Stable Video Diffusion: how much moves, 0 to 255.", valueName: "number")
    )
    var motionBucketID: Int?

    @Option(
        help: ArgumentHelp("Stable Video Diffusion: noise added to the image, 0 to 1.", valueName: "strength")
    )
    var noiseAugStrength: Double?

    @Option(
        name: .customLong("param"),
        help: ArgumentHelp(
            "A parameter of the provider's own; the value is JSON, or else a string.",
            valueName: "key=value"
        )
    )
    var extra: [ExtraParameter] = []

    /// The parameters that were given.
    var parameters: VideoParameters {
        VideoParameters(
            negativePrompt: negativePrompt,
            numFrames: numFrames,
            fps: fps,
            width: width,
            height: height,
            numInferenceSteps: numInferenceSteps,
            guidanceScale: guidanceScale,
            seed: seed,
            motionBucketID: motionBucketID,
            noiseAugStrength: noiseAugStrength,
            extra: Dictionary(extra.map { ($0.name, $0.value) }) { _, last in last }
        )
    }
}
