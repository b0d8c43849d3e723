import Generations
import Terminal

/// The parameters of the next request in words.
enum ParameterLine {
    /// The parts of the line, most important first.
    static func parts(
        _ request: GenerationRequest,
        _ setup: Setup,
        parent: GenerationID?,
        runs: String? = nil,
        isShort: Bool = false
    ) -> [String] {
        let parameters = request.parameters
        let seed = parameters.seed.map { isShort ? "seed \($0)" : "seed \($0) fixed" }
        let drawn = isShort ? "seed drawn" : "seed drawn anew each time"
        var parts =
            [runs].compactMap { $0 } + [
                seed ?? drawn, isShort ? shortFrames(parameters) : frames(request),
            ]
        parts += [request.likelyKeyframe.map { "a keyframe is made first by \($0.model.name)" }].compactMap {
            $0
        }
        parts += [size(parameters), parameters.numInferenceSteps.map { "\($0) steps" }].compactMap { $0 }
        parts += [
            parameters.guidanceScale.map { "guidance \(Strings.number($0))" },
            parameters.motionBucketID.map { "motion \($0)" },
            parameters.noiseAugStrength.map { "noise \(Strings.number($0))" },
            request.image.map { "image \(Strings.fileName($0.text))" },
            request.model == setup.template.model ? nil : request.model.rawValue,
            request.provider == setup.template.provider ? nil : "at \(request.provider ?? "any provider")",
            parent.map { "from \($0)" },
            parameters.negativePrompt.map { "without \($0)" },
        ].compactMap { $0 }
        return parts + parameters.extra.keys.sorted().map { "\($0)=\(text(parameters.extra[$0]))" }
    }

    /// The parts in rows of a width, with a dot between them.
    static func rows(_ parts: [String], width: Int, separator: String) -> [String] {
        var rows: [String] = []
        for part in parts {
            if let last = rows.last, CharacterWidth.columns(of: last + separator + part) <= width {
                rows[rows.count - 1] = last + separator + part
            } else {
                rows.append(part)
            }
        }
        return rows
    }

    /// What the provider would not take, while nothing is wrong whatever the provider is.
    static func hint(_ request: GenerationRequest) -> String? {
        ModelRules.hints(for: request).first?.message
    }

    /// What is wrong, as far as it is worth saying while the user still types.
    static func problem(_ problems: [ParameterProblem], isEmpty: Bool) -> String? {
        problems.first { !(isEmpty && $0.parameter == "prompt") }?.message
    }

    private static func frames(_ request: GenerationRequest) -> String {
        if let text = LengthWords.text(request) { return text }
        let parameters = request.parameters
        return parameters.numFrames.map { Strings.count($0, "frame") } ?? parameters.fps.map { "\($0) fps" }
            ?? "length as the model has it"
    }

    private static func shortFrames(_ parameters: VideoParameters) -> String {
        if let seconds = parameters.seconds { return "\(Strings.tenths(seconds)) s" }
        return parameters.numFrames.map { "\($0) fr" } ?? "own length"
    }

    private static func size(_ parameters: VideoParameters) -> String? {
        switch (parameters.width, parameters.height) {
        case (let width?, let height?): "\(width)x\(height)"
        case (let width?, nil): "\(width) wide"
        case (nil, let height?): "\(height) high"
        default: nil
        }
    }

    static func text(_ value: ParameterValue?) -> String {
        switch value {
        case nil, .null?: "null"
        case .bool(let value)?: "\(value)"
        case .integer(let value)?: "\(value)"
        case .number(let value)?: Strings.number(value)
        case .string(let value)?: value
        case .array(let values)?: "[\(values.map { text($0) }.joined(separator: ","))]"
        case .object(let values)?:
            "{\(values.keys.sorted().map { "\($0):\(text(values[$0]))" }.joined(separator: ","))}"
        }
    }
}
