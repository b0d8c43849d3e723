import Generations

/// What the form edits: what requests are made of, and how often each is run.
struct ParameterValues: Equatable, Sendable {
    var request: GenerationRequest
    var runs: Int
}

/// Reading and writing the values of a row.
extension ParameterField {
    /// The value as it is edited; empty where it is left to the model.
    func text(_ values: ParameterValues) -> String {
        let parameters = values.request.parameters
        return switch self {
        case .model: values.request.model.rawValue
        case .provider: values.request.provider ?? ""
        case .keyframe: values.request.keyframeModel ?? ""
        case .negativePrompt: parameters.negativePrompt ?? ""
        case .frames: Self.text(parameters.numFrames)
        case .fps: Self.text(parameters.fps)
        case .size: Self.size(parameters)
        case .steps: Self.text(parameters.numInferenceSteps)
        case .guidance: parameters.guidanceScale.map(Strings.number) ?? ""
        case .seed: parameters.seed.map { "\($0)" } ?? ""
        case .image: values.request.image?.text ?? ""
        case .motion: Self.text(parameters.motionBucketID)
        case .noise: parameters.noiseAugStrength.map(Strings.number) ?? ""
        case .runs: "\(values.runs)"
        case .extra(let key): parameters.extra[key]?.word ?? ""
        case .newExtra: ""
        case .allExtra: ParameterValue.json(parameters.extra)
        }
    }

    /// Takes what was typed; returns the rule that it breaks, and changes nothing then.
    func take(_ text: String, into values: inout ParameterValues) -> String? {
        var new = values
        let text = text.trimmed
        if let problem = read(text, into: &new) { return problem }
        let problems = new.request.parameters.problems()
        if let problem = problems.first(where: { checked.contains($0.parameter) }) { return problem.message }
        values = new
        return nil
    }

    private func read(_ text: String, into values: inout ParameterValues) -> String? {
        switch self {
        case .model:
            return ProviderWish.take(model: text, into: &values.request)
        case .provider:
            return ProviderWish.take(text.isEmpty ? ProviderWish.auto : text, into: &values.request)
        case .keyframe: return ProviderWish.take(keyframe: text, into: &values.request)
        case .negativePrompt: values.request.parameters.negativePrompt = text.isEmpty ? nil : text
        case .size: return Self.readSize(text, &values.request.parameters)
        case .image: Self.readImage(text, &values.request)
        case .runs:
            guard let runs = Int(text), (1...ParameterWords.mostRuns).contains(runs) else {
                return "Runs are a number from 1 to \(ParameterWords.mostRuns)."
            }
            values.runs = runs
        case .extra(let key):
            values.request.parameters.extra[key] = text.isEmpty ? nil : ParameterValue(word: text)
        case .newExtra: return Self.readExtra(text, &values.request.parameters)
        case .allExtra:
            guard case .object(let extra)? = ParameterValue(json: text.isEmpty ? "{}" : text) else {
                return "This is not one JSON object: {\"key\": value, …}."
            }
            values.request.parameters.extra = extra
        default: return readNumber(text, &values.request.parameters)
        }
        return nil
    }

    private func readNumber(_ text: String, _ parameters: inout VideoParameters) -> String? {
        switch self {
        case .frames: Self.read(text, &parameters.numFrames) { Int($0) }
        case .fps: Self.read(text, &parameters.fps) { Int($0) }
        case .steps: Self.read(text, &parameters.numInferenceSteps) { Int($0) }
        case .motion: Self.read(text, &parameters.motionBucketID) { Int($0) }
        case .seed: Self.read(text, &parameters.seed) { Int64($0) }
        case .guidance: Self.read(text, &parameters.guidanceScale, Self.decimal)
        case .noise: Self.read(text, &parameters.noiseAugStrength, Self.decimal)
        default: nil
        }
    }

    private static func read<Value>(_ text: String, _ target: inout Value?, _ read: (String) -> Value?)
        -> String?
    {
        guard !text.isEmpty else {
            target = nil
            return nil
        }
        guard let value = read(text) else { return "This is no number: “\(text.prefix(30))”." }
        target = value
        return nil
    }

    private static func decimal(_ text: String) -> Double? {
        Double(text).flatMap { $0.isFinite ? $0 : nil }
    }

    private static func readSize(_ text: String, _ parameters: inout VideoParameters) -> String? {
        let sides = text.lowercased().split(separator: "x", omittingEmptySubsequences: false)
        guard !text.isEmpty else {
            (parameters.width, parameters.height) = (nil, nil)
            return nil
        }
        let numbers = sides.map { Int($0.filter { $0 != " " }) }
        guard sides.count == 2, let width = numbers[0], let height = numbers[1] else {
            return "A size is width x height, such as 832x480."
        }
        (parameters.width, parameters.height) = (width, height)
        return nil
    }

    private static func readImage(_ text: String, _ request: inout GenerationRequest) {
        if text.isEmpty {
            request.image = nil
            request.task = .textToVideo
        } else {
            request.image = text.lowercased().hasPrefix("https://") ? .url(text) : .file(text)
            request.task = .imageToVideo
        }
    }

    private static func readExtra(_ text: String, _ parameters: inout VideoParameters) -> String? {
        guard !text.isEmpty else { return nil }
        let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let key = String(halves[0]).trimmed
        guard halves.count == 2, !key.isEmpty else { return "Write it as key=value." }
        parameters.extra[key] = ParameterValue(word: String(halves[1]).trimmed)
        return nil
    }

    private static func text(_ number: Int?) -> String {
        number.map { "\($0)" } ?? ""
    }

    private static func size(_ parameters: VideoParameters) -> String {
        guard parameters.width != nil || parameters.height != nil else { return "" }
        return "\(text(parameters.width))x\(text(parameters.height))"
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
