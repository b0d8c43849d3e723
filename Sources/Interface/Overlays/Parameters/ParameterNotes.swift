import Generations

/// What is said beside a row: what it comes to, what overrides it, or what is known of the model.
enum ParameterNotes {
    enum Note: Equatable, Sendable {
        case plain(String)
        case warning(String)

        var text: String {
            switch self {
            case .plain(let text), .warning(let text): text
            }
        }
    }

    /// The one thing that matters most about a row.
    static func note(_ field: ParameterField, _ values: ParameterValues, words: [ParameterWords.Word]) -> Note
    {
        if let word = words.last(where: { field.words.contains($0.name) && isMeant($0, field) }) {
            let name = word.name == "runs" ? "-n" : "--\(word.name)"
            return .warning("\(name) \(word.value) in the prompt overrides it")
        }
        let rules = ModelRules.rules(for: values.request.model)
        let hints = ModelRules.hints(for: values.request)
        if let hint = hints.first(where: { field.checked.contains($0.parameter) }) {
            return .warning(hint.message)
        }
        return .plain(derived(field, values, rules))
    }

    private static func isMeant(_ word: ParameterWords.Word, _ field: ParameterField) -> Bool {
        guard case .extra(let key) = field else { return true }
        return word.value.hasPrefix("\(key)=")
    }

    private static func derived(_ field: ParameterField, _ values: ParameterValues, _ rules: ModelRules?)
        -> String
    {
        let parameters = values.request.parameters
        switch field {
        case .model: return model(rules)
        case .frames, .fps:
            if let text = LengthWords.text(values.request) { return text }
            let isSet = field == .frames ? parameters.numFrames != nil : parameters.fps != nil
            return isSet ? "" : own(field == .frames ? rules?.defaults.numFrames : rules?.defaults.fps, rules)
        case .size:
            if let words = aspect(parameters.width, parameters.height) { return words }
            return (["as the model has it"] + (rules.map(looks) ?? [])).joined(separator: ", ")
        case .steps where parameters.numInferenceSteps == nil:
            return own(rules?.defaults.numInferenceSteps, rules)
        case .guidance where parameters.guidanceScale == nil:
            return own(rules?.defaults.guidanceScale.map(Strings.number), rules)
        case .motion where parameters.motionBucketID == nil: return own(rules?.defaults.motionBucketID, rules)
        case .noise where parameters.noiseAugStrength == nil:
            return own(rules?.defaults.noiseAugStrength, rules)
        case .seed: return parameters.seed == nil ? "drawn anew each time" : "fixed"
        case .runs: return runs(values)
        case .provider: return values.request.provider == nil ? "auto: the Hub's first that can do it" : ""
        case .image: return image(values.request)
        case .keyframe where values.request.keyframeModel == nil:
            return "by itself: \(Keyframe.standardModel)"
        default: return ""
        }
    }

    private static func model(_ rules: ModelRules?) -> String {
        guard let rules else { return "nothing is known here of what it takes" }
        return ([rules.name] + looks(rules)).joined(separator: ", ")
    }

    private static func looks(_ rules: ModelRules) -> [String] {
        [rules.resolutions, rules.aspects].filter { !$0.isEmpty }.map { $0.joined(separator: " ") }
    }

    private static func own(_ value: (some CustomStringConvertible)?, _ rules: ModelRules?) -> String {
        guard let value, let rules else { return "as the model has it" }
        return "as the model has it: \(value) (\(rules.source))"
    }

    private static func image(_ request: GenerationRequest) -> String {
        guard request.image == nil else { return "animated" }
        guard ModelRules.animatesOnly(request.model) else { return "none: made from the prompt alone" }
        return "none: a keyframe is made first"
    }

    private static func runs(_ values: ParameterValues) -> String {
        guard values.runs > 1 else { return "one run of each text" }
        guard let seed = values.request.parameters.seed else { return "each with a seed of its own" }
        return "seeds \(seed) to \(seed + Int64(values.runs) - 1)"
    }

    /// `16:9`, or `26:15, about 16:9`.
    static func aspect(_ width: Int?, _ height: Int?) -> String? {
        guard let width, let height, width > 0, height > 0 else { return nil }
        let divisor = gcd(width, height)
        let exact = "\(width / divisor):\(height / divisor)"
        let ratio = Double(width) / Double(height)
        let usual = [(16, 9), (9, 16), (4, 3), (3, 4), (1, 1), (21, 9), (3, 2), (2, 3)].first { wide, high in
            abs(ratio * Double(high) / Double(wide) - 1) < 0.03
        }
        guard let usual else { return exact }
        let name = "\(usual.0):\(usual.1)"
        return name == exact ? exact : "about \(name)"
    }

    private static func gcd(_ first: Int, _ second: Int) -> Int {
        second == 0 ? first : gcd(second, first % second)
    }
}
