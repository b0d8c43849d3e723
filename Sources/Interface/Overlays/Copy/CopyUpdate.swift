import Generations

/// What happens in the small menu of what can be copied.
enum CopyUpdate {
    /// Does what a key asks for; nil when it means nothing here.
    static func update(_ state: inout AppState, _ id: GenerationID, _ action: UserAction) -> [AppEffect]? {
        if action == .back || action == .stop {
            state.overlays.removeLast()
            return []
        }
        guard let what = what(action) else { return nil }
        state.overlays.removeLast()
        guard let generation = state.generation(id) else { return [] }
        guard let text = text(action, generation) else { return [] }
        return [.copy(text: text, what: "the \(what) of \(id)")]
    }

    private static func what(_ action: UserAction) -> String? {
        switch action {
        case .copyPrompt: "prompt"
        case .copyPath: "file"
        case .copySeed: "seed"
        case .copyCommand: "command"
        case .copyNumber: "number"
        default: nil
        }
    }

    private static func text(_ action: UserAction, _ generation: Generation) -> String? {
        switch action {
        case .copyPrompt: generation.request.prompt
        case .copyPath: generation.video?.path
        case .copySeed: generation.request.parameters.seed.map { "\($0)" }
        case .copyCommand: generation.request.commandLine
        default: "\(generation.id.rawValue)"
        }
    }
}

extension AppState {
    /// A generation that is shown somewhere, as it is known now.
    func generation(_ id: GenerationID) -> Generation? {
        if let run = runs[id] { return run.generation }
        if let index = history.index(of: id) { return history.items[index] }
        return detail.id == id ? detail.generation : nil
    }
}

extension GenerationRequest {
    /// The command line that makes the same video again; a token is never in it.
    var commandLine: String {
        var words = ["rushes", "generate", Strings.shellQuoted(prompt), "--model", model.rawValue]
        func add(_ name: String, _ value: String?) {
            if let value { words += ["--" + name, Strings.shellQuoted(value)] }
        }
        add("provider", provider)
        add("endpoint", endpoint)
        add("image", image?.text)
        add("seed", parameters.seed.map { "\($0)" })
        add("num-frames", parameters.numFrames.map { "\($0)" })
        add("fps", parameters.fps.map { "\($0)" })
        add("width", parameters.width.map { "\($0)" })
        add("height", parameters.height.map { "\($0)" })
        add("num-inference-steps", parameters.numInferenceSteps.map { "\($0)" })
        add("guidance-scale", parameters.guidanceScale.map(Strings.number))
        add("negative-prompt", parameters.negativePrompt)
        add("motion-bucket-id", parameters.motionBucketID.map { "\($0)" })
        add("noise-aug-strength", parameters.noiseAugStrength.map(Strings.number))
        for key in parameters.extra.keys.sorted() {
            add("param", "\(key)=\(ParameterLine.text(parameters.extra[key]))")
        }
        return words.joined(separator: " ")
    }
}
