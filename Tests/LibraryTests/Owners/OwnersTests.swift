import Foundation
import Generations
import Testing

@testable import Library

/// Who works on what, over one library file.
@Suite(.timeLimit(.minutes(1))) struct OwnersTests {
    private func open(_ folder: String) throws -> LibraryDatabase {
        try LibraryDatabase.open(folder: folder, now: { present })
    }

    private func lock(_ id: String, in folder: String) throws -> OwnerLock {
        try OwnerLock.acquire(Owner(id: id, pid: 42, command: "generate"), in: folder)
    }

    private func isThere(_ folder: String) -> @Sendable (String) -> Bool {
        { OwnerLock.isHeld($0, in: folder) }
    }

    @Test func `what an owner inserts is taken up by another only when the owner is gone`() async throws {
        try await withFolder { folder in
            var first: OwnerLock? = try lock("one", in: folder)
            let second = try lock("two", in: folder)
            let one = try await open(folder).owned(by: try #require(first?.owner))
            let two = try await open(folder).owned(by: second.owner)
            let generation = try await one.insertSample()

            #expect(try await two.takeUp(.everything, isThere: isThere(folder)) == [])
            #expect(try await two.owner(of: generation.id)?.command == "generate")

            first = nil
            #expect(try await two.takeUp(.everything, isThere: isThere(folder)).map(\.id) == [generation.id])
            #expect(try await two.owner(of: generation.id)?.id == "two")
            #expect(
                try await two.takeUp(.everything, isThere: isThere(folder)) == [],
                "it is its own already"
            )
            #expect(try await two.forgetOwners(isThere: isThere(folder)) == ["one"])
        }
    }

    @Test func `of many that take up at once each generation goes to one`() async throws {
        try await withFolder { folder in
            let library = try open(folder)
            for _ in 1...30 { try await library.insertSample() }
            let locks = try (1...4).map { try lock("owner-\($0)", in: folder) }
            let taken = try await withThrowingTaskGroup(of: [GenerationID].self) { group in
                for lock in locks {
                    let own = try open(folder)
                    group.addTask {
                        try await own.owned(by: lock.owner).takeUp(.everything, isThere: isThere(folder))
                            .map(\.id)
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(taken.count == 30)
            #expect(Set(taken).count == 30)
        }
    }

    @Test func `the file of a killed process says nothing, and one of a living process does`() async throws {
        try await withFolder { folder in
            try FileSystem.makeFolder(folder + "/owners", mode: 0o700)
            try Data().write(to: URL(fileURLWithPath: folder + "/owners/killed.lock"))
            #expect(!OwnerLock.isHeld("killed", in: folder))
            #expect(!OwnerLock.isHeld("never", in: folder))
            let alive = try lock("alive", in: folder)
            #expect(OwnerLock.isHeld("alive", in: folder))
            withExtendedLifetime(alive) {}
        }
    }

    @Test func `only what is paid is taken up when that is wanted, and what is named`() async throws {
        try await withFolder { folder in
            let library = try open(folder)
            let queued = try await library.insertSample()
            var paid = try await library.insertSample()
            paid.state = .downloading(DownloadProgress(bytes: 0, total: nil))
            paid.resultAddress = "https://media.example/1.mp4"
            try await library.record(paid, timeline: [])
            var ended = try await library.insertSample()
            ended.state = .cancelled
            try await library.record(ended, timeline: [])

            let own = try await library.owned(by: Owner(id: "me", pid: 1, command: ""))
            #expect(try await own.takeUp(.paid) { _ in false }.map(\.id) == [paid.id])
            #expect(
                try await own.takeUp(.these([ended.id, queued.id])) { _ in false }.map(\.id) == [queued.id]
            )
            try await own.letGo()
            #expect(try await own.owner(of: queued.id) == nil)
        }
    }

    @Test func `an owner whose generation was taken over writes nothing of it any more`() async throws {
        try await withFolder { folder in
            let one = try await open(folder).owned(by: Owner(id: "one", pid: 1, command: ""))
            let two = try await open(folder).owned(by: Owner(id: "two", pid: 2, command: ""))
            var (mine, yours) = (try await one.insertSample(), try await one.insertSample())
            #expect(try await two.takeUp(.these([yours.id])) { _ in false }.map(\.id) == [yours.id])
            (mine.state, yours.state) = (.cancelled, .cancelled)
            let line = TimelineEntry(date: present.date, kind: .cancelled, attempt: 0)
            let changes = [mine, yours].map { GenerationChange($0, timeline: [line]) }
            #expect(try await one.record(changes) == [yours.id: .takenOver])
            #expect(try await two.generation(mine.id)?.state == .cancelled)
            #expect(try await two.generation(yours.id)?.state == .queued)
            #expect(try await two.timeline(yours.id).isEmpty)
            #expect(try await two.record(yours, timeline: []) == nil)
        }
    }

    @Test func `what is taken up is written down as it truly is in the same moment`() async throws {
        try await withFolder { folder in
            let library = try open(folder)
            var left = try await library.insertSample()
            left.state = .submitting
            try await library.record(left, timeline: [])
            let own = try await library.owned(by: Owner(id: "me", pid: 1, command: ""))
            let line = TimelineEntry(
                date: present.date,
                kind: .held,
                attempt: 0,
                text: "the program had ended"
            )
            let taken = try await own.takeUp(.everything) { _ in
                false
            } settled: { generation in
                var generation = generation
                generation.state = .held(.interruptedSubmit(.programEnded))
                return GenerationChange(generation, timeline: [line])
            }
            #expect(taken.map(\.state.status) == [.held])
            #expect(try await library.generation(left.id)?.state.status == .held)
            #expect(try await library.timeline(left.id).map(\.text) == ["the program had ended"])
        }
    }

    @Test func `a request reaches the owner, and its answer the one who asked`() async throws {
        try await withFolder { folder in
            let owner = try await open(folder).owned(by: Owner(id: "owner", pid: 1, command: ""))
            let other = try open(folder)
            let generation = try await owner.insertSample()
            let request = try await other.ask(.cancel, of: generation.id)
            #expect(
                try await owner.requests() == [
                    OwnerRequest(id: request, generation: generation.id, kind: .cancel)
                ]
            )
            #expect(try await other.answer(to: request) == nil)
            try await owner.answer(request, "It has ended.")
            #expect(try await owner.requests() == [])
            #expect(try await other.answer(to: request) == "It has ended.")
            #expect(try await other.takeBack(request) == .answered("It has ended."))
        }
    }

    @Test func `a request is taken back or taken on, never both`() async throws {
        try await withFolder { folder in
            let owner = try await open(folder).owned(by: Owner(id: "owner", pid: 1, command: ""))
            let other = try open(folder)
            let generation = try await owner.insertSample()
            let first = try await other.ask(.cancel, of: generation.id)
            #expect(try await other.takeBack(first) == .takenBack)
            #expect(try await !owner.claim(first))

            let second = try await other.ask(.cancel, of: generation.id)
            #expect(try await owner.claim(second))
            #expect(try await !owner.claim(second), "it is done once")
            #expect(try await owner.requests() == [])
            #expect(try await other.takeBack(second) == .claimed)
            try await owner.answer(second, "")
            #expect(try await other.takeBack(second) == .answered(""))
        }
    }

    @Test func `what others work on is seen, and what is one's own or nobody's is not`() async throws {
        try await withFolder { folder in
            let library = try open(folder)
            try await library.insertSample("nobody's")
            let own = try await library.owned(by: Owner(id: "me", pid: 1, command: ""))
            try await own.insertSample("mine")
            let other = try await library.owned(by: Owner(id: "you", pid: 2, command: ""))
            try await other.insertSample("yours")
            #expect(try await own.elsewhere(limit: 10).map(\.request.prompt) == ["yours"])
        }
    }

    @Test func `the watch tells of another connection's change and of an owner's end`() async throws {
        try await withFolder { folder in
            var gone: OwnerLock? = try lock("one", in: folder)
            let (mine, other) = (try open(folder), try open(folder))
            let watch = LibraryWatch(folder: folder)
            var changes = watch.changes.makeAsyncIterator()
            await changes.next()
            #expect(watch.hasLostOwner(), "at the beginning nobody has looked yet")
            let count = try await mine.changeCount()

            try await other.insertSample()
            await changes.next()
            #expect(try await mine.changeCount() != count)

            withExtendedLifetime(gone) {}
            gone = nil
            while !watch.hasLostOwner() { await changes.next() }
            watch.stop()
        }
    }

    @Test func `an own change is none of another's`() async throws {
        try await withFolder { folder in
            let mine = try open(folder)
            let count = try await mine.changeCount()
            try await mine.insertSample()
            #expect(try await mine.changeCount() == count)
        }
    }
}
