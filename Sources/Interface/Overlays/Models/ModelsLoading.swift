import Generations
import Terminal

/// Asking the Hub for models, and taking in what it says.
enum ModelsLoading {
    /// How long typing pauses before the Hub is asked.
    static let pause = Duration.milliseconds(350)
    /// How near to the end of the list the next page is asked for.
    static let reach = 8

    /// Asks for the first page of what is wanted now.
    static func ask(_ state: inout AppState) -> [AppEffect] {
        let (number, query) = (state.nextNumber(), state.models.query)
        state.models.dueAt = nil
        state.models.asked = ModelsState.Asked(number: number, query: query, isMore: false)
        return [.loadModels(query, page: nil, number: number)]
    }

    /// Asks for the page that follows, if there is one and nothing is under way. One that has not come is asked for
    /// by its key alone: a Hub that is too busy is not asked with every step through the list.
    static func more(_ state: inout AppState) -> [AppEffect] {
        state.models.answer?.problem == nil ? page(&state) : []
    }

    /// Asks again: for the page that has not come, else for everything.
    static func again(_ state: inout AppState) -> [AppEffect] {
        guard state.models.answer?.problem != nil, state.models.answer?.query == state.models.query else {
            return ask(&state)
        }
        let effects = page(&state)
        return effects.isEmpty ? ask(&state) : effects
    }

    private static func page(_ state: inout AppState) -> [AppEffect] {
        guard !state.models.isStarredOnly, state.models.asked == nil, let answer = state.models.answer,
            let next = answer.next
        else { return [] }
        let number = state.nextNumber()
        state.models.asked = ModelsState.Asked(number: number, query: answer.query, isMore: true)
        return [.loadModels(answer.query, page: next, number: number)]
    }

    /// Asks for what was typed once typing has paused; at the end of all times it has.
    static func askIfDue(_ state: inout AppState, at now: Duration) -> [AppEffect] {
        guard let due = state.models.dueAt, due <= now else { return [] }
        state.models.dueAt = nil
        guard state.overlays.contains(.models), state.models.query != current(state.models) else { return [] }
        return ask(&state)
    }

    /// A page has come; one that nobody waits for is left alone.
    static func loaded(_ state: inout AppState, number: Int, _ page: ModelPage) {
        guard let asked = state.models.asked, asked.number == number else { return }
        state.models.asked = nil
        for listing in page.models { state.models.listings[listing.model] = listing }
        var answer = ModelsState.Answer(query: asked.query)
        if asked.isMore, let old = state.models.answer { answer = old }
        var seen = Set(answer.models)
        answer.models += page.models.map(\.model).filter { seen.insert($0).inserted }
        answer.next = page.next
        answer.problem = nil
        state.models.answer = answer
        if !asked.isMore { state.models.window = ListWindow() }
        ModelsUpdate.showSelection(&state)
    }

    /// The Hub did not answer: what had come stays for more of it, and goes for something else.
    static func failed(_ state: inout AppState, number: Int, reason: String) {
        guard let asked = state.models.asked, asked.number == number else { return }
        state.models.asked = nil
        var answer = ModelsState.Answer(query: asked.query)
        if asked.isMore, let old = state.models.answer { answer = old }
        answer.problem = Sanitizing.line(reason, limit: 400)
        state.models.answer = answer
        ModelsUpdate.showSelection(&state)
    }

    /// What is known here has been read.
    static func known(_ state: inout AppState, _ known: KnownModels) {
        state.models.known = known
        // What the settings name is known as well.
        let standard = state.setup.template.model
        if !known.all.contains(standard) { state.models.known.chosen.append(standard) }
        ModelsUpdate.showSelection(&state)
    }

    /// What is asked for, or was last.
    private static func current(_ models: ModelsState) -> ModelQuery? {
        models.asked?.query ?? models.answer?.query
    }
}
