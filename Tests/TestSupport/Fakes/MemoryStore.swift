package import Generations

/// A `GenerationStore` in memory that remembers every change.
package actor MemoryStore: GenerationStore {
    /// What was written, in order: the number and the state's name.
    package private(set) var writes: [String] = []
    package private(set) var generations: [GenerationID: Generation] = [:]
    package private(set) var timeline: [GenerationID: [TimelineEntry]] = [:]
    package private(set) var exchanges: [GenerationID: [Exchange]] = [:]
    private var known: [RateGovernor.Limit] = []
    /// When set, every write fails with it.
    private var failure: (any Error)?

    package init() {}

    package func fail(with error: any Error) {
        failure = error
    }

    package func insert(_ new: NewGeneration) async throws -> Generation {
        if let failure { throw failure }
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

    package func record(_ generation: Generation, timeline new: [TimelineEntry]) async throws {
        if let failure { throw failure }
        generations[generation.id] = generation
        timeline[generation.id, default: []] += new
        writes.append("\(generation.id) \(generation.state.status.rawValue)")
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

    package func unfinished() async throws -> [Generation] {
        generations.values.filter { !$0.state.isFinal }.sorted { $0.id < $1.id }
    }
}
