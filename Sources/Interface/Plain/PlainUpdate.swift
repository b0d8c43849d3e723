import Generations
import Terminal

/// Plain mode's whole behaviour: a line or an event goes in, lines to be spoken and effects come out.
///
/// Nothing is ever drawn or said twice: one line for each change of a run's state, and answers to what was typed.
enum PlainUpdate {
    /// How many takes are told at once.
    static let pageSize = 10

    /// What is said before anything has happened.
    static func start(_ state: PlainState) -> PlainOutcome {
        let place =
            state.setup.isDemo ? "The demo: nothing leaves this machine." : "At \(state.setup.destination)."
        return .say("Rushes, plain mode. \(place) Type a prompt and Enter; /help tells the rest.")
    }

    /// Takes in what happened.
    static func update(_ state: inout PlainState, _ input: PlainInput) -> PlainOutcome {
        switch input {
        case .line(let text): line(&state, text)
        case .endOfInput: endOfInput(&state)
        case .interrupted: leave(&state)
        case .generation(let event): happened(&state, event)
        case .result(let result): PlainResults.take(&state, result)
        }
    }

    /// Takes in the time.
    static func setTime(_ state: inout PlainState, _ now: Moment) {
        state.now = now
    }

    // MARK: Lines

    private static func line(_ state: inout PlainState, _ text: String) -> PlainOutcome {
        let text = Sanitizing.lines(text, controls: .removed)
        if text.hasSuffix("\\"), state.question == nil {
            state.unfinished.append(String(text.dropLast()))
            return PlainOutcome()
        }
        let whole = (state.unfinished + [text]).joined(separator: "\n")
        state.unfinished = []
        return perform(&state, PlainCommand(whole, isAsked: state.question != nil))
    }

    private static func perform(_ state: inout PlainState, _ command: PlainCommand) -> PlainOutcome {
        let question = state.question
        state.question = nil
        switch command {
        case .prompt(let text): return send(&state, text)
        case .help: return PlainOutcome(lines: PlainWords.help)
        case .runs: return PlainOutcome(lines: runs(state))
        case .history(let words): return search(&state, text: words, after: nil)
        case .more: return more(&state)
        case .parameters: return .say(PlainWords.parameters(state.base, state.setup) + ".")
        case .savedPrompts: return listSavedPrompts(&state, running: "")
        case .run(let name): return listSavedPrompts(&state, running: name)
        case .save(let name): return save(state, as: name)
        case .set(let words): return set(&state, words)
        case .take(let verb, let id): return lookUp(&state, verb, id ?? state.current)
        case .quit: return quit(&state)
        case .yes: return question.map { answerYes(&state, $0) } ?? .say("Nothing was asked.")
        case .no: return .say("No. Nothing is done.")
        case .unknown(let sentence): return .say(sentence)
        }
    }

    private static func runs(_ state: PlainState) -> [String] {
        let live = state.runs.runs.filter { !$0.generation.state.isFinal }
        guard !live.isEmpty else { return ["Nothing runs."] }
        return live.map { PlainWords.standing($0, now: state.now, state.setup) }
    }

    // MARK: Sending

    private static func send(_ state: inout PlainState, _ text: String) -> PlainOutcome {
        let words = ParameterWords(text)
        var request = state.base
        let problems = words.apply(to: &request, template: state.setup.template)
        request.prompt = words.prompt
        if let problem = (problems + request.problems()).first {
            return .say("Not sent. \(problem.message)")
        }
        return enqueue(&state, request, parent: nil)
    }

    private static func enqueue(
        _ state: inout PlainState,
        _ request: GenerationRequest,
        parent: GenerationID?
    ) -> PlainOutcome {
        let ticket = state.nextNumber()
        state.tickets.insert(ticket)
        state.lastRequest = request
        return PlainOutcome(effects: [.enqueue(request, parent: parent, ticket: ticket)])
    }

    private static func set(_ state: inout PlainState, _ text: String) -> PlainOutcome {
        let words = ParameterWords(text)
        guard words.prompt.isEmpty, !words.words.isEmpty else {
            return .say(
                "/set wants words such as --seed 7 --num-frames 81; /set --defaults takes them all back."
            )
        }
        var base = state.base
        if let problem = words.apply(to: &base, template: state.setup.template).first {
            return .say(problem.message)
        }
        state.base = base
        return .say("From now on: \(PlainWords.parameters(base, state.setup)).")
    }

