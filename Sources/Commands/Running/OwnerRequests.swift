import Generations
import Library

/// Asks the process that works on a generation to do something with it, and waits for its answer.
struct OwnerRequests: Sendable {
    let library: LibraryDatabase
    let folder: String
    /// The asking process, when it works on generations itself.
    var own: String?

    /// How long an owner has to answer.
    static let patience: Duration = .seconds(5)

    /// What came of a request.
    enum Outcome: Hashable, Sendable {
        case done
        /// One sentence why not.
        case refused(String)
        /// Nobody works on it.
        case nobody
        /// The owner is there and does not answer: it may be stopped. The request was taken back.
        case silent(Owner)
        /// The owner has taken the request on, and has not said yet what came of it.
        case underWay(Owner)
    }

    /// Asks, and waits until there is an answer, the owner is gone, or it takes too long.
    func ask(_ kind: OwnerRequest.Kind, of id: GenerationID) async throws -> Outcome {
        guard let owner = try await library.owner(of: id), owner.id != own,
            OwnerLock.isHeld(owner.id, in: folder)
        else { return .nobody }
        let request = try await library.ask(kind, of: id)
        var withdrawal = OwnerRequest.Withdrawal.claimed
        // Once more for one that was taken on in the last moment.
        for _ in 0..<2 where withdrawal == .claimed {
            try await waitForAnswer(to: request, from: owner)
            withdrawal = try await library.takeBack(request)
            if !OwnerLock.isHeld(owner.id, in: folder), withdrawal == .claimed { return .nobody }
        }
        switch withdrawal {
        case .answered(let text): return text.isEmpty ? .done : .refused(text)
        case .takenBack: return OwnerLock.isHeld(owner.id, in: folder) ? .silent(owner) : .nobody
        case .claimed: return .underWay(owner)
        }
    }

    /// Returns when there is an answer, the owner is gone, or it has taken too long.
    private func waitForAnswer(to request: Int64, from owner: Owner) async throws {
        let watch = LibraryWatch(folder: folder)
        defer { watch.stop() }
        try await withThrowingTaskGroup(of: Void.self) { race in
            race.addTask {
                for await _ in watch.changes {
                    if try await library.answer(to: request) != nil { return }
                    if watch.hasLostOwner(), !OwnerLock.isHeld(owner.id, in: folder) { return }
                }
            }
            race.addTask { try? await Task.sleep(for: Self.patience) }
            try await race.next()
            race.cancelAll()
        }
    }
}

extension Owner {
    /// The process in words.
    var name: String { "rushes\(command.isEmpty ? "" : " " + command) (process \(pid))" }

    /// Why nothing was done with a generation of its.
    func silence(about id: GenerationID) -> String {
        "\(id) belongs to \(name), which does not answer; nothing was changed."
    }

    /// What is known of a request that it has taken on.
    func delay(about id: GenerationID) -> String {
        "\(id) belongs to \(name), which is at it and has not said yet what came of it."
    }
}
