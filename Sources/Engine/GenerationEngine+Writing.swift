import Generations
import Logging

/// A change that could not be written down, and the exchanges that wait for it.
struct Unwritten: Sendable {
    var change: GenerationChange
    var starts: [GenerationQueue.Action] = []

    /// Whether it tells of something that a provider has made or makes: the program does not end without it at once.
    var isPaid: Bool { change.generation.job != nil || change.generation.resultAddress != nil }
}

/// Writing down what happens, also when the library's disk is full for a while.
extension GenerationEngine {
    static let refusedByLibrary = VideoStoreError.cannotWrite(
        path: "the library",
        reason: "its database refuses the change; the log says more"
    )

    /// Writes changes down: together, or else each alone, so that one that cannot be written stops no other. What
    /// cannot be is tried again until the program ends: it may be the name of a job that is paid for.
    func record(_ changes: [GenerationChange]) async {
        guard !changes.isEmpty else { return }
        if changes.count > 1, unwritten.isEmpty {
            do {
                return try await dependencies.store.record(changes)
            } catch {
                // Which of them it is shows when each is written alone.
            }
        }
        for var change in changes {
            let before = unwritten[change.generation.id]?.change.timeline ?? []
            change.timeline = before + change.timeline
            await write(change)
        }
    }

    private func write(_ change: GenerationChange) async {
        let id = change.generation.id
        do {
            try await dependencies.store.record([change])
            written(id)
        } catch {
            let isNew = unwritten[id] == nil
            unwritten[id, default: Unwritten(change: change)].change = change
            guard isNew else { return }
            dependencies.logger.error(
                "A change could not be written down",
                metadata: ["generation": "\(id)", "error": "\(String(reflecting: error))"]
            )
            rewriteSignal.yield()
        }
    }

    private func written(_ id: GenerationID) {
        guard let unwritten = unwritten.removeValue(forKey: id) else { return }
        resume(unwritten.starts)
        endIfQuiet()
    }

    /// Tries again what could not be written, after 1, 2, 5, then every 5 seconds, until the task is cancelled.
    func writeAgain() async {
        for await _ in rewrites {
            var tries = 0
            while !unwritten.isEmpty {
                let pause: Duration = tries == 0 ? .seconds(1) : tries == 1 ? .seconds(2) : .seconds(5)
                let until = dependencies.time.now().uptime + pause
                guard (try? await dependencies.time.sleep(until)) != nil else { return }
                for change in unwritten.values.map(\.change) { await write(change) }
                tries += 1
                if isStopping, tries >= Self.lastTries {
                    hasGivenUp = true
                    endIfQuiet()
                }
            }
        }
    }

    /// So often, in half a minute, is it tried when the program is to end.
    private static let lastTries = 7
}
