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
        unqueue(entry)
        leaveWork(id)
        alarms[id] = nil
        heldBack.remove(id)
    }

    /// Keeps what is known of the states: who waits for a start, and who is at it.
    mutating func note(_ generation: Generation) {
        guard let entry = entries[generation.id] else { return }
        if generation.state == .queued {
            queued[entry.queue, default: QueueOrder()].insert(generation.place)
        } else {
            unqueue(entry)
        }
        if generation.takesPlace { takeWork(generation.id, entry.lane) } else { leaveWork(generation.id) }
        setAlarm(generation.id)
    }

    private mutating func unqueue(_ entry: Entry) {
        guard var places = queued[entry.queue] else { return }
        queued[entry.queue] = nil
        places.remove(entry.generation.place)
        if places.first != nil { queued[entry.queue] = places }
    }

    private mutating func takeWork(_ id: GenerationID, _ lane: RateGovernor.Lane) {
        guard atWork[id] == nil else { return }
        atWork[id] = lane
        governor.began(lane)
    }

    private mutating func leaveWork(_ id: GenerationID) {
        if let lane = atWork.removeValue(forKey: id) { governor.ended(lane) }
    }

    /// Keeps when something is due next of a generation; what is due too early finds nothing to do.
    mutating func setAlarm(_ id: GenerationID) {
        guard let entry = entries[id] else { return }
        var times: [Duration] = []
        if let timeout = policy.timeout, let begun = entry.begun,
            entry.generation.state.isUnderWay || entry.generation.state == .queued
        {
            times.append(begun.uptime + timeout)
        }
        if case .waiting(let wait) = entry.generation.state { times.append(wait.until.uptime) }
        if let next = entry.nextPoll, entry.generation.state == .running { times.append(next.uptime) }
        alarms[id] = times.min()
    }

    /// Those of which something is due, in the order of the queue.
    func due(at now: Moment) -> [GenerationID] {
        let ids = alarms.filter { $0.value <= now.uptime }.keys
        return ids.compactMap { entries[$0]?.generation.place }.sorted().map(\.id)
    }
}

extension GenerationQueue.Entry {
    /// The lane that it is started from.
    var queue: RateGovernor.Lane { step.isRepeatable ? .begun : lane }

    /// Whether nothing is under way and nothing follows by itself but its start.
    var canMove: Bool {
        switch generation.state {
        // What has a job at a provider, or a video to be fetched, has begun.
        case .queued, .held: !step.isRepeatable
        default: false
        }
    }
}
