package import Generations
package import Terminal

/// What happened: the only thing that `update` listens to.
package enum AppAction: Equatable, Sendable {
    case terminal(TerminalEvent)
    /// A key that the keymap knows.
    case user(UserAction)
    /// A key that is text.
    case text(Character)
    case generation(GenerationEvent)
    case result(EffectResult)
    /// Time has passed: nothing else happened.
    case tick
}

/// What came of an effect. Each says what was asked, so that an answer that nobody waits for is ignored.
package enum EffectResult: Equatable, Sendable {
    /// The request with this ticket has been written down and has its number.
    case enqueued(ticket: Int, Generation)
    /// The requests with this ticket have been written down; a sentence when some of them have not.
    case seriesEnqueued(ticket: Int, [Generation], reason: String?)
    /// The request with this ticket was not taken; one sentence why.
    case enqueueRefused(ticket: Int, reason: String)
    case historyLoaded(HistoryLookup, HistoryPart)
    case historyFailed(HistoryLookup, reason: String)
    /// How many the question finds in all.
    case historyCounted(HistoryLookup, HistoryCount)
    case generationLoaded(GenerationID, Generation, [TimelineEntry])
    case generationFailed(GenerationID, reason: String)
    case relationsLoaded(Generation, GenerationRelations)
    case promptsRecalled(number: Int, [Generation])
    case draftLoaded(Draft)
    case dividersLoaded(PaneDividers)
    /// The text that came back from the editor; one sentence where its file is kept when it cannot all be used.
    case edited(number: Int, EditedText)
    /// The editor did not end well; one sentence why.
    case editingFailed(number: Int, reason: String)
    case savedPromptsListed([SavedPrompt])
    /// A prompt is kept under this name.
    case promptSaved(name: String)
    case savedPromptDeleted(name: String)
    /// Marks, notes or the place of generations have changed; they are now like this.
    case marksChanged([Generation])
    /// Not all was changed; one sentence why, and how things are now.
    case marksRefused([Generation], reason: String)
    /// These are gone for good; one sentence if others are not.
    case purged([GenerationID], problem: String?)
    case savedPromptRenamed(name: String, newName: String)
    /// What a path may go on to.
    case pathsCompleted(number: Int, [String])
    /// Whether the whole queue is held.
    case queueHeld(Bool)
    /// Another program has written to the library.
    case libraryChanged
    /// In which order the history was listed last.
    case orderRemembered(HistoryOrder)
    /// A generation's exchanges and its timeline, oldest first.
    case logLoaded(GenerationID, [Exchange], [TimelineEntry])
    case logFailed(GenerationID, reason: String)
    /// Nil when no such run has ended well.
    case usualLoaded(RunLikeness, UsualClocks?)
    /// The pictures that were asked for, oldest part of the video first.
    case picturesLoaded(PictureRequest, [Picture])
    case picturesFailed(PictureRequest, reason: String)
    case playersListed(GenerationID, path: String, [PlayerChoice])
    case statisticsLoaded(number: Int, RunStatistics)
    case statisticsFailed(number: Int, reason: String)
    /// A page of the Hub's models.
    case modelsLoaded(number: Int, ModelPage)
    case modelsFailed(number: Int, reason: String)
    case knownModelsLoaded(KnownModels)
    /// Who serves a model.
    case offersLoaded(number: Int, ModelOffers)
    case offersFailed(number: Int, reason: String)
    /// Something was done of which one sentence tells.
    case done(String)
    /// Something was not done; one sentence why.
    case refused(String)
}

/// A part of the history that was looked up.
package struct HistoryPart: Equatable, Sendable {
    /// Newest first.
    package var generations: [Generation]
    /// What to give as `before` for the next part; nil when this is the last one.
    package var next: GenerationID?
    /// The families of these generations by their own numbers, when the list is folded.
    package var families: [GenerationID: FamilySummary]
    /// How many rows could not be read.
    package var unreadable: Int

    package init(
        generations: [Generation],
        next: GenerationID?,
        families: [GenerationID: FamilySummary] = [:],
        unreadable: Int = 0
    ) {
        self.generations = generations
        self.next = next
        self.families = families
        self.unreadable = unreadable
    }
}

/// How many a question to the history finds in all.
package enum HistoryCount: Equatable, Sendable {
    case exactly(Int)
    /// They are too many to count.
    case atLeast(Int)

    /// One more, or one less.
    mutating func change(by difference: Int) {
        guard case .exactly(let count) = self else { return }
        self = .exactly(max(0, count + difference))
    }
}

/// What came back from the user's editor.
package struct EditedText: Equatable, Sendable {
    package var text: String
    /// Where the file is; kept only when the text holds mistakes.
    package var path: String

    package init(text: String, path: String) {
        self.text = text
        self.path = path
    }
}
