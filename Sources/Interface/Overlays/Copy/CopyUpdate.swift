import Generations

/// What happens in the small menu of what can be copied.
enum CopyUpdate {
    /// Does what a key asks for; nil when it means nothing here.
    static func update(_ state: inout AppState, _ targets: [Generation], _ action: UserAction) -> [AppEffect]?
    {
        if action == .back || action == .stop {
            state.overlays.removeLast()
            return []
        }
        guard let what = what(action) else { return nil }
        state.overlays.removeLast()
        let names = MarksUpdate.names(targets)
        if action == .copyJSON { return [.copyJSON(targets.map(\.id), what: "the JSON of \(names)")] }
        let texts = targets.compactMap { text(action, state.generation($0.id) ?? $0) }
        guard let first = texts.first else { return [] }
        if texts.count == 1, targets.count == 1 {
            return [.copy(text: first, what: "the \(what) of \(names)")]
        }
        let count = texts.count == targets.count ? "\(texts.count)" : "\(texts.count) of \(targets.count)"
        return [.copy(text: texts.joined(separator: "\n"), what: "\(what)s of \(count) runs, one a line")]
    }

    static func what(_ action: UserAction) -> String? {
        switch action {
        case .copyPrompt: "prompt"
        case .copyPath: "file"
        case .copyKeyframe: "keyframe"
        case .copySeed: "seed"
        case .copyCommand: "command"
        case .copyNumber: "number"
        case .copyJSON: "JSON"
        case .copyLink: "link"
        case .copyError: "error"
        default: nil
        }
    }

    static func text(_ action: UserAction, _ generation: Generation) -> String? {
        switch action {
        case .copyPrompt: generation.request.prompt
        case .copyPath: generation.video?.path
        case .copyKeyframe: generation.keyframe?.file
        case .copySeed: generation.request.parameters.seed.map { "\($0)" }
        case .copyCommand: generation.request.commandLine
        case .copyLink: generation.video.map { Strings.fileLink($0.path) }
        case .copyError: error(generation)
        default: "\(generation.id.rawValue)"
        }
    }

    /// What went wrong, what to try, and the server's name of the exchange, as one would report it.
    private static func error(_ generation: Generation) -> String? {
        guard case .failed(let failure) = generation.state else { return nil }
        let status = failure.status.map { "\($0) " } ?? ""
        let request = (failure.requestID ?? generation.requestID).map { "(request id \($0))" }
        let kind = "\(generation.id) \(status)\(failure.code.rawValue):"
        return [kind, failure.message, failure.hint, request ?? ""].filter { !$0.isEmpty }
            .joined(separator: " ")
    }
}

extension AppState {
    /// A generation that is shown somewhere, as it is known now.
    func generation(_ id: GenerationID) -> Generation? {
        if let run = runs[id] { return run.generation }
        return history[id] ?? history.marked[id] ?? (detail.id == id ? detail.generation : nil)
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
        add("bill-to", billTo)
        add("image", image?.text)
        add("keyframe-model", keyframeModel)
        if fallsBack { words.append("--fallback") }
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
