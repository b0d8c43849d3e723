import Engine
import Foundation
import Generations
import Library

/// Queues what clients ask for; a request that comes again under the same key makes nothing new.
actor OrderDesk {
    /// What is queued.
    struct Order: Sendable {
        var request: GenerationRequest
        var parent: GenerationID?
    }

    private let dependencies: ServerDependencies
    /// The keys that are being looked after, with those who wait for their turn.
    private var busy: [String: [CheckedContinuation<Void, Never>]] = [:]

    init(_ dependencies: ServerDependencies) {
        self.dependencies = dependencies
    }

    /// Queues an order, or finds the generation that the same key has made before.
    ///
    /// - Parameters:
    ///   - key: the client's own name for the request; nil for none.
    ///   - body: what was sent, by which another request under the same key is told.
    /// - Throws: a problem with the status 422 when the key was that of another request.
    func place(
        _ key: String?,
        body: [UInt8],
        _ order: @Sendable () async throws -> Order
    ) async throws -> Generation {
        guard let key else { return try await enqueue(try await order(), uuid: nil) }
        await begin(key)
        defer { end(key) }
        let new = RequestKey(key: key, fingerprint: Fingerprint.of(body), uuid: UUID())
        let kept = try await dependencies.library.claim(new)
        guard kept.fingerprint == new.fingerprint else {
            throw ServerProblem(
                422,
                "This Idempotency-Key was that of another request.",
                suggestion: "Take a new key for every new video."
            )
        }
        if let known = try await dependencies.library.generation(kept.uuid) {
            guard known.deletedAt == nil else { throw ServerProblem.deleted(known.id) }
            return known
        }
        do {
            return try await enqueue(try await order(), uuid: kept.uuid)
        } catch {
            // Another server on the same library may have been quicker.
            if let known = try? await dependencies.library.generation(kept.uuid) { return known }
            try? await dependencies.library.forget(key, of: kept.uuid)
            throw error
        }
    }

    /// Lets a key make something new: what it had made was taken back before a provider had it.
    func forget(_ key: String?, of generation: Generation) async {
        guard let key else { return }
        try? await dependencies.library.forget(key, of: generation.uuid)
    }

    private func enqueue(_ order: Order, uuid: UUID?) async throws -> Generation {
        try await dependencies.engine.enqueue(order.request, parent: order.parent, uuid: uuid)
    }

    private func begin(_ key: String) async {
        guard busy[key] != nil else {
            busy[key] = []
            return
        }
        await withCheckedContinuation { busy[key]?.append($0) }
    }

    private func end(_ key: String) {
        guard let waiting = busy[key], !waiting.isEmpty else {
            busy[key] = nil
            return
        }
        busy[key]?.removeFirst().resume()
    }
}
