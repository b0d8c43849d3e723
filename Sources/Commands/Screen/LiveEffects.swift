import Engine
import Foundation
import Generations
import Interface
import Library

/// Runs something while the terminal is lent out.
typealias Outside = @Sendable (_ body: @escaping @Sendable () async -> EffectResult) async -> EffectResult

/// Performs what the screen wants from outside: asks the engine, reads and writes the library, opens players.
///
/// The library is opened when it is first needed, so that the first frame comes before any work.
actor LiveEffects {
    /// What is there once the library is open.
    struct Parts {
        var owned: OwnedLibrary
        var engine: GenerationEngine

        var library: LibraryDatabase { owned.database }
    }

    let dependencies: Dependencies
    private let makeEngine: @Sendable (LibraryDatabase) throws -> GenerationEngine
    let clipboard: Clipboard
    let outside: Outside
    private let pictures: PictureMaker
    /// Made when it is first needed; whoever comes first awaits it, and so does everybody after.
    private var opening: Task<Parts, any Error>?
    /// The question to the history that is under way; a newer one ends it.
    var historyTask: Task<HistoryPart, any Error>?
    /// The count of what was asked last; the next question ends it.
    var countTask: Task<HistoryCount, any Error>?
    /// The videos that were saved while the screen was open.
    private(set) var savedPaths: [String] = []

    init(
        _ dependencies: Dependencies,
        clipboard: Clipboard,
        outside: @escaping Outside = { body in await body() },
        makeEngine: @escaping @Sendable (LibraryDatabase) throws -> GenerationEngine
    ) {
        self.dependencies = dependencies
        self.clipboard = clipboard
        self.outside = outside
        pictures = dependencies.pictureMaker
        self.makeEngine = makeEngine
    }

    /// Opens the library, takes up what an earlier run left, and runs the engine until the task is cancelled.
    ///
    /// - Parameters:
    ///   - events: gets everything that happens to generations.
    ///   - results: gets what the screen has not asked for and should say.
    func run(
        events: @escaping @Sendable (GenerationEvent) async -> Void,
        results: @escaping @Sendable (EffectResult) async -> Void
    ) async throws {
        let parts: Parts
        do {
            parts = try await self.parts()
        } catch {
            await results(.refused(Self.sentence(error)))
            return
        }
        let stream = await parts.engine.events()
        let hook = Hook(dependencies)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await parts.engine.run() }
            if (try? await parts.library.isQueueHeld()) == true {
                await parts.engine.holdQueue(true)
                await results(.queueHeld(true))
            }
            if let order = try? await parts.library.historyOrder(), order != .newest {
                await results(.orderRemembered(order))
            }
            async let _: Void = watch(parts, events: events, results: results)
            for await event in stream {
                if event.generation.state == .succeeded, let video = event.generation.video {
                    savedPaths.append(video.path)
                }
                await events(event)
                if let hook, event.generation.state.isFinal {
                    group.addTask {
                        if let sentence = await hook.run(event.generation) {
                            await results(.refused(sentence))
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        await parts.owned.letGo()
    }

    /// Ends the engine; what was under way is written down.
    func shutDown() async {
        guard let opening, let parts = try? await opening.value else { return }
        await parts.engine.shutDown()
    }

    func parts() async throws -> Parts {
        if let opening { return try await opening.value }
        // Awaited here and by every later caller; opening a file ends by itself.
        let task = Task { [dependencies, makeEngine] in
            let owned = try await dependencies.ownedLibrary(as: "")
            return Parts(owned: owned, engine: try makeEngine(owned.database))
        }
        opening = task
        do {
            return try await task.value
        } catch {
            // The next one who needs the library tries again.
            opening = nil
            throw error
        }
    }
}

// MARK: Effects

extension LiveEffects {
    /// Does one thing, and tells what came of it.
    func perform(_ effect: AppEffect) async -> EffectResult? {
        do {
            return try await result(of: effect)
        } catch {
            return Self.failed(effect, Self.sentence(error))
        }
    }

    private func result(of effect: AppEffect) async throws -> EffectResult? {
        switch effect {
        case .copy(let text, let what):
            return await clipboard.copy(text, what: what)
        case .loadPictures(let request):
            return await pictures.answer(request)
        case .openVideo(let id, let path):
            return await player.open(id, path: path)
        case .listPlayers(let id, let path):
            return .playersListed(id, path: path, player.choices)
        case .openVideoWith(let id, let path, let choice):
            if let result = await player.open(id, path: path, with: choice) { return result }
            return await clipboard.copy(Strings.fileLink(path), what: "a link to \(id)")
        case .edit(let number, let text):
            return await edit(text, number: number)
        case .discardEdited(let path):
            PrivateFolder.remove(of: path)
            return nil
        case .terminal, .quit:
            return nil
        case .enqueue(let request, let parent, let ticket):
            return .enqueued(ticket: ticket, try await enqueue(request, parent: parent))
        case .enqueueSeries(let requests, let parent, let ticket):
            return try await enqueue(requests, parent: parent, ticket: ticket)
        case .completePath(let number, let text):
            let home = dependencies.environment["HOME"] ?? ""
            let paths = PathCompletion.paths(text, in: dependencies.workingFolder, home: home)
            return .pathsCompleted(number: number, paths)
        case .cancel(let id): return try await ask(.cancel, of: id, parts())
        case .hold(let id): return try await ask(.hold, of: id, parts())
        case .release(let id): return try await ask(.release, of: id, parts())
        case .retryNow(let id): return try await ask(.retryNow, of: id, parts())
        case .moveRun, .holdQueue, .replace, .wake: return try await arrange(effect, parts())
        case .loadLog, .loadUsual, .loadStatistics: return try await lookUpRun(effect, parts().library)
        case .loadHistory, .countHistory, .loadGeneration, .recallPrompts, .loadDraft, .loadDividers,
            .listSavedPrompts:
            return try await lookUp(effect, parts().library)
        case .loadModels, .loadOffers: return try await askHub(effect)
        case .loadKnownModels, .starModel, .rememberModel: return try await models(effect, parts().library)
        case .changeMarks(let edits): return await change(edits, try await parts().library)
        case .loadRelations(let id): return try await relations(of: id, try await parts().library)
        case .purge(let ids): return await purge(ids, try await parts().library)
        case .copyJSON, .pipe: return try await giveJSON(effect, parts().library)
        case .saveDividers(let dividers): try await parts().library.setDividers(dividers.text)
        case .saveDraft, .savePrompt, .renameSavedPrompt, .deleteSavedPrompt, .keepOrder:
            return try await change(effect, parts().library)
        }
        return nil
    }

    private var player: VideoPlayer {
        VideoPlayer(environment: dependencies.environment, preferred: dependencies.settings[.player])
    }

    private func enqueue(_ request: GenerationRequest, parent: GenerationID?) async throws -> Generation {
        try await parts().engine.enqueue(prepared(request), parent: parent)
    }

    /// The request as it is sent from here and now, checked.
    func prepared(_ request: GenerationRequest) throws -> GenerationRequest {
        var request = atPresentAddress(request)
        request.folder = dependencies.workingFolder
        try RequestBuilder.check([request])
        return request
    }

    /// Runs of one family: where they have no parent, the first is that of the rest.
    private func enqueue(_ requests: [GenerationRequest], parent: GenerationID?, ticket: Int) async throws
        -> EffectResult
    {
        var generations: [Generation] = []
        for request in requests {
            do {
                let parent = parent ?? generations.first?.id
                generations.append(try await enqueue(request, parent: parent))
            } catch  where !generations.isEmpty {
                return .seriesEnqueued(ticket: ticket, generations, reason: Self.sentence(error))
            }
        }
        return .seriesEnqueued(ticket: ticket, generations, reason: nil)
    }

    /// The demo's address is another at each start, so a former request goes to where it is now.
    nonisolated func atPresentAddress(_ request: GenerationRequest) -> GenerationRequest {
        guard dependencies.settings.isDemo else { return request }
        var request = request
        request.endpoint = dependencies.settings[.endpoint]
        return request
    }

    private func lookUp(_ effect: AppEffect, _ library: LibraryDatabase) async throws -> EffectResult? {
        switch effect {
        case .loadHistory(let lookup):
            return try await history(lookup, library)
        case .countHistory(let lookup):
            return await count(lookup, library)
        case .loadGeneration(let id):
            guard let generation = try await library.generation(id) else {
                return .generationFailed(id, reason: "\(id) is not in the library any more.")
            }
            return .generationLoaded(id, generation, try await library.timeline(id))
        case .recallPrompts(let number, let text, let limit):
            return .promptsRecalled(
                number: number,
                try await library.recalled(containing: text, limit: limit)
            )
        case .loadDraft:
            return try await draft(library).map { .draftLoaded($0) }
        case .loadDividers:
            return try await library.dividers().map { .dividersLoaded(PaneDividers(text: $0)) }
        case .listSavedPrompts:
            return .savedPromptsListed(try await library.savedPrompts())
        default:
            return nil
        }
    }

    private func change(_ effect: AppEffect, _ library: LibraryDatabase) async throws -> EffectResult? {
        switch effect {
        case .saveDraft(let draft):
            try await save(draft, library)
            return nil
        case .savePrompt(let name, let prompt, let model, let parameters):
            let saved = SavedPrompt(
                name: name,
                prompt: prompt,
                model: model,
                parameters: parameters,
                updatedAt: dependencies.now.date
            )
            try await library.save(saved)
            return .promptSaved(name: name)
        case .renameSavedPrompt(let name, let newName):
            try await library.renameSavedPrompt(name, to: newName)
            return .savedPromptRenamed(name: name, newName: newName)
        case .keepOrder(let order):
            try await library.setHistoryOrder(order)
            return nil
        case .deleteSavedPrompt(let name):
            try await library.deleteSavedPrompt(name)
            return .savedPromptDeleted(name: name)
        default:
            return nil
        }
    }

    /// The answer to an effect that was not done, with the identity of what was asked.
    private static func failed(_ effect: AppEffect, _ reason: String) -> EffectResult {
        switch effect {
        case .enqueue(_, _, let ticket), .enqueueSeries(_, _, let ticket), .replace(_, _, _, let ticket):
            .enqueueRefused(ticket: ticket, reason: reason)
        case .loadLog(let id): .logFailed(id, reason: reason)
        case .loadModels(_, _, let number): .modelsFailed(number: number, reason: reason)
        case .loadOffers(_, _, let number): .offersFailed(number: number, reason: reason)
        case .loadStatistics(let number): .statisticsFailed(number: number, reason: reason)
        case .loadHistory(let lookup): .historyFailed(lookup, reason: reason)
        case .loadGeneration(let id): .generationFailed(id, reason: reason)
        case .loadPictures(let request): .picturesFailed(request, reason: reason)
        default: .refused(reason)
        }
    }

    /// One sentence for people.
    static func sentence(_ error: any Error) -> String {
        if let refusal = error as? GenerationQueue.Refusal { return refusal.sentence }
        let failure = CommandFailure(error)
        return failure.hint.isEmpty ? failure.message : failure.message + " " + failure.hint
    }
}
