import Engine
import Generations
import Library
import NIOCore

/// Waits until a generation has ended, or does not go on by itself.
struct GenerationWait: Sendable {
    /// How the wait ended.
    enum End: Hashable, Sendable {
        /// It has ended, or is held.
        case settled(Generation)
        /// It would have to wait, and the client does not.
        case mustWait(Generation, Wait)
        case outOfTime
        case stopping
        case left
    }

    let session: ServerSession
    let id: GenerationID
    /// Whether the client waits for what nobody works on yet.
    let isPatient: Bool

    /// Waits, as long as the client is there.
    func end(_ channel: any Channel) async throws -> End {
        let time = session.dependencies.time
        let deadline = time.now().uptime + session.settings.limits.wait
        return try await withThrowingTaskGroup(of: End?.self) { race in
            race.addTask { try await follow() }
            race.addTask { try await look() }
            race.addTask {
                try await time.sleep(deadline)
                return .outOfTime
            }
            race.addTask {
                await session.stop.wait()
                return .stopping
            }
            race.addTask {
                await Departure.wait(for: channel)
                return .left
            }
            defer { race.cancelAll() }
            // Whoever comes first has an answer; a reader whose events ended has none.
            while let next = try await race.next() {
                if let end = next { return end }
            }
            return .stopping
        }
    }

    private func follow() async throws -> End? {
        // Asked for before the generation is looked at, so that nothing is missed between the two.
        let events = session.dependencies.events.events(of: id)
        if let now = try await session.dependencies.library.generation(id), let end = end(now) { return end }
        for await event in events {
            if let end = end(event.generation) { return end }
        }
        return nil
    }

    /// Looks again and again: of what another program works on no event may come.
    private func look() async throws -> End? {
        let time = session.dependencies.time
        while true {
            try await time.sleep(time.now().uptime + session.settings.limits.look)
            let now = try await session.dependencies.library.generation(id)
            if let now, let end = end(now) { return end }
        }
    }

    private func end(_ generation: Generation) -> End? {
        if generation.state.isFinal || generation.state.status == .held { return .settled(generation) }
        guard !isPatient, let wait = generation.wait else { return nil }
        // What a provider has accepted is paid for, and goes on.
        guard generation.job == nil, generation.resultAddress == nil else { return nil }
        return .mustWait(generation, wait)
    }
}
