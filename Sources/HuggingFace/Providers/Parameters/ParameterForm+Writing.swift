import Generations

extension ParameterForm {
    /// The parameters in this form. What the user gives by the provider's own names wins and is not checked.
    ///
    /// - Throws: `ParameterProblem` for a value that the model does not take, with the rule.
    func written(_ parameters: VideoParameters) throws(ParameterProblem) -> [String: ParameterValue] {
        var written: [String: ParameterValue] = [:]
        if let text = parameters.negativePrompt, !text.isEmpty {
            written[try key(.negativePrompt, for: parameters).name] = .string(text)
        }
        for (word, value) in Self.numbers(of: parameters) {
            guard let value, !isSaidAsLength(word) else { continue }
            let key = try key(word, for: parameters)
            if parameters.extra[key.name] == nil { try check(value, of: word, by: key) }
            written[key.name] = key.isText ? .string(JSONText.text(value)) : value
        }
        try write(lengthOf: parameters, into: &written)
        try write(sizeOf: parameters, into: &written)
        return written.merging(parameters.extra) { _, extra in extra }.filter { $0.value != .null }
    }

    /// The user's own names that the model does not know. Some providers ignore such a name without a word,
    /// so that a typing error is never seen; one sentence each, for hints.
    func hints(for parameters: VideoParameters) -> [ParameterProblem] {
        guard !others.isEmpty else { return [] }
        let known = others.union(keys.values.map(\.name)).union(lengthKeys).union(sizeKeys)
        return parameters.extra.keys.filter { !known.contains($0) }.sorted().map { name in
            ParameterProblem(parameter: name, message: "\(self.name) is not known to take \(name).")
        }
    }

    private static func numbers(of parameters: VideoParameters) -> [(ParameterWord, ParameterValue?)] {
        [
            (.numFrames, parameters.numFrames.map(ParameterValue.integer)),
            (.fps, parameters.fps.map(ParameterValue.integer)),
            (.numInferenceSteps, parameters.numInferenceSteps.map(ParameterValue.integer)),
            (.guidanceScale, parameters.guidanceScale.map(ParameterValue.number)),
            (.seed, parameters.seed.map { .integer(Int($0)) }),
            (.motionBucketID, parameters.motionBucketID.map(ParameterValue.integer)),
            (.noiseAugStrength, parameters.noiseAugStrength.map(ParameterValue.number)),
        ]
    }

    /// - Throws: `ParameterProblem` for a word that the model does not take.
    private func key(
        _ word: ParameterWord,
        for parameters: VideoParameters
    ) throws(ParameterProblem) -> ParameterKey {
        if let key = keys[word] { return key }
        let other = word == .numFrames && length == .fixed ? "; the model chooses the length" : ""
        throw ParameterProblem(
            parameter: word.rawValue,
            message: "\(name) takes no \(word.rawValue)\(other)."
        )
    }

    private func check(
        _ value: ParameterValue,
        of word: ParameterWord,
        by key: ParameterKey
    ) throws(ParameterProblem) {
        guard let number = value.double else { return }
        let rule: String
        if let range = key.range, !range.contains(number) {
            rule = "from \(text(range.lowerBound)) to \(text(range.upperBound))"
        } else if !key.choices.isEmpty, !key.choices.contains(where: { Double($0) == number }) {
            rule = key.choices.map(String.init).joined(separator: " or ")
        } else {
            return
        }
        throw ParameterProblem(
            parameter: word.rawValue,
            message: "\(name) takes \(word.rawValue) \(rule), and it is \(text(number))."
        )
    }

    private func text(_ number: Double) -> String {
        Int(exactly: number).map(String.init) ?? "\(number)"
    }

    // MARK: Length

    /// Whether a word of the length goes into seconds and not by itself.
    private func isSaidAsLength(_ word: ParameterWord) -> Bool {
        guard case .seconds = length else { return false }
        return word == .numFrames || word == .fps && keys[.fps] == nil
    }

    private var lengthKeys: [String] {
        if case .seconds(let key, _, _) = length { [key] } else { [] }
    }

    private func write(
        lengthOf parameters: VideoParameters,
        into written: inout [String: ParameterValue]
    ) throws(ParameterProblem) {
        guard case .seconds(let key, let isText, let range) = length, parameters.extra[key] == nil,
            parameters.numFrames != nil || parameters.fps != nil && keys[.fps] == nil
        else { return }
        guard let seconds = parameters.seconds else {
            throw ParameterProblem(
                parameter: parameters.numFrames == nil ? "fps" : "num_frames",
                message: "\(name) takes a length in seconds: give both num_frames and fps, or \(key)."
            )
        }
        // 81 frames at 16 a second are five seconds and the picture that they begin with.
        let whole = max(1, Int(seconds.rounded()))
        if let range, !range.contains(whole) {
            throw ParameterProblem(
                parameter: "num_frames",
                message: "\(name) makes \(range.lowerBound) to \(range.upperBound) seconds, and "
                    + "\(parameters.numFrames ?? 0) frames at \(parameters.fps ?? 0) a second are \(whole)."
            )
        }
        written[key] = isText ? .string(String(whole)) : .integer(whole)
    }

    // MARK: Size

    private var sizeKeys: [String] {
        switch size {
        case .widthAndHeight: ["width", "height"]
        case .text(let key): [key]
        case .resolution: ["resolution", "aspect_ratio"]
        case .none: []
        }
    }

    private func write(
        sizeOf parameters: VideoParameters,
        into written: inout [String: ParameterValue]
    ) throws(ParameterProblem) {
        guard parameters.width != nil || parameters.height != nil else { return }
        if case .widthAndHeight(let sizes) = size, sizes.isEmpty {
            written["width"] = parameters.width.map(ParameterValue.integer)
            written["height"] = parameters.height.map(ParameterValue.integer)
            return
        }
        guard let width = parameters.width, let height = parameters.height else {
            let missing = parameters.width == nil ? "width" : "height"
            throw ParameterProblem(parameter: missing, message: "\(name) needs both width and height.")
        }
        try write(VideoSize(width, height), into: &written)
    }

    private func write(
        _ size: VideoSize,
        into written: inout [String: ParameterValue]
    ) throws(ParameterProblem) {
        switch self.size {
        case .widthAndHeight(let sizes):
            guard sizes.contains(size) else {
                throw wrong(size, takes: sizes.map(\.description).joined(separator: ", "))
            }
            written["width"] = .integer(size.width)
            written["height"] = .integer(size.height)
        case .text(let key):
            written[key] = .string("\(size.width)*\(size.height)")
        case .resolution(let resolutions, let aspects):
            guard let resolution = resolutions.first(where: size.isAbout(resolution:)),
                let aspect = aspects.first(where: size.isAbout(aspect:))
            else {
                let takes = [resolutions, aspects].map { $0.joined(separator: ", ") }
                throw wrong(size, takes: takes.joined(separator: "; "))
            }
            written["resolution"] = .string(resolution)
            written["aspect_ratio"] = .string(aspect)
        case .none(let other):
            throw ParameterProblem(
                parameter: "width",
                message: "\(name) takes no width and height; \(other)."
            )
        }
    }

    private func wrong(_ size: VideoSize, takes: String) -> ParameterProblem {
        ParameterProblem(parameter: "width", message: "\(name) takes \(takes), and not \(size).")
    }
}
