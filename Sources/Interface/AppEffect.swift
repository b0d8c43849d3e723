package import Generations
package import Terminal

/// What the screen wants done outside of it. The loop does `quit` and `terminal`, an `EffectPerforming` the rest.
package enum AppEffect: Equatable, Sendable {
    /// Answered with `enqueued` or `enqueueRefused` and the same ticket.
    case enqueue(GenerationRequest, parent: GenerationID?, ticket: Int)
    /// Several requests of one family: the first is the parent of the rest, unless all have one. Answered with
    /// `seriesEnqueued`, or with `enqueueRefused` when not even the first was taken.
    case enqueueSeries([GenerationRequest], parent: GenerationID?, ticket: Int)
    case cancel(GenerationID)
    case hold(GenerationID)
    case release(GenerationID)
    case retryNow(GenerationID)
    /// Past its neighbor in the queue.
    case moveRun(GenerationID, QueueDirection)
    /// The whole queue. Answered with `queueHeld`.
    case holdQueue(Bool)
    /// Puts a request in the place of one that has not begun. Answered as `enqueue`.
    case replace(GenerationID, GenerationRequest, parent: GenerationID?, ticket: Int)
    /// Lets the engine look whether a wait is over.
    case wake
    /// Answered with `logLoaded` or `logFailed`.
    case loadLog(GenerationID)
    /// How long runs like that took before. Answered with `usualLoaded`.
    case loadUsual(RunLikeness)
    /// What the newest runs have come to, by model. Answered with `statisticsLoaded` or `statisticsFailed` and the same
    /// number.
    case loadStatistics(number: Int)
    /// Answered with `historyLoaded` or `historyFailed` and the same lookup.
    case loadHistory(HistoryLookup)
    /// How many a question finds in all, which takes longer than its first page. Answered with `historyCounted`; one
    /// that a newer question has overtaken may stay unanswered.
    case countHistory(HistoryLookup)
    /// One generation with its timeline. Answered with `generationLoaded` or `generationFailed`.
    case loadGeneration(GenerationID)
    /// Where a generation comes from, its family, and whether its file is its parent's. Answered with
    /// `relationsLoaded`, or with nothing.
    case loadRelations(GenerationID)
    /// Generations whose prompts contain a text, newest first, each prompt once. Answered with `promptsRecalled`.
    case recallPrompts(number: Int, containing: String, limit: Int)
    /// Answered with `draftLoaded`, or with nothing when there is none.
    case loadDraft
    case saveDraft(Draft)
    /// Where the borders between panes were left. Answered with `dividersLoaded`, or with nothing when they were never
    /// moved.
    case loadDividers
    case saveDividers(PaneDividers)
    /// Lets the user change a text in the editor of their choice; the screen is away meanwhile. Answered with `edited`
    /// or `editingFailed`.
    case edit(number: Int, text: String)
    /// Removes the file of a text that was edited and is taken over.
    case discardEdited(path: String)
    /// Answered with `savedPromptsListed`.
    case listSavedPrompts
    /// Keeps a prompt under a name, in place of an older one of that name. Answered with `promptSaved`.
    case savePrompt(name: String, prompt: String, model: ModelID?, parameters: VideoParameters)
    /// Gives a saved prompt another name. Answered with `savedPromptRenamed`.
    case renameSavedPrompt(name: String, newName: String)
    /// Answered with `savedPromptDeleted`.
    case deleteSavedPrompt(name: String)
    /// A page of the Hub's models: the first, or the one at an address that the page before named. Answered with
    /// `modelsLoaded` or `modelsFailed` and the same number.
    case loadModels(ModelQuery, page: String?, number: Int)
    /// The models that were starred, chosen or used here. Answered with `knownModelsLoaded`.
    case loadKnownModels
    /// Gives a model a star, or takes it away.
    case starModel(ModelID, Bool)
    /// Remembers that a model was chosen.
    case rememberModel(ModelID)
    /// Who serves a model for a task. Answered with `offersLoaded` or `offersFailed` and the same number.
    case loadOffers(ModelID, InferenceTask, number: Int)
    /// Pictures out of a video. Answered with `picturesLoaded` or `picturesFailed`; one that a newer request for the
    /// same place has overtaken may stay unanswered.
    case loadPictures(PictureRequest)
    /// Opens a finished video in the user's player.
    case openVideo(GenerationID, path: String)
    /// What there is to see a video with. Answered with `playersListed`.
    case listPlayers(GenerationID, path: String)
    /// Opens a finished video with what the user has chosen.
    case openVideoWith(GenerationID, path: String, PlayerChoice)
    /// Changes favourites, tags, notes and the trash, where before and after differ. Answered with `marksChanged`
    /// or `marksRefused`.
    case changeMarks([MarkEdit])
    /// Deletes generations and their files for good. Answered with `purged`.
    case purge([GenerationID])
    /// To the user's clipboard; `what` says in a word or two what it is. Answered with `done` or `refused`.
    case copy(text: String, what: String)
    /// The same with the JSON that scripts read, one generation a line.
    case copyJSON([GenerationID], what: String)
    /// Runs a command of the user's with the JSON of generations, one a line, on its standard input; `names` says what
    /// they are. Answered with `done` or `refused` when it has ended.
    case pipe([GenerationID], command: String, names: String)
    /// Remembers in which order the history is listed.
    case keepOrder(HistoryOrder)
    /// The files and folders that a path may go on to. Answered with `pathsCompleted`.
    case completePath(number: Int, text: String)
    case terminal(TerminalRequest)
    case quit
}

/// A question to the history.
package struct HistoryLookup: Hashable, Sendable {
    /// Grows with every question.
    package var number: Int
    /// What the user typed; empty for everything.
    package var text: String
    /// The part of the history that is listed.
    package var scope: HistoryScope
    package var order: HistoryOrder
    /// One row for all takes of an idea: the newest that matches.
    package var isFolded: Bool
    /// Only generations with exactly this prompt: the takes that share a row.
    package var prompt: String?
    /// Only generations that follow this one; nil for the first.
    package var before: GenerationID?
    package var limit: Int

    package init(
        number: Int,
        text: String,
        scope: HistoryScope = .all,
        order: HistoryOrder = .newest,
        isFolded: Bool = false,
        prompt: String? = nil,
        before: GenerationID?,
        limit: Int
    ) {
        self.number = number
        self.prompt = prompt
        self.text = text
        self.scope = scope
        self.order = order
        self.isFolded = isFolded
        self.before = before
        self.limit = limit
    }
}

extension AppEffect {
    /// Whether it only looks something up: such effects may run beside others, the rest run one after another.
    var isLookup: Bool {
        switch self {
        case .loadHistory, .countHistory, .loadGeneration, .loadRelations, .recallPrompts, .loadDraft,
            .listSavedPrompts, .openVideo, .completePath, .loadLog, .loadUsual, .listPlayers, .openVideoWith,
            .loadPictures, .loadStatistics, .loadDividers, .loadModels, .loadKnownModels, .loadOffers, .edit,
            .pipe:
            true
        default: false
        }
    }
}
