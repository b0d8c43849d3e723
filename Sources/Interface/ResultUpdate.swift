import Generations
import Terminal

/// What came of effects. An answer to a question that nobody asks any more changes nothing.
enum ResultUpdate {
    static func update(_ state: inout AppState, _ result: EffectResult) -> [AppEffect] {
        switch result {
        case .enqueued(let ticket, let generation):
            let effects =
                AppUpdate.spread(&state, generation)
                + ComposeUpdate.enqueued(&state, ticket: ticket, [generation])
            RunEditing.answered(&state, ticket: ticket, by: generation)
            return effects
        case .seriesEnqueued(let ticket, let generations, let reason):
            return generations.flatMap { AppUpdate.spread(&state, $0) }
                + ComposeUpdate.enqueued(&state, ticket: ticket, generations, reason: reason)
        case .enqueueRefused(let ticket, let reason):
            RunEditing.answered(&state, ticket: ticket, by: nil)
            ComposeUpdate.refused(&state, ticket: ticket, reason: reason)
        case .historyLoaded(let lookup, let part): return HistoryUpdate.loaded(&state, lookup, part)
        case .historyFailed(let lookup, let reason):
            HistoryUpdate.failed(&state, lookup, reason: reason)
        case .historyCounted(let lookup, let count): state.history.take(count, for: lookup)
        case .generationLoaded(_, let generation, let timeline):
            CompareUpdate.loaded(&state, generation)
            DetailUpdate.loaded(&state, generation, timeline)
            return [.loadRelations(generation.id)]
        case .generationFailed(let id, let reason): DetailUpdate.failed(&state, id, reason: reason)
        case .relationsLoaded(let child, let relations): RelationsUpdate.loaded(&state, child, relations)
        case .promptsRecalled(let number, let prompts):
            ComposeRecall.recalled(&state, number: number, prompts)
        case .edited(let number, let edited):
            return ComposeUpdate.edited(&state, number: number, edited)
        case .editingFailed(let number, let reason):
            ComposeUpdate.editingFailed(&state, number: number, reason: reason)
        case .draftLoaded(let draft): ComposeUpdate.take(&state, draft)
        case .dividersLoaded(let dividers): DividerUpdate.take(&state, dividers)
        case .savedPromptsListed(let prompts): state.savedPrompts.take(prompts)
        case .promptSaved(let name): return SavedPromptsUpdate.saved(&state, name: name)
        case .marksChanged(let generations): return HistoryUpdate.marksChanged(&state, generations)
        case .marksRefused(let generations, let reason):
            state.say(reason, .bad)
            return HistoryUpdate.marksChanged(&state, generations)
        case .purged(let ids, let problem): return MarksUpdate.purged(&state, ids, problem: problem)
        case .savedPromptDeleted(let name): return SavedPromptsUpdate.deleted(&state, name: name)
        case .savedPromptRenamed(let name, let newName):
            return SavedPromptsUpdate.renamed(&state, name, newName)
        case .pathsCompleted(let number, let paths):
            ParameterFormUpdate.completed(&state, number: number, paths)
        case .orderRemembered(let order): return SortUpdate.remembered(&state, order)
        case .queueHeld(let isHeld): RunsUpdate.queueHeld(&state, isHeld)
        case .libraryChanged: return HistoryUpdate.libraryChanged(&state)
        case .logLoaded(let id, let exchanges, let timeline):
            RunLogUpdate.loaded(&state, id, exchanges, timeline)
        case .logFailed(let id, let reason): RunLogUpdate.failed(&state, id, reason: reason)
        case .usualLoaded(let likeness, let times): state.runs.usual.take(likeness, times)
        case .playersListed(let id, let path, let choices):
            PlayersUpdate.listed(&state, id, path: path, choices)
        case .picturesLoaded(let request, let pictures):
            StillsUpdate.arrived(&state, request, .pictures(pictures))
        case .picturesFailed(let request, let reason):
            StillsUpdate.arrived(&state, request, .problem(Sanitizing.line(reason, limit: 400)))
        case .statisticsLoaded(let number, let statistics):
            StatisticsUpdate.loaded(&state, number: number, statistics)
        case .statisticsFailed(let number, let reason):
            StatisticsUpdate.failed(&state, number: number, reason: reason)
        case .modelsLoaded(let number, let page): ModelsLoading.loaded(&state, number: number, page)
        case .modelsFailed(let number, let reason):
            ModelsLoading.failed(&state, number: number, reason: reason)
        case .knownModelsLoaded(let known): ModelsLoading.known(&state, known)
        case .offersLoaded(let number, let offers): ProvidersUpdate.loaded(&state, number: number, offers)
        case .offersFailed(let number, let reason):
            ProvidersUpdate.failed(&state, number: number, reason: reason)
        case .done(let text): state.say(text)
        case .refused(let text): state.say(text, .bad)
        }
        return []
    }
}
