package import struct Foundation.Date
package import struct Foundation.UUID

/// The history, as far as the engine knows it.
package protocol GenerationStore: Sendable {
    /// Writes new generations down, all or none, and gives them their numbers in their order. When this returns, they
    /// survive a power cut.
    func insert(_ new: [NewGeneration]) async throws -> [Generation]

    /// Writes down what changed, all or nothing, in its order. When this returns, it survives a crash of the program;
    /// with a final state or a job among it also a power cut.
    ///
    /// - Returns: those that are not this process's any more; of these nothing was written.
    func record(_ changes: [GenerationChange]) async throws -> [GenerationID: Dispossession]

    /// Keeps an exchange with a server at the end of a generation's.
    func record(_ exchange: Exchange, of id: GenerationID) async throws

    /// Keeps a server's limit where other processes find it.
    func record(_ limit: RateGovernor.Limit) async throws

    /// The limits that are not over.
    func limits() async throws -> [RateGovernor.Limit]

    /// The generations that have not ended, in the order of the queue.
    func unfinished() async throws -> [Generation]

    /// Whether a job is that of any generation, ended ones included.
    func knows(_ job: RemoteJob) async throws -> Bool
}

extension GenerationStore {
    /// Writes a new generation down and gives it its number.
    package func insert(_ new: NewGeneration) async throws -> Generation {
        guard let generation = try await insert([new]).first else {
            throw VideoStoreError.cannotWrite(path: "the library", reason: "it gave no number")
        }
        return generation
    }

    /// Writes one change down, with the timeline lines that tell of it; answers why that is nobody's to do here.
    @discardableResult
    package func record(_ generation: Generation, timeline: [TimelineEntry]) async throws -> Dispossession? {
        try await record([GenerationChange(generation, timeline: timeline)])[generation.id]
    }
}

/// Why a generation is not this process's any more.
package enum Dispossession: Hashable, Sendable {
    /// It was removed from the library for good.
    case removed
    /// Another process works on it.
    case takenOver
}

/// How a generation went on, with the timeline lines that tell of it.
package struct GenerationChange: Hashable, Sendable {
    package var generation: Generation
    package var timeline: [TimelineEntry]

    package init(_ generation: Generation, timeline: [TimelineEntry]) {
        self.generation = generation
        self.timeline = timeline
    }
}

/// A generation that has no number yet.
package struct NewGeneration: Hashable, Sendable {
    package var uuid: UUID
    package var request: GenerationRequest
    package var parent: GenerationID?
    package var createdAt: Date

    package init(uuid: UUID, request: GenerationRequest, parent: GenerationID?, createdAt: Date) {
        self.uuid = uuid
        self.request = request
        self.parent = parent
        self.createdAt = createdAt
    }
}
