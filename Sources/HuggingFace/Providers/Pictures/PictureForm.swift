import Generations

/// How a keyframe is asked for: the video's words that make sense for an image, as one provider writes them. They
/// were given for the video, so what the image's model does not take is left out and refuses nothing.
struct PictureForm: Hashable, Sendable {
    /// How the size is said.
    enum Size: Hashable, Sendable {
        /// `width` and `height`.
        case widthAndHeight
        /// An object with both, under a name.
        case object(String)
        /// One text with a sign between them, such as `1024x576`, under a name.
        case text(String, sign: String)
        /// One of a few shapes, such as `16:9`, under a name; nothing when none is near.
        case shape(String, [String])
    }

    var size: Size
    var grid = PictureGrid()
    var takesNegativePrompt = true
    var takesSeed = true

    /// What is written of a request's parameters. What the user gives by the provider's own names wins.
    func written(_ parameters: VideoParameters) -> [String: ParameterValue] {
        var written: [String: ParameterValue] = [:]
        if takesNegativePrompt, let text = parameters.negativePrompt, !text.isEmpty {
            written["negative_prompt"] = .string(text)
        }
        if takesSeed, let seed = parameters.seed { written["seed"] = .integer(Int(seed)) }
        if let width = parameters.width, let height = parameters.height, width > 0, height > 0 {
            write(VideoSize(width, height), into: &written)
        }
        return written.merging(parameters.extra) { _, extra in extra }.filter { $0.value != .null }
    }

    private func write(_ asked: VideoSize, into written: inout [String: ParameterValue]) {
        let size = grid.nearest(to: asked)
        let sides: [String: ParameterValue] = [
            "width": .integer(size.width), "height": .integer(size.height),
        ]
        switch self.size {
        case .widthAndHeight: written.merge(sides) { _, side in side }
        case .object(let key): written[key] = .object(sides)
        case .text(let key, let sign): written[key] = .string("\(size.width)\(sign)\(size.height)")
        case .shape(let key, let shapes):
            written[key] = shapes.first(where: asked.isAbout(aspect:)).map(ParameterValue.string)
        }
    }

    /// Models that are distilled from their guidance have nothing to hold against a prompt.
    static func takesNegativePrompt(_ model: ProviderModel) -> Bool {
        !model.id.lowercased().contains("flux")
    }
}

/// The sizes that models for images take: sides in steps, neither very short nor very long.
struct PictureGrid: Hashable, Sendable {
    var step = 16
    var shortest = 256
    var longest = 1_536

    /// The size that is nearest in shape, and then in sides.
    func nearest(to size: VideoSize) -> VideoSize {
        let sides = (short: Double(min(size.width, size.height)), long: Double(max(size.width, size.height)))
        let larger = max(1, Double(shortest) / sides.short)
        let factor = min(larger, Double(longest) / sides.long)
        return VideoSize(side(size.width, factor), side(size.height, factor))
    }

    private func side(_ length: Int, _ factor: Double) -> Int {
        let steps = (Double(length) * factor / Double(step)).rounded()
        return min(max(Int(steps) * step, shortest), longest)
    }
}