    static func askToSend(
        _ state: inout PlainState,
        _ request: GenerationRequest,
        parent: GenerationID?,
        _ what: String
    ) -> PlainOutcome {
        if let problem = request.problems().first { return .say("Not sent. \(problem.message)") }
        state.question = .send(request, parent: parent)
        return .say(
            "\(what) \(request.model) at \(state.setup.place(of: request)); it may be billed. Yes or no?"
        )
    }

    // MARK: Looking up

    private static func search(_ state: inout PlainState, text: String, after former: HistoryLookup?)
        -> PlainOutcome
    {
        let lookup = HistoryLookup(
            number: state.nextNumber(),
            text: former?.text ?? text,
            before: former?.before,
            limit: pageSize
        )
        state.lookup = lookup
        state.next = nil
        return PlainOutcome(effects: [.loadHistory(lookup)])
    }

    private static func more(_ state: inout PlainState) -> PlainOutcome {
        guard let next = state.next else { return .say("There is no more. /history WORDS searches.") }
        return search(&state, text: "", after: next)
    }

    private static func listSavedPrompts(_ state: inout PlainState, running name: String) -> PlainOutcome {
        state.wantedPrompt = name
        return PlainOutcome(effects: [.listSavedPrompts])
    }

    private static func save(_ state: PlainState, as name: String) -> PlainOutcome {
        guard let request = state.lastRequest else {
            return .say("Nothing was sent yet that could be saved.")
        }
        return PlainOutcome(effects: [
            .savePrompt(
                name: Sanitizing.line(name, limit: 200),
                prompt: request.prompt,
                model: request.model,
                parameters: request.parameters
            )
        ])
    }

    private static func lookUp(_ state: inout PlainState, _ verb: PlainVerb, _ id: GenerationID?)
        -> PlainOutcome
    {
        guard let id else { return .say("/\(verb.rawValue) wants the number of a take.") }
        state.wanted = WantedTake(id: id, verb: verb)
        return PlainOutcome(effects: [.loadGeneration(id)])
    }

    // MARK: Ending

    private static func answerYes(_ state: inout PlainState, _ question: PlainQuestion) -> PlainOutcome {
        switch question {
        case .send(let request, let parent): return enqueue(&state, request, parent: parent)
        case .cancel(let id): return PlainOutcome(effects: [.cancel(id)])
        case .quit: return leave(&state)
        }
    }

    private static func quit(_ state: inout PlainState) -> PlainOutcome {
        let active = state.runs.counts.active
        guard active > 0 else { return leave(&state) }
        state.question = .quit
        return .say(
            "\(Strings.count(active, "run is", "runs are")) under way: a direct request ends with the program, "
                + "and may still be billed. Quit? Yes or no?"
        )
    }

    private static func leave(_ state: inout PlainState) -> PlainOutcome {
        state.isEnded = true
        let rest = state.runs.counts.waiting + state.runs.counts.queued + state.runs.counts.held
        guard rest > 0 else { return PlainOutcome() }
        return .say("\(Strings.count(rest, "run goes", "runs go")) on at the next start.")
    }

    private static func endOfInput(_ state: inout PlainState) -> PlainOutcome {
        state.isInputOver = true
        endWhenDone(&state)
        return PlainOutcome()
    }

    /// Without more lines to come, the program ends with the last run.
    static func endWhenDone(_ state: inout PlainState) {
        let counts = state.runs.counts
        let isBusy = counts.active + counts.waiting + counts.queued > 0 || !state.tickets.isEmpty
        let isAsking = state.wanted != nil || state.lookup != nil || state.wantedPrompt != nil
        if state.isInputOver, !isBusy, !isAsking { state.isEnded = true }
    }

    // MARK: Events

    private static func happened(_ state: inout PlainState, _ event: GenerationEvent) -> PlainOutcome {
        let generation = event.generation
        let old = state.runs[generation.id]?.generation
        let start =
            state.runs[generation.id]?.start ?? event.since.uptime - .seconds(generation.clocks.total)
        if generation.state.isFinal {
            state.runs.remove(generation.id)
        } else {
            state.runs.put(Run(generation: generation, since: event.since, start: start))
        }
        defer { endWhenDone(&state) }
        var lines: [String] = []
        if old?.isMakingKeyframe == true, let made = PlainWords.keyframeMade(generation) {
            lines.append(made)
        }
        let stage = PlainWords.stage(generation)
        let key = "\(generation.state.status.rawValue) \(generation.attempts) \(stage)"
        if state.spoken.updateValue(key, forKey: generation.id) != key {
            lines.append(PlainWords.change(generation, state.setup))
        }
        if let news = event.news { lines.append(PlainWords.news(news, of: generation)) }
        return PlainOutcome(lines: lines)
    }
}
