import Foundation
import GRDB
import Generations
import Testing

@testable import Library

struct FamilyTests {
    @Test func `a generation that stands alone is its own family`() async throws {
        let library = try emptyLibrary()
        let one = try await library.insertSample("a boat")
        let two = try await library.insertSample("a whale")
        #expect(one.family == one.id)
        #expect(two.family == two.id)
    }

    @Test func `a child joins its parent's family, whatever its prompt`() async throws {
        let library = try emptyLibrary()
        let root = try await library.insertSample("a boat")
        let child = try await library.insert(.sample(.sample("a red boat"), parent: root.id))
        let grandchild = try await library.insert(.sample(.sample("a whale"), parent: child.id))
        #expect(child.family == root.id)
        #expect(grandchild.family == root.id)
    }

    @Test func `the same prompt for the same model joins the newest family that had it`() async throws {
        let library = try emptyLibrary()
        let root = try await library.insertSample("a boat")
        let other = try await library.insertSample("a whale")
        let again = try await library.insertSample("a boat")
        let moved = try await library.insert(.sample(.sample("a boat"), parent: other.id))
        let newest = try await library.insertSample("a boat")
        #expect(again.family == root.id)
        #expect(moved.family == other.id)
        #expect(newest.family == other.id)
    }

    @Test(arguments: [("a boat ", "a/b"), ("A boat", "a/b"), ("a boat", "a/c")])
    func `another prompt or another model is another family`(prompt: String, model: String) async throws {
        let library = try emptyLibrary()
        try await library.insertSample("a boat", model: "a/b")
        let second = try await library.insertSample(prompt, model: model)
        #expect(second.family == second.id)
    }

    @Test func `a parent that is gone does not matter`() async throws {
        let library = try emptyLibrary()
        let root = try await library.insertSample("a boat", state: .cancelled)
        let child = try await library.insert(.sample(.sample("a whale"), parent: root.id))
        try await library.purge(root.id)
        let found = try #require(try await library.generation(child.id))
        #expect(found.parent == nil)
        #expect(found.family == root.id)
    }

    @Test func `the family of a prompt is found through an index`() throws {
        let plan = try emptyLibrary().writer.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    EXPLAIN QUERY PLAN
                    SELECT family_id FROM generations WHERE prompt_hash = 1 AND prompt = 'a' AND model = 'a/b'
                    ORDER BY id DESC LIMIT 1
                    """
            ).map { $0["detail"] as String }
        }
        #expect(plan == ["SEARCH generations USING INDEX generations_by_prompt (prompt_hash=?)"])
    }

    @Test func `the queue is taken up in its own order`() async throws {
        let library = try emptyLibrary()
        for prompt in ["one", "two", "three"] { try await library.insertSample(prompt) }
        var third = try #require(try await library.generation(GenerationID(3)))
        third.queueRank = 1.5
        try await library.record(third, timeline: [])
        #expect(try await library.unfinished().map(\.id.rawValue) == [1, 3, 2])
        #expect(try await library.generation(third.id)?.queueRank == 1.5)
    }

    @Test func `the folder and the template of a request are kept`() async throws {
        let library = try emptyLibrary()
        var request = GenerationRequest.sample()
        request.folder = "/home/ann/films"
        request.template = "a {harbour|pier} at dawn"
        let generation = try await library.insert(.sample(request))
        #expect(generation.request == request)
    }
}
