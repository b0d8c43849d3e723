import Foundation
import Generations
import Testing

@testable import Library

struct HistoryFieldTests {
    /// Six generations; the prompt of each is its number.
    private func library() async throws -> LibraryDatabase {
        let library = try emptyLibrary()
        for number in 1...6 {
            var request = GenerationRequest.sample(
                number.isMultiple(of: 2) ? "even \(number)" : "odd \(number)",
                model: number < 4 ? "Wan-AI/Wan2.2" : "owner/LTX_Video"
            )
            request.parameters = VideoParameters(numFrames: 16 * number, fps: 16, seed: Int64(number))
            request.folder = number < 3 ? "/home/ann/films" : number < 5 ? "/home/ann/100%" : nil
            request.provider = number == 6 ? "fal-ai" : nil
            let date = present.date.addingTimeInterval(Double(number - 6) * 86_400)
            let parent = number == 5 ? GenerationID(2) : nil
            var generation = try await library.insert(.sample(request, parent: parent, createdAt: date))
            generation.state =
                number == 3 ? .failed(GenerationFailure(code: .timedOut, message: "m")) : .succeeded
            generation.provider = number == 4 ? .replicate : nil
            try await library.record(generation, timeline: [])
        }
        _ = try await library.setFavorite(GenerationID(4), true)
        _ = try await library.setNote(GenerationID(5), "the Best one")
        _ = try await library.setTags(GenerationID(1), adding: ["Sea", "sky"])
        _ = try await library.setTags(GenerationID(2), adding: ["seaside"])
        return library
    }

    @Test(arguments: [
        ("model:wan", [3, 2, 1]), ("model:LTX_", [6, 5, 4]), ("-model:wan", [6, 5, 4]), ("model:nobody", []),
        ("model:wan,ltx", [6, 5, 4, 3, 2, 1]), ("model:", [6, 5, 4, 3, 2, 1]),
        ("is:failed", [3]), ("is:ok odd", [5, 1]), ("-is:failed -even", [5, 1]),
        ("status:ok,failed", [6, 5, 4, 3, 2, 1]),
        ("is:fav", [4]), ("!is:fav even", [6, 2]),
        ("#sea ", [1]), ("#sea", [2, 1]), ("tag:SKY ", [1]), ("tag:sky,seaside ", [2, 1]),
        ("-#sea", [6, 5, 4, 3]),
        ("seed:5", [5]), ("seed:5,2", [5, 2]), ("-seed:5 odd", [3, 1]),
        ("parent:2", [5]), ("family:#2", [5, 2]), ("-parent:2 odd", [3, 1]),
        ("note:best", [5]), ("-note:best odd", [3, 1]),
        ("folder:films", [2, 1]), ("folder:100%", [4, 3]), ("-folder:films", [6, 5, 4, 3]),
        ("folder:%", [4, 3]),
        ("provider:FAL", [6]), ("-provider:fal odd", [5, 3, 1]), ("provider:repl", [4]),
        ("len:>4", [6, 5]), ("len:2..3", [3, 2]), ("len:5", [5]), ("-len:<6", [6]),
        ("after:2d", [6, 5, 4]), ("before:2d", [3, 2, 1]), ("-after:2d odd", [3, 1]),
        ("after:3d before:1d", [4, 3]),
        ("after:2d even", [6, 4]), ("before:2d od", [3, 1]), ("before:2001", []), ("after:2100", []),
        ("nonsense:", []), ("even is:purple", [6, 4, 2]),
    ])
    func `each field finds its own`(text: String, expected: [Int64]) async throws {
        let library = try await library()
        let query = HistoryQuery(text: text)
        #expect(try await library.page(query).generations.map(\.id.rawValue) == expected)
        #expect(try await library.total(query) == HistoryTotal(count: expected.count, isExact: true))
        let second = try await library.page(query, before: GenerationID(4), limit: 10)
        #expect(second.generations.map(\.id.rawValue) == expected.filter { $0 < 4 })
    }

