/// Which way a generation moves in the queue.
package enum QueueDirection: Hashable, Sendable {
    /// To be started earlier.
    case up
    /// To be started later.
    case down
}

/// The order of the queue, and holding all of it.
extension GenerationQueue {
    /// Moves a generation that has not begun past its neighbor of that kind. Moving it back undoes it.
    package mutating func move(
        _ id: GenerationID,
        _ direction: QueueDirection,
        at now: Moment
    ) throws(Refusal) -> [Action] {
        let entry = try known(id)
        guard entry.canMove else { throw .notQueued(entry.generation.state.status) }
        guard let other = neighbor(of: entry.generation, direction) else { throw .noNeighbor(id, direction) }
        let (own, its) = (entry.generation.rank, other.rank)
        place(id, at: its == own ? nudged(own, direction) : its)
        if its != own { place(other.id, at: own) }
        return [id, other.id].flatMap { id -> [Action] in
            guard let generation = entries[id]?.generation else { return [] }
            return [.record(generation, [])] + publish(id)
        }
    }

    /// Holds the whole queue: what has begun goes on, and nothing else is started until it is let go on.
    package mutating func holdAll(_ isHeld: Bool, at now: Moment) -> [Action] {
        self.isHeld = isHeld
        return isHeld ? [] : startNext(at: now)
    }

    /// A generation that has not begun, or nil when it is not in the queue or is under way.
    package func unbegun(_ id: GenerationID) -> Generation? {
        entries[id].flatMap { $0.canMove ? $0.generation : nil }
    }

    /// The next one in a direction that can be moved as well; those under way in between are few.
    private func neighbor(of generation: Generation, _ direction: QueueDirection) -> Generation? {
        guard let index = order.index(of: generation.place) else { return nil }
        let step = direction == .up ? -1 : 1
        var next = index + step
        while order.places.indices.contains(next) {
            if let entry = entries[order.places[next].id], entry.canMove { return entry.generation }
            next += step
        }
        return nil
    }

    /// A rank just beside one that two generations share.
    private func nudged(_ rank: Double, _ direction: QueueDirection) -> Double {
        direction == .up ? rank.nextDown : rank.nextUp
    }

    private mutating func place(_ id: GenerationID, at rank: Double) {
        guard var entry = entries[id] else { return }
        remove(id)
        entry.generation.queueRank = rank
        insert(entry)
    }
}

// MARK: Who is where

extension GenerationQueue {
    /// Takes a generation in, in its place.
    mutating func insert(_ entry: Entry) {
        let generation = entry.generation
        entries[generation.id] = entry
        order.insert(generation.place)
        note(generation)
    }

    /// Takes a generation out.
    mutating func remove(_ id: GenerationID) {
        guard let entry = entries.removeValue(forKey: id) else { return }
        order.remove(entry.generation.place)
        queued.remove(entry.generation.place)
        atWork.remove(id)
    }

    /// Keeps what is known of the states: who waits for a start, and who is at it.
    mutating func note(_ generation: Generation) {
        if generation.state == .queued {
            queued.insert(generation.place)
        } else {
            queued.remove(generation.place)
        }
        if generation.state.takesPlace { atWork.insert(generation.id) } else { atWork.remove(generation.id) }
    }

    /// Those that are at it, in the order of the queue.
    var atWorkInOrder: [GenerationID] {
        atWork.compactMap { entries[$0]?.generation.place }.sorted().map(\.id)
    }
}

extension GenerationQueue.Entry {
    /// Whether nothing is under way and nothing follows by itself but its start.
    var canMove: Bool {
        switch generation.state {
        // What has a job at a provider, or a video to be fetched, has begun.
        case .queued, .held: !step.isRepeatable
        default: false
        }
    }
}
