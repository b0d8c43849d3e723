package import Generations

/// The queue as the user arranges it.
extension GenerationEngine {
    /// Moves a generation that has not begun past its neighbor.
    package func move(_ id: GenerationID, _ direction: QueueDirection) throws(GenerationQueue.Refusal) {
        perform(try queue.move(id, direction, at: dependencies.time.now()))
    }

    /// Keeps everything that has not begun from being started, or lets it go on.
    package func holdQueue(_ isHeld: Bool) {
        perform(queue.holdAll(isHeld, at: dependencies.time.now()))
    }

    /// Puts a request in the place of a generation that has not begun; that one is cancelled once the new one is
    /// written down.
    ///
    /// - Throws: as `enqueue`, and `GenerationQueue.Refusal` when the old one has begun. Nothing was changed then.
    package func replace(
        _ id: GenerationID,
        with request: GenerationRequest,
        parent: GenerationID? = nil
    ) async throws -> Generation {
        guard let old = queue.unbegun(id) else { throw GenerationQueue.Refusal.unknown(id) }
        var generation = try await insert(request, parent: parent)
        generation.queueRank = old.rank
        try await dependencies.store.record(generation, timeline: [])
        perform(queue.enqueue(generation, at: dependencies.time.now()))
        // Begun in the meantime: then both are made, since what was sent cannot be taken back unasked.
        if queue.unbegun(id) != nil { perform(try queue.cancel(id, at: dependencies.time.now())) }
        return generation
    }
}
