import Foundation
import Generations
import Testing

@testable import Library

struct ExchangeTests {
    private static func exchange(_ attempt: Int) -> Exchange {
        Exchange(
            date: present.date.addingTimeInterval(Double(attempt)),
            attempt: attempt,
            method: "POST",
            address: "https://example.com/models/a/b?x=***",
            status: attempt == 1 ? nil : 503,
            seconds: 0.25,
            bytes: 12,
            request: "POST /\r\n\u{1F30A}",
            answer: attempt == 1 ? "" : #"{"error":"loading"}"#,
            failure: attempt == 1 ? "the connection was refused" : nil
        )
    }

    @Test func `exchanges come back as they were written, oldest first, at most the newest few`() async throws
    {
        let library = try emptyLibrary()
        let generation = try await library.insertSample()
        let other = try await library.insertSample()
        for attempt in 1...3 { try await library.record(Self.exchange(attempt), of: generation.id) }
        #expect(try await library.exchanges(of: generation.id) == (1...3).map(Self.exchange))
        #expect(try await library.exchanges(of: generation.id, limit: 2).map(\.attempt) == [2, 3])
        #expect(try await library.exchanges(of: other.id).isEmpty)
    }

    @Test func `a zero byte in an answer does not end it`() async throws {
        let library = try emptyLibrary()
        let generation = try await library.insertSample()
        var exchange = Self.exchange(2)
        exchange.answer = "one\u{0}two"
        try await library.record(exchange, of: generation.id)
        #expect(try await library.exchanges(of: generation.id).map(\.answer) == ["one\u{fffd}two"])
    }

    @Test func `exchanges go with their generation`() async throws {
        let library = try emptyLibrary()
        let generation = try await library.insertSample(state: .cancelled)
        try await library.record(Self.exchange(1), of: generation.id)
        try await library.purge(generation.id)
        #expect(try await library.exchanges(of: generation.id).isEmpty)
        await #expect(throws: LibraryError.noSuchGeneration(generation.id)) {
            try await library.record(Self.exchange(2), of: generation.id)
        }
    }
}
