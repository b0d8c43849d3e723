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

    /// Looks up what was said in a run, how long such runs took, or what all have come to.
    func lookUpRun(_ effect: AppEffect, _ library: LibraryDatabase) async throws -> EffectResult? {
        switch effect {
        case .loadLog(let id):
            let exchanges = try await library.exchanges(of: id)
            return .logLoaded(id, exchanges, try await library.timeline(id))
        case .loadUsual(let likeness):
            return .usualLoaded(likeness, try await library.usual(likeness))
        case .loadStatistics(let number):
            return .statisticsLoaded(number: number, try await library.statistics())
        default: return nil
        }
    }
}

extension GenerationQueue.Refusal {
    /// Why nothing was done.
    var sentence: String {
        switch self {
        case .unknown(let id): "\(id) is not at work here: it has ended, or another program runs it."
        case .notWaiting(let status): "Nothing is waited for: it is \(status.rawValue)."
        case .underWay: "The server has it already; it can be cancelled and not held."
        case .notHeld(let status): "It is not held: it is \(status.rawValue)."
        case .notQueued(let status): "It has no place in the queue: it is \(status.rawValue)."
        case .noNeighbor(let id, .up): "\(id) is the next to start already."
        case .noNeighbor(let id, .down): "\(id) is the last already."
        }
    }
}
