import Generations

/// The small input that makes several runs of one: with other seeds, or with other values of one field.
struct VaryState: Equatable, Sendable {
    enum Mode: Int, CaseIterable, Equatable, Sendable {
        case newSeeds, nextSeeds, field
    }

    /// The most runs that are sent at once.
    static let limit = 100

    var generation: Generation
    var mode = Mode.newSeeds
    /// How many runs, for seeds.
    var count = TextEditor("4")
    /// The field and its values: `num-inference-steps 20 30 40`.
    var values = TextEditor("num-inference-steps ")

    init(_ generation: Generation) {
        self.generation = generation
    }

    var current: TextEditor {
        get { mode == .field ? values : count }
        set {
            if mode == .field { values = newValue } else { count = newValue }
        }
    }

    /// The requests that are sent, or one sentence why none is.
    func plan(_ template: GenerationRequest) -> (requests: [GenerationRequest], problem: String?) {
        mode == .field ? fieldPlan(template) : seedPlan()
    }

    private func seedPlan() -> (requests: [GenerationRequest], problem: String?) {
        guard let count = Int(count.text), (1...Self.limit).contains(count) else {
            return ([], "A number from 1 to \(Self.limit) is needed.")
        }
        if mode == .newSeeds {
            var request = generation.request
            request.parameters.seed = nil
            return (Array(repeating: request, count: count), nil)
        }
        guard let seed = generation.request.parameters.seed else {
            return ([], "\(generation.id) has no seed to go on from.")
        }
        guard seed <= Int64(UInt32.max) - Int64(count) else {
            return ([], "Seeds end at \(UInt32.max).")
        }
        let requests = (1...count).map { step in
            var request = generation.request
            request.parameters.seed = seed + Int64(step)
            return request
        }
        return (requests, nil)
    }

    private func fieldPlan(_ template: GenerationRequest) -> (requests: [GenerationRequest], problem: String?)
    {
        let words = values.text.split(whereSeparator: { $0.isWhitespace || $0 == "," }).map(String.init)
        guard let name = words.first, words.count > 1 else {
            return ([], "A field and its values: guidance-scale 3 5 7")
        }
        guard words.count - 1 <= Self.limit else { return ([], "\(Self.limit) runs are the most.") }
        var requests: [GenerationRequest] = []
        for value in words.dropFirst() {
            var request = generation.request
            let change = ParameterWords(
                "--\(name.hasPrefix("--") ? String(name.dropFirst(2)) : name) \(value)"
            )
            let problems = change.apply(to: &request, template: template) + request.problems()
            if let problem = problems.first { return ([], problem.message) }
            requests.append(request)
        }
        return (requests, nil)
    }
}

/// What happens in the input for variations.
enum VaryUpdate {
    static func open(_ state: inout AppState, _ generation: Generation) -> [AppEffect] {
        state.overlays.append(.vary(VaryState(generation)))
        return []
    }

    /// Does what a key asks for; nil when it means nothing here.
    static func update(_ state: inout AppState, _ vary: VaryState, _ action: UserAction) -> [AppEffect]? {
        var vary = vary
        switch action {
        case .choose: return ask(&state, vary)
        case .nextField, .moveDown: vary.mode = step(vary.mode, 1)
        case .moveUp: vary.mode = step(vary.mode, -1)
        default: return InputBox.update(&state, action)
        }
        state.replaceOverlay(.vary(vary))
        return []
    }

    private static func step(_ mode: VaryState.Mode, _ by: Int) -> VaryState.Mode {
        let count = VaryState.Mode.allCases.count
        return VaryState.Mode(rawValue: (mode.rawValue + by + count) % count) ?? .newSeeds
    }

    /// One question for all runs.
    private static func ask(_ state: inout AppState, _ vary: VaryState) -> [AppEffect] {
        let (requests, problem) = vary.plan(state.setup.template)
        if let problem {
            state.say(problem, .warning)
            return []
        }
        let id = vary.generation.id
        let runs = requests.map { PlannedRun(request: $0, parent: id) }
        let confirm = ConfirmState(
            question: "Send \(Strings.count(runs.count, "variation")) of \(id)?",
            lines: [
                "\(vary.generation.request.model) at \(state.setup.place(of: vary.generation.request)). Each may be billed."
            ],
            yes: .runAll(runs)
        )
        state.replaceOverlay(.confirm(confirm))
        return []
    }
}
