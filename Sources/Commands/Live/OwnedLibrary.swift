import Foundation
import Generations
import Library

/// The library as this process works on it: what it inserts and takes up is its own as long as it lives.
struct OwnedLibrary: Sendable {
    let database: LibraryDatabase
    let folder: String
    let lock: OwnerLock

    /// Unfinished generations that nobody works on, which are this process's from now on; each as it truly is after
    /// what it was left in.
    func takeUp(_ which: TakeUp, now: Moment) async throws -> [Generation] {
        let folder = folder
        let taken = try await database.takeUp(which) {
            OwnerLock.isHeld($0, in: folder)
        } settled: {
            Leftovers.afterCrash($0, at: now)
        }
        for gone in try await database.forgetOwners(isThere: { OwnerLock.isHeld($0, in: folder) }) {
            OwnerLock.forget(gone, in: folder)
        }
        return taken
    }

    /// Gives everything back that has not ended. Called when the engine has ended.
    func letGo() async {
        // What cannot be given back now is taken from a process that is gone.
        try? await database.letGo()
    }
}

extension Dependencies {
    /// The demo has its own library. In another it leaves alone what real providers may be working on.
    var demoRefusal: CommandFailure? {
        guard settings.isDemo, settings.origin(.library) != .demo else { return nil }
        return CommandFailure(
            .usage,
            "The demo works on its own library, and this one may hold runs of real providers.",
            hint: "Leave out --demo, or RUSHES_LIBRARY and --library."
        )
    }

    /// The library, for a process that works on generations.
    func ownedLibrary(as command: String) async throws -> OwnedLibrary {
        let library = try openLibrary()
        let owner = Owner(id: makeUUID().uuidString.lowercased(), pid: getpid(), command: command)
        let lock = try OwnerLock.acquire(owner, in: libraryFolder)
        return OwnedLibrary(
            database: try await library.owned(by: owner),
            folder: libraryFolder,
            lock: lock
        )
    }
}
