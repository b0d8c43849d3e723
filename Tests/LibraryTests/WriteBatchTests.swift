import Dispatch
import Foundation
import GRDB
import Generations
import Synchronization
import Testing

@testable import Library

/// Changes that come at once: one transaction, and each whole or not at all.
struct WriteBatchTests {
    @Test func `what comes while the database is busy is written in one transaction, without what fails`()
        async throws
    {
        let commits = Mutex(0)
        var configuration = LibraryDatabase.configuration()
        configuration.prepareDatabase { database in
            database.trace { event in
                if event.description.hasPrefix("COMMIT") { commits.withLock { $0 += 1 } }
            }
        }
        let queue = try DatabaseQueue(configuration: configuration)
        let library = try LibraryDatabase(queue, now: { present })
        let generation = try await library.insert(.sample())
        commits.withLock { $0 = 0 }

        let (told, tell) = AsyncStream.makeStream(of: (number: Int, isWritten: Bool).self)
        let gate = DispatchSemaphore(value: 0)
        queue.asyncWriteWithoutTransaction { _ in gate.wait() }
        let batch = WriteBatch()
        for number in 0..<10 {
            let change = WriteBatch.Change(number == 5 ? .powerCut : .crash) { (database: Database) -> Void in
                try database.execute(
                    sql: "UPDATE generations SET note = note || ? WHERE id = ?",
                    arguments: [String(number), generation.id.rawValue]
                )
                if number == 3 { throw LibraryError.noSuchGeneration(generation.id) }
            } told: { (result: Result<Void, any Error>) in
                _ = tell.yield((number, (try? result.get()) != nil))
            }
            batch.add(change, to: queue)
        }
        gate.signal()

        var written: [Int] = []
        var refused: [Int] = []
        for await (number, isWritten) in told {
            if isWritten { written.append(number) } else { refused.append(number) }
            if written.count + refused.count == 10 { break }
        }
        #expect(written == [0, 1, 2, 4, 5, 6, 7, 8, 9])
        #expect(refused == [3])
        #expect(commits.withLock { $0 } == 1)
        #expect(try await library.generation(generation.id)?.note == "012456789")
    }

    @Test func `many at once get their numbers in order, all or none`() async throws {
        let library = try emptyLibrary()
        let generations = try await library.insert([.sample(), .sample(), .sample()])
        #expect(generations.map(\.id.rawValue) == [1, 2, 3])
        let known = NewGeneration.sample()
        _ = try await library.insert(known)
        await #expect(throws: LibraryError.self) { _ = try await library.insert([.sample(), known]) }
        #expect(try await library.count() == 4)
    }

    @Test func `a limit is found by other processes until it is over, and the later one stays`() async throws
    {
        let clock = Mutex(present)
        let library = try LibraryDatabase(
            DatabaseQueue(configuration: LibraryDatabase.configuration()),
            now: { clock.withLock { $0 } }
        )
        try await library.record(limit(60, holdsJobs: true))
        try await library.record(limit(30, holdsJobs: true))
        let known = try await library.limits()
        #expect(known.map(\.bucket) == [.provider("fal-ai")])
        #expect(known.map(\.until.uptime) == [present.uptime + .seconds(60)])
        #expect(known.map(\.holdsJobs) == [true])
        clock.withLock { $0 = present.advanced(by: .seconds(61)) }
        #expect(try await library.limits().isEmpty)
    }
}
