package import Generations

/// A `GenerationStore` in memory that remembers every change.
package actor MemoryStore: GenerationStore {
    /// What was written, in order: the number and the state's name.
    package private(set) var writes: [String] = []
    package private(set) var generations: [GenerationID: Generation] = [:]
    package private(set) var timeline: [GenerationID: [TimelineEntry]] = [:]
    package private(set) var exchanges: [GenerationID: [Exchange]] = [:]
    /// How many changes came at once, each time.
    package private(set) var batches: [Int] = []
    private var unwritable: GenerationID?
    private var lost: [GenerationID: Dispossession] = [:]
    private var known: [RateGovernor.Limit] = []
    /// When set, every write fails with it.
    private var failure: (any Error)?

    package init() {}

    package func fail(with error: (any Error)?) {
        failure = error
    }

    package func insert(_ new: [NewGeneration]) async throws -> [Generation] {
        if let failure { throw failure }
        return new.map { insert($0) }
    }

    private func insert(_ new: NewGeneration) -> Generation {
        let generation = Generation(
            id: GenerationID(Int64(generations.count + 1)),
            uuid: new.uuid,
            request: new.request,
            parent: new.parent,
            family: new.parent.flatMap { generations[$0]?.family },
            createdAt: new.createdAt
        )
        generations[generation.id] = generation
        writes.append("\(generation.id) queued")
        return generation
    }

    package func record(_ changes: [GenerationChange]) async throws -> [GenerationID: Dispossession] {
        if let failure { throw failure }
        if let unwritable, changes.contains(where: { $0.generation.id == unwritable }) {
            throw VideoStoreError.diskFull(path: "/")
        }
        batches.append(changes.count)
        for change in changes where lost[change.generation.id] == nil {
            let generation = change.generation
            generations[generation.id] = generation
            timeline[generation.id, default: []] += change.timeline
            writes.append("\(generation.id) \(generation.state.status.rawValue)")
        }
        return lost.filter { id, _ in changes.contains { $0.generation.id == id } }
    }

    /// From now on a generation is not this process's any more.
    package func dispossess(_ id: GenerationID, _ why: Dispossession) {
        lost[id] = why
    }

    /// From now on nothing of a generation can be written.
    package func refuse(_ id: GenerationID) {
        unwritable = id
    }

    package func record(_ exchange: Exchange, of id: GenerationID) async throws {
        if let failure { throw failure }
        exchanges[id, default: []].append(exchange)
    }

    package func record(_ limit: RateGovernor.Limit) async throws {
        if let failure { throw failure }
        known.append(limit)
    }

    package func limits() async throws -> [RateGovernor.Limit] { known }

    package func knows(_ job: RemoteJob) async throws -> Bool {
        generations.values.contains { $0.job?.provider == job.provider && $0.job?.id == job.id }
    }

    package func unfinished() async throws -> [Generation] {
        generations.values.filter { !$0.state.isFinal }.sorted { $0.id < $1.id }
    }
}
