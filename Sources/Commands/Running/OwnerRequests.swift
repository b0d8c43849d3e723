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
    }

    /// Asks, and waits until there is an answer, the owner is gone, or it takes too long.
    func ask(_ kind: OwnerRequest.Kind, of id: GenerationID) async throws -> Outcome {
        guard let owner = try await library.owner(of: id), owner.id != own,
            OwnerLock.isHeld(owner.id, in: folder)
        else { return .nobody }
        let watch = LibraryWatch(folder: folder)
        defer { watch.stop() }
        let request = try await library.ask(kind, of: id)
        let isGone = try await withThrowingTaskGroup(of: Bool.self) { race in
            race.addTask {
                for await _ in watch.changes {
                    if try await library.answer(to: request) != nil { return false }
                    if watch.hasLostOwner(), !OwnerLock.isHeld(owner.id, in: folder) { return true }
                }
                return false
            }
            race.addTask {
                try? await Task.sleep(for: Self.patience)
                return false
            }
            let first = try await race.next()
            race.cancelAll()
            return first ?? false
        }
        if let text = try await library.takeBack(request) { return text.isEmpty ? .done : .refused(text) }
        return isGone || !OwnerLock.isHeld(owner.id, in: folder) ? .nobody : .silent(owner)
    }
}

extension Owner {
    /// The process in words.
    var name: String { "rushes\(command.isEmpty ? "" : " " + command) (process \(pid))" }

    /// Why nothing was done with a generation of its.
    func silence(about id: GenerationID) -> String {
        "\(id) belongs to \(name), which does not answer; nothing was changed."
    }
}
