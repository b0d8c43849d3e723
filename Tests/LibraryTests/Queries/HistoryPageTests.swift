import Foundation
import GRDB
import Generations
import Testing

@testable import Library

struct HistoryPageTests {
    @Test func `pages follow one another without gaps, newest first`() async throws {
        let library = try emptyLibrary()
        for number in 1...23 { try await library.insertSample("number \(number)") }
        for text in ["", "number"] {
            var (found, before, pages) = ([Int64](), GenerationID?.none, 0)
            repeat {
                let page = try await library.page(HistoryQuery(text: text), before: before, limit: 10)
                found += page.generations.map(\.id.rawValue)
                (before, pages) = (page.next, pages + 1)
            } while before != nil
            #expect(found == (1...23).reversed())
            #expect(pages == 3)
        }
    }

    @Test func `a page that ends with the last generation has no next`() async throws {
        let library = try emptyLibrary()
        for _ in 1...4 { try await library.insertSample() }
        #expect(try await library.page(limit: 4).hasMore == false)
        #expect(try await library.page(limit: 3).hasMore)
        #expect(try await library.page(limit: 0).generations.count == 1)
        #expect(try await emptyLibrary().page() == HistoryPage())
    }

    @Test func `what comes in meanwhile does not shift the pages`() async throws {
        let library = try emptyLibrary()
        for number in 1...6 { try await library.insertSample("\(number)") }
        let first = try await library.page(limit: 3)
        try await library.insertSample("7")
        let second = try await library.page(before: first.next, limit: 3)
        #expect(second.generations.map(\.request.prompt) == ["3", "2", "1"])
    }

    @Test func `filters hold together`() async throws {
        let library = try emptyLibrary()
        let failure = GenerationFailure(code: .providerFailed, message: "m")
        let other = "Lightricks/LTX-Video"
        try await library.insertSample("sea one", state: .succeeded)
        try await library.insertSample("sea two", model: other, state: .failed(failure))
        let three = try await library.insertSample("sea three", model: other, state: .succeeded)
        let four = try await library.insertSample("sea four", state: .cancelled)
        try await library.insertSample("five", state: .running)
        for id in [three.id, four.id] {
            _ = try await library.setFavorite(id, true)
            _ = try await library.setTags(id, adding: ["Best"])
        }
        let model = try #require(ModelID(other))
        let ended: Set<GenerationStatus> = [.succeeded, .failed, .cancelled]

        let cases: [(HistoryQuery, [String])] = [
            (HistoryQuery(statuses: [.running]), ["five"]),
            (HistoryQuery(statuses: ended), ["sea four", "sea three", "sea two", "sea one"]),
            (HistoryQuery(statuses: [.succeeded, .failed]), ["sea three", "sea two", "sea one"]),
            (HistoryQuery(model: model), ["sea three", "sea two"]),
            (HistoryQuery(statuses: ended, model: model), ["sea three", "sea two"]),
            (HistoryQuery(favoritesOnly: true), ["sea four", "sea three"]),
            (HistoryQuery(statuses: ended, favoritesOnly: true), ["sea four", "sea three"]),
            (HistoryQuery(tag: "best"), ["sea four", "sea three"]),
            (HistoryQuery(text: "sea", tag: "BEST"), ["sea four", "sea three"]),
            (HistoryQuery(text: "fo", statuses: ended, favoritesOnly: true, tag: "best"), ["sea four"]),
            (HistoryQuery(text: "sea", statuses: [.succeeded], model: model), ["sea three"]),
            (HistoryQuery(tag: "none"), []),
            (HistoryQuery(scope: .trash), []),
        ]
        for (query, expected) in cases {
            #expect(try await library.prompts(query) == expected, "\(query)")
            #expect(try await library.count(query) == expected.count, "\(query)")
        }
    }

    @Test func `a count stops at its cap`() async throws {
        let library = try emptyLibrary()
        for _ in 1...7 { try await library.insertSample() }
        #expect(try await library.count(cap: 5) == 5)
        #expect(try await library.count(cap: 50) == 7)
        #expect(try await library.count(cap: -1) == 0)
    }

    @Test func `a row that cannot be read does not empty the page`() async throws {
        let library = try emptyLibrary()
        for number in 1...4 { try await library.insertSample("\(number)") }
        try await library.writer.write { database in
            try database.execute(
                sql: """
                    INSERT INTO statuses VALUES ('paused', 0);
                    UPDATE generations SET status = 'paused' WHERE id = 2;
                    UPDATE generations SET model = 'a/..' WHERE id = 3;
                    """
            )
        }

        let page = try await library.page()

        #expect(page.generations.map(\.request.prompt) == ["4", "1"])
        #expect(
            page.unreadable == [
                UnreadableGeneration(id: GenerationID(3), reason: "model is \"a/..\""),
                UnreadableGeneration(id: GenerationID(2), reason: "status is \"paused\""),
            ]
        )
        await #expect(throws: LibraryError.unreadable(what: "status is \"paused\"")) {
            _ = try await library.generation(GenerationID(2))
        }
        #expect(try await library.unfinished().map(\.id.rawValue) == [1, 3, 4].filter { $0 != 3 })
    }
}
