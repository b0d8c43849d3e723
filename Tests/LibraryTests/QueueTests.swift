import Foundation
import GRDB
import Generations
import Testing

@testable import Library

/// What the library remembers of the queue and the screen.
struct QueueTests {
    @Test func `whether the queue is held is remembered`() async throws {
        let library = try emptyLibrary()
        #expect(try await library.isQueueHeld() == false)
        try await library.setQueueHeld(true)
        #expect(try await library.isQueueHeld())
        try await library.setQueueHeld(false)
        #expect(try await library.isQueueHeld() == false)
    }

    @Test func `the order of the history is remembered, and an unknown one is the usual one`() async throws {
        let library = try emptyLibrary()
        #expect(try await library.historyOrder() == .newest)
        try await library.setHistoryOrder(.longestRun)
        #expect(try await library.historyOrder() == .longestRun)
        try await library.writer.write { database in
            try database.execute(sql: "UPDATE settings SET value = 'sideways' WHERE name = 'history_order'")
        }
        #expect(try await library.historyOrder() == .newest)
    }

    @Test func `what was moved comes back in its place`() async throws {
        let library = try emptyLibrary()
        for _ in 1...3 { _ = try await library.insertSample() }
        var last = try #require(try await library.unfinished().last)
        last.queueRank = 1.5
        try await library.record(last, timeline: [])
        #expect(try await library.unfinished().map(\.id.rawValue) == [1, 3, 2])
    }
}
