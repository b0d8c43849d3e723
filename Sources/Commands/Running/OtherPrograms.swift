import Engine
import Foundation
import Generations
import Library

/// Keeps a process with an engine in touch with the other processes on its library: it does what they ask of it,
/// sees what they do, and takes over what they leave when they are gone.
struct OtherPrograms: Sendable {
    /// What is told of the others.
    enum News: Sendable {
        /// A generation that another process works on, or that has just ended there.
        case event(GenerationEvent)
        /// Another process has written something.
        case changed
        /// These were nobody's and are this process's now.
        case tookUp([Generation])
        case problem(String)
    }

    let owned: OwnedLibrary
    let engine: GenerationEngine
    let now: @Sendable () -> Moment
    /// What is taken over when nobody works on it; nil for nothing.
    let takesUp: TakeUp?
    /// The request as it is sent from here and now.
    var present: @Sendable (GenerationRequest) -> GenerationRequest = { $0 }

    /// Looks once at the beginning, and whenever something has happened, until the task is cancelled.
    func run(_ tell: @escaping @Sendable (News) async -> Void) async {
        let watch = LibraryWatch(folder: owned.folder)
        defer { watch.stop() }
        var seen: [GenerationID: Generation] = [:]
        var count: Int64?
        for await _ in watch.changes {
            var pause = Duration.milliseconds(100)
            do {
                let newCount = try await owned.database.changeCount()
                let hasChanged = newCount != count
                if hasChanged {
                    try await serve()
                    await engine.hearOfLimits()
                    seen = try await look(seen, tell)
                    if count != nil { await tell(.changed) }
                    count = newCount
                    pause = .milliseconds(400)
                }
                if watch.hasLostOwner() || hasChanged { try await takeOver(tell) }
            } catch is CancellationError {
                return
            } catch {
                await tell(.problem(CommandFailure(error).message))
            }
            // What comes in a burst is looked at once.
            guard (try? await Task.sleep(for: pause)) != nil else { return }
        }
    }

    /// Does what others ask.
    private func serve() async throws {
        for request in try await owned.database.requests() {
            // Whoever has waited too long has been told that nothing was changed.
            guard try await owned.database.claim(request.id) else { continue }
            var answer = ""
            do {
                try await engine.perform(request.kind, request.generation)
            } catch {
                answer = error.sentence
            }
            try await owned.database.answer(request.id, answer)
        }
    }

    /// The most generations of others that are followed.
    private static let most = 200

    /// Tells what others have done since the last look.
    private func look(
        _ seen: [GenerationID: Generation],
        _ tell: @Sendable (News) async -> Void
    ) async throws -> [GenerationID: Generation] {
        let others = try await owned.database.elsewhere(limit: Self.most)
        let found = Dictionary(others.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var changed = others.filter { seen[$0.id] != $0 }
        for id in seen.keys.sorted() where found[id] == nil {
            // It has ended there; what is this process's own by now is told by its engine.
            guard let ended = try await owned.database.generation(id), ended.state.isFinal else { continue }
            changed.append(ended)
        }
        for generation in changed {
            let since = try await owned.database.timeline(generation.id).last?.date ?? generation.createdAt
            let ago = Duration.seconds(max(0, now().date.timeIntervalSince(since)))
            let moment = Moment(uptime: now().uptime - ago, date: since)
            let owner = try await owned.database.owner(of: generation.id)
            // Taken over in the meantime, it is told by the engine.
            if owner?.id == owned.lock.owner.id { continue }
            let name = owner.flatMap { $0.pid > 0 ? $0.name : nil } ?? "another program"
            await tell(.event(GenerationEvent(generation: generation, since: moment, owner: name)))
        }
        return found
    }

    /// Takes up what nobody works on.
    private func takeOver(_ tell: @Sendable (News) async -> Void) async throws {
        guard let takesUp else { return }
        let taken = try await owned.takeUp(takesUp, now: now())
        for generation in taken {
            var generation = generation
            generation.request = present(generation.request)
            await engine.resume(generation)
        }
        if !taken.isEmpty { await tell(.tookUp(taken)) }
    }
}

extension GenerationEngine {
    /// Does what a process asks of the generation's owner.
    func perform(_ kind: OwnerRequest.Kind, _ id: GenerationID) throws(GenerationQueue.Refusal) {
        switch kind {
        case .cancel: try cancel(id)
        case .hold: try hold(id)
        case .release: try release(id)
        case .retryNow: try retryNow(id)
        }
    }
}

extension OwnedLibrary {
    /// Does something with a generation, or has the process do it that works on it.
    ///
    /// - Returns: one sentence why it was not done; nil when it was.
    /// - Throws: `GenerationQueue.Refusal` as well.
    func ask(
        _ kind: OwnerRequest.Kind,
        of id: GenerationID,
        _ engine: GenerationEngine,
        now: Moment
    ) async throws -> String? {
        do {
            try await engine.perform(kind, id)
            return nil
        } catch GenerationQueue.Refusal.unknown {
            let requests = OwnerRequests(library: database, folder: folder, own: lock.owner.id)
            switch try await requests.ask(kind, of: id) {
            case .done: return nil
            case .refused(let sentence): return sentence
            case .silent(let owner): return owner.silence(about: id)
            case .underWay(let owner): return owner.delay(about: id)
            case .nobody:
                for generation in try await takeUp(.these([id]), now: now) { await engine.resume(generation) }
                try await engine.perform(kind, id)
                return nil
            }
        }
    }
}
