import Engine
import Generations
import Interface
import Library

/// What the screen wants of runs beyond starting and stopping them.
extension LiveEffects {
    /// Does one thing with the queue.
    func arrange(_ effect: AppEffect, _ parts: Parts) async throws -> EffectResult? {
        switch effect {
        case .moveRun(let id, let direction): try await parts.engine.move(id, direction)
        case .wake: await parts.engine.woke()
        case .holdQueue(let isHeld):
            try await parts.library.setQueueHeld(isHeld)
            await parts.engine.holdQueue(isHeld)
            return .queueHeld(isHeld)
        case .replace(let id, let request, let parent, let ticket):
            let request = try prepared(request)
            return .enqueued(
                ticket: ticket,
                try await parts.engine.replace(id, with: request, parent: parent)
            )
        default: break
        }
        return nil
    }

    /// Looks up what was said in a run, or how long such runs took.
    func lookUpRun(_ effect: AppEffect, _ library: LibraryDatabase) async throws -> EffectResult? {
        switch effect {
        case .loadLog(let id):
            let exchanges = try await library.exchanges(of: id)
            return .logLoaded(id, exchanges, try await library.timeline(id))
        case .loadUsual(let likeness):
            return .usualLoaded(likeness, try await usual(likeness, library))
        default: return nil
        }
    }

    private func usual(_ likeness: RunLikeness, _ library: LibraryDatabase) async throws -> UsualTimes? {
        let clocks = try await library.usual(
            model: likeness.model,
            width: likeness.width,
            height: likeness.height,
            numFrames: likeness.numFrames
        )
        guard let clocks, clocks.isAlike else { return nil }
        let parts = [clocks.waiting, clocks.running, clocks.saving].map(\.median)
        return UsualTimes(running: clocks.running.median, whole: parts.reduce(0, +), count: clocks.count)
    }
}