    @Test(
        arguments: [
            (.all, [6, 5, 4, 3, 2, 1]), (.today, [6]), (.folder("/home/ann/films"), [2, 1]),
            (.folder("/home/ann"), []),
            (.favorites, [4]), (.failed, [3]), (.family(GenerationID(2)), [5, 2]),
        ] as [(HistoryScope, [Int64])]
    )
    func `each scope is a part of the history`(scope: HistoryScope, expected: [Int64]) async throws {
        let library = try await library()
        let query = HistoryQuery(scope: scope)
        #expect(try await library.page(query).generations.map(\.id.rawValue) == expected)
        #expect(try await library.total(query).count == expected.count)
    }

    @Test func `a family is one row: its newest member that is found`() async throws {
        let library = try emptyLibrary()
        let states: [GenerationState] = [
            .succeeded, .failed(GenerationFailure(code: .timedOut, message: "m")),
        ]
        // Families: 1 3 5 7 9, 2 4 6 8 10; the last of each has failed.
        for number in 1...10 {
            let prompt = number.isMultiple(of: 2) ? "even" : "odd"
            try await library.insertSample(prompt, state: number > 8 ? states[1] : states[0])
        }
        try await library.insertSample("alone", state: .succeeded)
        _ = try await library.delete(GenerationID(3), at: present.date)

        let all = HistoryQuery(isFolded: true)
        let page = try await library.page(all)
        #expect(page.generations.map(\.id.rawValue) == [11, 10, 9])
        #expect(
            page.families[GenerationID(9)]
                == FamilySummary(
                    members: 4,
                    succeeded: 3,
                    failed: 1,
                    first: GenerationID(1),
                    last: GenerationID(9)
                )
        )
        #expect(page.families.count == 3)
        #expect(try await library.total(all) == HistoryTotal(count: 3, isExact: true))

        var succeeded = HistoryQuery(text: "is:ok -alone")
        succeeded.isFolded = true
        #expect(try await library.page(succeeded).generations.map(\.id.rawValue) == [8, 7])
        let first = try await library.page(all, limit: 2)
        #expect(first.next == GenerationID(10))
        let second = try await library.page(all, before: first.next, limit: 2)
        #expect(second.generations.map(\.id.rawValue) == [9])
        #expect(second.next == nil)
        let third = try await library.page(all, before: GenerationID(9), limit: 2)
        #expect(third.generations.isEmpty)
        var word = HistoryQuery(text: "odd")
        word.isFolded = true
        #expect(try await library.page(word, before: GenerationID(9)).generations.isEmpty)
    }

    @Test func `another prompt is another row, whatever it was made from`() async throws {
        let library = try emptyLibrary()
        let first = try await library.insertSample("a fox")
        for prompt in ["a fox", "a storm", "a fox"] {
            var new = NewGeneration.sample(.sample(prompt))
            new.parent = first.id
            _ = try await library.insert(new)
        }
        let all = HistoryQuery(isFolded: true)
        let page = try await library.page(all)
        #expect(page.generations.map(\.request.prompt) == ["a fox", "a storm"])
        #expect(page.families[GenerationID(4)]?.members == 3)
        #expect(try await library.total(all) == HistoryTotal(count: 2, isExact: true))
        let last = try await library.page(all, before: GenerationID(4), limit: 2)
        #expect(last.generations.map(\.request.prompt) == ["a storm"])
        let takes = try await library.page(HistoryQuery(scope: .family(first.family), prompt: "a fox"))
        #expect(takes.generations.map(\.id.rawValue) == [4, 2, 1])
        #expect(try await library.takes(like: first) == 3)
    }

    @Test func `an outdated question ends early`() async throws {
        let library = try emptyLibrary()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await library.page()
        }
        await #expect(throws: (any Error).self) { try await task.value }
        #expect(try await library.page().generations.isEmpty)
    }
}
