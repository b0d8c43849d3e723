import Generations
import Terminal

/// What came of the things that plain mode has asked for.
enum PlainResults {
    static func take(_ state: inout PlainState, _ result: EffectResult) -> PlainOutcome {
        defer { PlainUpdate.endWhenDone(&state) }
        switch result {
        case .enqueued(let ticket, let generation):
            state.tickets.remove(ticket)
            state.current = generation.id
            if state.runs[generation.id] == nil, state.spoken[generation.id] == nil {
                state.runs.put(Run(generation: generation, since: state.now, start: state.now.uptime))
            }
            return PlainOutcome()
        case .enqueueRefused(let ticket, let reason):
            state.tickets.remove(ticket)
            return .say("Not sent. \(Sanitizing.line(reason))")
        case .historyLoaded(let lookup, let part): return page(&state, lookup, part)
        case .historyCounted(let lookup, let count): return counted(&state, lookup, count)
        case .historyFailed(let lookup, let reason):
            if state.lookup == lookup { state.lookup = nil }
            return .say(Sanitizing.line(reason))
        case .generationLoaded(let id, let generation, let timeline):
            return found(&state, id, generation, timeline)
        case .generationFailed(let id, let reason):
            if state.wanted?.id == id { state.wanted = nil }
            return .say(Sanitizing.line(reason))
        case .savedPromptsListed(let prompts): return listed(&state, prompts)
        case .promptSaved(let name): return .say("Saved as \(Sanitizing.line(name)).")
        case .marksChanged(let generations):
            return generations.first.map { changed(&state, $0) } ?? PlainOutcome()
        case .marksRefused(let generations, let reason):
            for generation in generations { state.changing[generation.id] = nil }
            return .say(Sanitizing.line(reason))
        case .done(let sentence), .refused(let sentence): return .say(Sanitizing.line(sentence))
        default: return PlainOutcome()
        }
    }

    private static func page(_ state: inout PlainState, _ lookup: HistoryLookup, _ part: HistoryPart)
        -> PlainOutcome
    {
        guard state.lookup == lookup else { return PlainOutcome() }
        state.lookup = nil
        state.next = part.next.map {
            HistoryLookup(number: lookup.number, text: lookup.text, before: $0, limit: lookup.limit)
        }
        guard !part.generations.isEmpty else {
            if let next = part.next { return .say("Nothing matches down to \(next). Older ones: /more.") }
            let what = lookup.text.isEmpty ? "is in the history" : "matches"
            return .say("Nothing \(what).")
        }
        var lines = part.generations.map { PlainWords.row($0, now: state.now, state.setup) }
        state.current = part.generations.first?.id
        guard state.next != nil else {
            if lookup.before == nil { lines.insert(total(part.generations.count + part.unreadable), at: 0) }
            return PlainOutcome(lines: lines)
        }
        lines.append("There are more: /more.")
        return PlainOutcome(lines: lines, effects: lookup.before == nil ? [.countHistory(lookup)] : [])
    }

    private static func counted(_ state: inout PlainState, _ lookup: HistoryLookup, _ count: HistoryCount)
        -> PlainOutcome
    {
        // Whoever has asked something else meanwhile hears the answer to that.
        guard state.lookup == nil, state.next?.number == lookup.number, case .exactly(let all) = count else {
            return PlainOutcome()
        }
        return .say(total(all))
    }

    private static func total(_ count: Int) -> String { "\(Strings.count(count, "take")) in all." }

    private static func listed(_ state: inout PlainState, _ prompts: [SavedPrompt]) -> PlainOutcome {
        guard let wanted = state.wantedPrompt else { return PlainOutcome() }
        state.wantedPrompt = nil
        if wanted.isEmpty {
            let lines = prompts.map { Sanitizing.line("\($0.name): \($0.prompt)", limit: 400) }
            return PlainOutcome(
                lines: lines.isEmpty ? ["No prompt is saved. /save NAME keeps the last one."] : lines
            )
        }
        guard let prompt = prompts.first(where: { $0.name.lowercased() == wanted.lowercased() }) else {
            return .say("No prompt is saved as \(Sanitizing.line(wanted)). /saved lists them.")
        }
        var request = state.base
        request.prompt = prompt.prompt
        request.model = prompt.model ?? request.model
        request.parameters = prompt.parameters
        return PlainUpdate.askToSend(&state, request, parent: nil, "Run \(PlainWords.prompt(request))?")
    }

