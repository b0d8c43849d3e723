import Generations

/// Counting the value of a row up and down.
enum ParameterSteps {
    /// The next value of a row; nil where there is nothing to count.
    static func next(
        _ field: ParameterField,
        _ text: String,
        _ values: ParameterValues,
        up: Bool,
        isLarge: Bool
    ) -> String? {
        switch field {
        case .model: return neighbour(of: text, in: ModelRules.models.map(\.rawValue), up: up)
        case .provider:
            return neighbour(of: text.isEmpty ? ProviderWish.auto : text, in: ProviderWish.names, up: up)
        case .size:
            return neighbour(of: text, in: ModelRules.sizes.map { "\($0.width)x\($0.height)" }, up: up)
        default: break
        }
        guard let range = range(field) else { return nil }
        let start = start(field, values)
        guard let value = Double(text) else { return text.isEmpty ? Strings.number(start) : nil }
        let step = isLarge ? range.large : range.small
        let moved = value + (up ? step : -step)
        let rounded = (moved * 100).rounded() / 100
        return Strings.number(min(max(range.lowest, rounded), range.highest))
    }

    /// Whether a row can be counted, or goes through usual values.
    static func canStep(_ field: ParameterField) -> Bool {
        field == .model || field == .provider || field == .size || range(field) != nil
    }

    private struct Range {
        var lowest: Double
        var highest: Double
        var small: Double = 1
        var large: Double = 10
    }

    private static func range(_ field: ParameterField) -> Range? {
        switch field {
        case .frames: Range(lowest: 1, highest: 10_000, large: 8)
        case .fps: Range(lowest: 1, highest: 240, large: 4)
        case .steps: Range(lowest: 1, highest: 1_000, large: 5)
        case .guidance: Range(lowest: 0, highest: 100, small: 0.5, large: 1)
        case .seed: Range(lowest: 0, highest: Double(UInt32.max), large: 100)
        case .motion: Range(lowest: 0, highest: 255)
        case .noise: Range(lowest: 0, highest: 1, small: 0.01, large: 0.1)
        case .runs: Range(lowest: 1, highest: Double(ParameterWords.mostRuns), large: 4)
        default: nil
        }
    }

    /// Where counting begins when nothing is set: with what the model does by itself.
    private static func start(_ field: ParameterField, _ values: ParameterValues) -> Double {
        let own = ModelRules.rules(for: values.request.model)?.defaults ?? VideoParameters()
        return switch field {
        case .frames: Double(own.numFrames ?? 81)
        case .fps: Double(own.fps ?? 16)
        case .steps: Double(own.numInferenceSteps ?? 30)
        case .guidance: own.guidanceScale ?? 5
        case .motion: Double(own.motionBucketID ?? 127)
        case .noise: own.noiseAugStrength ?? 0.02
        default: 1
        }
    }

    private static func neighbour(of text: String, in list: [String], up: Bool) -> String? {
        guard let index = list.firstIndex(of: text) else { return up ? list.first : list.last }
        return list[(index + (up ? 1 : list.count - 1)) % list.count]
    }
}
