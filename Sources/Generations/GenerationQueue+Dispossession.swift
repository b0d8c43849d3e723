/// Generations that are not this process's any more.
extension GenerationQueue {
    /// Whether anything is made of what an exchange brings.
    package func expects(_ run: Int, of id: GenerationID) -> Bool {
        entries[id]?.run == run || stopped[run] != nil
    }

    /// A generation leaves the queue, and nothing more of it is written down. What was removed ends as by a cancel, its
    /// provider's job as well; what another process works on is let be.
    package mutating func dispossessed(_ id: GenerationID, _ why: Dispossession, at now: Moment) -> [Action] {
        if why == .takenOver { cancelling[id] = nil }
        guard let entry = entries[id] else { return [] }
        switch why {
        case .removed:
            let ended = (try? cancel(id, at: now)) ?? []
            return ended.filter { action in
                if case .record(let generation, _) = action { generation.id != id } else { true }
            }
        case .takenOver:
            remove(id)
            if let partial = entry.generation.partial { leftPartials.insert(partial.path) }
            // Whoever waits for its end is told that it does not come from here.
            let event = GenerationEvent(
                generation: entry.generation,
                since: entry.since,
                news: "\(id): another program works on it now.",
                owner: "another program"
            )
            return (entry.run.map { [.stop(run: $0)] } ?? []) + [.publish(event)] + startNext(at: now)
        }
    }
}