    private static func changed(_ state: inout PlainState, _ generation: Generation) -> PlainOutcome {
        let take = PlainWords.name(generation.id)
        switch state.changing.removeValue(forKey: generation.id) {
        case .favorite:
            return .say("\(take) is \(generation.isFavorite ? "a favourite" : "no favourite any more").")
        case .delete:
            return .say(
                "\(take) is in the trash. /undelete \(PlainWords.number(generation.id)) brings it back."
            )
        case .undelete: return .say("\(take) is back.")
        default: return PlainOutcome()
        }
    }

    // MARK: One take

    private static func found(
        _ state: inout PlainState,
        _ id: GenerationID,
        _ generation: Generation,
        _ timeline: [TimelineEntry]
    ) -> PlainOutcome {
        guard let wanted = state.wanted, wanted.id == id else { return PlainOutcome() }
        state.wanted = nil
        state.current = id
        switch wanted.verb {
        case .show: return PlainOutcome(lines: PlainWords.facts(generation, timeline, state.setup))
        case .again, .vary: return again(&state, generation, isVaried: wanted.verb == .vary)
        case .load: return load(&state, generation)
        case .open:
            guard let video = generation.video else {
                return .say("\(PlainWords.name(id)) has no video: \(RunWords.noVideo(generation.state)).")
            }
            return PlainOutcome(effects: [.openVideo(id, path: video.path)])
        case .favorite, .delete, .undelete: return change(&state, wanted.verb, generation)
        case .now, .hold, .release, .cancel: return steer(&state, wanted.verb, generation)
        }
    }

    private static func again(_ state: inout PlainState, _ generation: Generation, isVaried: Bool)
        -> PlainOutcome
    {
        var request = generation.request
        if isVaried { request.parameters.seed = nil }
        let seed = request.parameters.seed.map { "with seed \($0)" } ?? "with a new seed"
        let what = "Run take \(PlainWords.number(generation.id)) again \(seed)?"
        return PlainUpdate.askToSend(&state, request, parent: generation.id, what)
    }

    private static func load(_ state: inout PlainState, _ generation: Generation) -> PlainOutcome {
        var base = generation.request
        base.prompt = ""
        base.parameters.seed = nil
        state.base = base
        return .say(
            "The next prompts use the model and parameters of take \(PlainWords.number(generation.id)), not its seed: "
                + PlainWords.parameters(base, state.setup) + "."
        )
    }

    private static func change(_ state: inout PlainState, _ verb: PlainVerb, _ generation: Generation)
        -> PlainOutcome
    {
        guard verb != .delete || generation.state.isFinal else {
            return .say("\(PlainWords.name(generation.id)) has not ended: /cancel it first.")
        }
        let edit = MarkEdit(generation) { marks in
            switch verb {
            case .favorite: marks.isFavorite.toggle()
            case .delete: marks.isInTrash = true
            default: marks.isInTrash = false
            }
        }
        guard edit.isChange else {
            return .say("\(PlainWords.name(generation.id)) is so already.")
        }
        state.changing[generation.id] = verb
        return PlainOutcome(effects: [.changeMarks([edit])])
    }

    private static func steer(_ state: inout PlainState, _ verb: PlainVerb, _ generation: Generation)
        -> PlainOutcome
    {
        let take = PlainWords.name(generation.id)
        guard let run = state.runs[generation.id] else { return .say("\(take) does not run here.") }
        switch (verb, run.generation.state) {
        case (.cancel, _):
            state.question = .cancel(run.id)
            let stops = CancelWords.before(run.generation).joined(separator: " ")
            return .say("Cancel take \(PlainWords.number(run.id))? \(stops) Yes or no?")
        case (.now, .waiting): return PlainOutcome(effects: [.retryNow(run.id)])
        case (.now, .queued) where run.generation.heldBack != nil:
            return PlainOutcome(effects: [.retryNow(run.id)])
        case (.now, _): return .say("\(take) does not wait for another try.")
        case (.hold, .queued), (.hold, .waiting): return PlainOutcome(effects: [.hold(run.id)])
        case (.hold, _): return .say("\(take) is under way or held: it can be cancelled.")
        case (.release, .held): return PlainOutcome(effects: [.release(run.id)])
        default: return .say("\(take) is not held.")
        }
    }
}
