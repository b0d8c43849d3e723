import Generations

/// How our words for a video are written for one provider's model: names, kinds and limits, as data (protocol
/// 4.3).
struct ParameterForm: Hashable, Sendable {
    /// The model and its provider for people, such as `Wan 2.2 5B at fal-ai`.
    var name: String
    /// A word that is missing here is not taken.
    var keys: [ParameterWord: ParameterKey]
    var size = SizeForm.widthAndHeight()
    var length = LengthForm.frames
    /// What else the model takes by its own names, where all of them are known.
    var others: Set<String> = []

    /// Every word under the name that the Hub gives it: for models of which nothing is known.
    static func plain(_ name: String) -> ParameterForm {
        let keys = ParameterWord.allCases.map { ($0, ParameterKey($0.rawValue)) }
        return ParameterForm(name: name, keys: Dictionary(uniqueKeysWithValues: keys))
    }

    /// This form with some words written otherwise; nil for one that is not taken.
    func with(_ changed: [ParameterWord: ParameterKey?]) -> ParameterForm {
        var form = self
        for (word, key) in changed { form.keys[word] = key }
        return form
    }
}

/// Our words for a video, by the names that the Hub gives them.
enum ParameterWord: String, Hashable, Sendable, CaseIterable {
    case negativePrompt = "negative_prompt"
    case numFrames = "num_frames"
    case fps
    case numInferenceSteps = "num_inference_steps"
    case guidanceScale = "guidance_scale"
    case seed
    case motionBucketID = "motion_bucket_id"
    case noiseAugStrength = "noise_aug_strength"
}

/// A provider's name for a word, and what may be said with it.
struct ParameterKey: Hashable, Sendable {
    var name: String
    /// Whether the number goes as a string.
    var isText = false
    var range: ClosedRange<Double>?
    /// The only numbers that are taken; empty for all.
    var choices: [Int] = []

    init(
        _ name: String,
        _ range: ClosedRange<Double>? = nil,
        isText: Bool = false,
        choices: [Int] = []
    ) {
        self.name = name
        self.range = range
        self.isText = isText
        self.choices = choices
    }
}

/// How the size of the picture is said.
enum SizeForm: Hashable, Sendable {
    /// `width` and `height`; the only sizes that are taken, or none for all.
    case widthAndHeight([VideoSize] = [])
    /// One text with an asterisk, such as `832*480`, under a name.
    case text(String)
    /// `resolution` and `aspect_ratio`, each one of a few.
    case resolution([String], aspects: [String])
    /// Not at all; how else, for people.
    case none(String)
}

/// How the length of the video is said.
enum LengthForm: Hashable, Sendable {
    /// As the number of frames.
    case frames
    /// In whole seconds under a name, made of frames and their rate; whether it goes as a string.
    case seconds(String, isText: Bool = false, range: ClosedRange<Int>? = nil)
    /// The model chooses it.
    case fixed
}
