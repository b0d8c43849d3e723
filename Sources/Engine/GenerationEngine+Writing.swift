import Generations
import Logging

/// A change that could not be written down, and the exchanges that wait for it.
struct Unwritten: Sendable {
    var change: GenerationChange
    var starts: [GenerationQueue.Action] = []
}

/// Writing down what happens, also when the library's disk is full for a while.
extension GenerationEngine {
    /// What a submit waits for that could not be written down.
    static let noRoomInLibrary = VideoStoreError.diskFull(path: "the library")

    /// Writes changes down: together, or else each alone, so that one that cannot be written stops no other. What
    /// cannot be is tried again until the program ends: it may be the name of a job that is paid for.
    ///
    /// - Returns: what is not this process's any more, and is given up.
    @discardableResult
    func record(_ changes: [GenerationChange]) async -> [GenerationID: Dispossession] {
        guard !changes.isEmpty else { return [:] }
        if changes.count > 1, unwritten.isEmpty {
            do {
                let lost = try await dependencies.store.record(changes)
                for change in changes { giveUp(change, lost[change.generation.id]) }
                return lost
            } catch {
                // Which of them it is shows when each is written alone.
            }
        }
        var lost: [GenerationID: Dispossession] = [:]
        for var change in changes {
            let id = change.generation.id
            let before = unwritten[id]?.change.timeline ?? []
            change.timeline = before + change.timeline
            lost[id] = await write(change) ?? lost[id]
        }
        return lost
    }

    @discardableResult
    private func write(_ change: GenerationChange) async -> Dispossession? {
        let id = change.generation.id
        do {
            let lost = try await dependencies.store.record([change])[id]
            written(id)
            giveUp(change, lost)
            return lost
        } catch {
            let isNew = unwritten[id] == nil
            unwritten[id, default: Unwritten(change: change)].change = change
            guard isNew else { return nil }
            log("A change could not be written down", change, "\(String(reflecting: error))")
            rewriteSignal.yield()
            return nil
        }
    }

    private func log(_ message: Logger.Message, _ change: GenerationChange, _ error: String) {
        dependencies.logger.error(
            message,
            metadata: [
                "generation": "\(change.generation.id)",
                "state": "\(change.generation.state.status.rawValue)",
                "job": "\(change.generation.job?.id.rawValue ?? "none")",
                "error": "\(error)",
            ]
        )
    }

    /// Ends what is not this process's any more.
    private func giveUp(_ change: GenerationChange, _ why: Dispossession?) {
        guard let why else { return }
        log("A change is not this program's to write any more", change, "\(why)")
        perform(queue.dispossessed(change.generation.id, why, at: dependencies.time.now()))
    }

    /// Whether something is not to be done, because its generation was given up.
    func leavesOut(_ action: GenerationQueue.Action, _ lost: [GenerationID: Dispossession]) -> Bool {
        switch action {
        case .start(let generation, _, let run) where lost[generation.id] != nil:
            finished(generation.id, run: run, .interrupted)
            exchangeEnded()
            return true
        case .cancelJob(let generation, _) where lost[generation.id] == .takenOver:
            exchangeEnded()
            return true
        default: return false
        }
    }

    private func written(_ id: GenerationID) {
        guard let unwritten = unwritten.removeValue(forKey: id) else { return }
        resume(unwritten.starts)
    }

    /// Says when to try again what could not be written: after 1, 2, 5, then every 5 seconds, until the task is
    /// cancelled. The trying itself is done between the other changes, so that an older state never follows a newer.
    func writeAgain() async {
        for await _ in rewrites {
            var tries = 0
            while !unwritten.isEmpty, !isStopping {
                let pause: Duration = tries == 0 ? .seconds(1) : tries == 1 ? .seconds(2) : .seconds(5)
                let until = dependencies.time.now().uptime + pause
                guard (try? await dependencies.time.sleep(until)) != nil else { return }
                isRewriteDue = true
                tellPending()
                tries += 1
            }
        }
    }

    /// Tries once what could not be written.
    func rewrite() async {
        isRewriteDue = false
        for id in unwritten.keys.sorted() {
            if let change = unwritten[id]?.change { await write(change) }
        }
    }

    /// At the end of the program, while nothing else happens: tries for a while.
    func writeLast() async {
        let end = ContinuousClock.now + dependencies.grace
        while !unwritten.isEmpty {
            await rewrite()
            guard !unwritten.isEmpty, ContinuousClock.now < end,
                (try? await Task.sleep(for: dependencies.grace / 10)) != nil
            else { return }
        }
    }

    /// Stops an exchange that waits for its change to be written down, or is just to be begun after that.
    func stopDeferred(_ run: Int) {
        for id in unwritten.keys.sorted() {
            let count = unwritten[id]?.starts.count ?? 0
            unwritten[id]?.starts.removeAll { $0.run == run }
            guard let rest = unwritten[id]?.starts.count, rest < count else { continue }
            finished(id, run: run, .interrupted)
            return exchangeEnded()
        }
        if pending.contains(where: { $0.run == run }) { stoppedRuns.insert(run) }
    }
}

extension GenerationQueue.Action {
    /// The exchange that it begins.
    fileprivate var run: Int? {
        if case .start(_, _, let run) = self { run } else { nil }
    }
}
