import Foundation
import GRDB
import Generations
import Testing

@testable import Library

/// What is in doubt is left alone: files that cannot be looked at, submits that cost something, clocks that were wrong.
@Suite(.timeLimit(.minutes(1))) struct OwnerDoubtTests {
    @Test func `a file that cannot be looked at is that of a living owner, and stays`() async throws {
        try await withFolder { folder in
            let owners = folder + "/owners"
            try FileSystem.makeFolder(owners, mode: 0o700)
            try FileManager.default.createSymbolicLink(
                atPath: owners + "/odd.lock",
                withDestinationPath: folder + "/elsewhere"
            )
            #expect(OwnerLock.isHeld("odd", in: folder))
            OwnerLock.forget("odd", in: folder)
            #expect(names(owners) == ["odd.lock"])
        }
    }

    @Test func `what a living owner holds is not forgotten, and what a dead one left is`() async throws {
        try await withFolder { folder in
            var lock: OwnerLock? = try OwnerLock.acquire(
                Owner(id: "one", pid: 42, command: "generate"),
                in: folder
            )
            OwnerLock.forget("one", in: folder)
            #expect(names(folder + "/owners") == ["one.lock"])
            withExtendedLifetime(lock) {}
            lock = nil
            try Data().write(to: URL(fileURLWithPath: folder + "/owners/killed.lock"))
            OwnerLock.forget("killed", in: folder)
            #expect(names(folder + "/owners") == [])
        }
    }

    @Test func `two who look at once do not take each other for the owner`() async throws {
        try await withFolder { folder in
            try FileSystem.makeFolder(folder + "/owners", mode: 0o700)
            let path = folder + "/owners/killed.lock"
            let file = try FileSystem.open(path, flags: O_RDONLY | O_CREAT, mode: 0o600)
            defer { FileSystem.close(file) }
            #expect(FileSystem.lock(file, .shared))
            #expect(!OwnerLock.isHeld("killed", in: folder))
        }
    }

    @Test func `what is held, or comes to a submit, is not taken up as paid`() async throws {
        let library = try emptyLibrary()
        var paid: [GenerationID] = []
        for (state, keyframe, isPaid) in [
            (GenerationState.running, nil as Keyframe?, true), (.held(.user), nil, false),
            (.running, Keyframe(model: .sample), false),
            (.running, Keyframe(model: .sample, file: "/k.png"), true),
        ] {
            var generation = try await library.insertSample()
            generation.state = state
            generation.keyframe = keyframe
            generation.job = .sample
            try await library.record(generation, timeline: [])
            if isPaid { paid.append(generation.id) }
        }
        let own = try await library.owned(by: Owner(id: "me", pid: 1, command: ""))
        #expect(try await own.takeUp(.paid) { _ in false }.map(\.id) == paid)
    }

    @Test func `a job is known by the generation that had it, also when that has ended`() async throws {
        let library = try emptyLibrary()
        var generation = try await library.insertSample()
        generation.job = .sample
        generation.state = .cancelled
        try await library.record(generation, timeline: [])
        #expect(try await library.knows(.sample))
        var other = RemoteJob.sample
        other.provider = .replicate
        #expect(try await !library.knows(other))
    }

    @Test func `a limit from a wrong clock is none, and gives way to a true one`() async throws {
        let library = try emptyLibrary()
        try await library.record(limit(30 * 3_600))
        #expect(try await library.limits().isEmpty)
        try await library.record(limit(60))
        #expect(try await library.limits().map(\.until.uptime) == [present.uptime + .seconds(60)])
    }

    @Test func `a folder that cannot be watched is looked at once a second, and at once when asked`()
        async throws
    {
        let watch = LibraryWatch(folder: "/nowhere/at/all")
        var changes = watch.changes.makeAsyncIterator()
        #expect(watch.hasLostOwner())
        watch.look()
        await changes.next()
        while !watch.hasLostOwner() { await changes.next() }
        watch.stop()
    }
}

extension ModelID {
    // swift-format-ignore: NeverForceUnwrap
    fileprivate static let sample = ModelID("black-forest-labs/FLUX.1-dev")!
}

extension RemoteJob {
    // swift-format-ignore: NeverForceUnwrap
    fileprivate static let sample = RemoteJob(
        provider: .falAI,
        id: JobID("j-1")!,
        route: .router,
        path: "/fal-ai/wan/requests/j-1"
    )
}
