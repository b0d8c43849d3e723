import Foundation
import Generations
import Testing

@testable import Library

struct MarksTests {
    @Test func `tags are kept once, sorted, whatever their case`() async throws {
        let library = try emptyLibrary()
        let id = try await library.insertSample().id
        #expect(
            try await library.setTags(id, adding: ["sea", " dawn ", "Sea", "sea"]).tags == ["dawn", "sea"]
        )
        #expect(
            try await library.setTags(id, adding: ["new"], removing: ["SEA", "none"]).tags == ["dawn", "new"]
        )
        #expect(try await library.tags() == ["dawn", "new"])
    }

    @Test(arguments: ["", "  ", "two\nlines", String(repeating: "x", count: 61)])
    func `a tag that is no name is refused and nothing changes`(tag: String) async throws {
        let library = try emptyLibrary()
        let id = try await library.insertSample().id
        await #expect(throws: LibraryError.badName(tag)) {
            try await library.setTags(id, adding: ["good", tag])
        }
        #expect(try await library.generation(id)?.tags == [])
    }

    @Test func `favorite and note are kept and taken back`() async throws {
        let library = try emptyLibrary()
        let id = try await library.insertSample().id
        #expect(try await library.setFavorite(id, true).isFavorite)
        #expect(try await library.setFavorite(id, false).isFavorite == false)
        #expect(try await library.setNote(id, "slower").note == "slower")
    }

    @Test func `a deleted generation is in the trash until it is taken out`() async throws {
        let library = try emptyLibrary()
        let id = try await library.insertSample().id
        #expect(try await library.delete(id, at: present.date).deletedAt == present.date)
        #expect(try await library.page().generations.isEmpty)
        #expect(try await library.page(HistoryQuery(scope: .trash)).generations.map(\.id) == [id])
        #expect(try await library.generation(id) != nil)
        #expect(try await library.undelete(id).deletedAt == nil)
        #expect(try await library.page().generations.map(\.id) == [id])
    }

    @Test func `purging takes everything and never gives the number again`() async throws {
        let library = try emptyLibrary()
        let parent = try await library.insertSample(state: .succeeded)
        let child = try await library.insert(.sample(parent: parent.id))
        _ = try await library.setTags(parent.id, adding: ["sea"])
        try await library.purge(parent.id)
        #expect(try await library.generation(parent.id) == nil)
        #expect(try await library.generation(child.id)?.parent == nil)
        #expect(try await library.tags().isEmpty)

        var last = child
        last.state = .cancelled
        try await library.record(last, timeline: [])
        try await library.purge(child.id)
        #expect(try await library.insertSample().id == GenerationID(3))
    }

    @Test func `what has not ended is not purged`() async throws {
        let library = try emptyLibrary()
        let id = try await library.insertSample(state: .running).id
        await #expect(throws: LibraryError.stillUnfinished(id)) { try await library.purge(id) }
    }

    @Test func `an unknown number is an error by name`() async throws {
        let library = try emptyLibrary()
        let id = GenerationID(9)
        let unknown = LibraryError.noSuchGeneration(id)
        await #expect(throws: unknown) { try await library.setFavorite(id, true) }
        await #expect(throws: unknown) { try await library.setTags(id, adding: ["x"]) }
        await #expect(throws: unknown) { try await library.setNote(id, "") }
        await #expect(throws: unknown) { try await library.delete(id, at: present.date) }
        await #expect(throws: unknown) { try await library.undelete(id) }
        await #expect(throws: unknown) { try await library.purge(id) }
        #expect(try await library.generation(id) == nil)
        #expect(try await library.timeline(id).isEmpty)
    }
}
