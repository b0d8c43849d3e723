import Foundation
import Generations
import Testing

@testable import Library

struct PromptsTests {
    private func prompt(_ name: String, _ text: String = "a {thing}") -> SavedPrompt {
        SavedPrompt(
            name: name,
            prompt: text,
            model: ModelID("a/b"),
            parameters: GenerationRequest.full.parameters,
            updatedAt: present.date
        )
    }

    @Test func `a saved prompt is read back as it was`() async throws {
        let library = try emptyLibrary()
        try await library.save(prompt("Harbour"))
        #expect(try await library.savedPrompt("harbour") == prompt("Harbour"))
        #expect(try await library.savedPrompt("other") == nil)
        try await library.save(SavedPrompt(name: "plain", prompt: "", updatedAt: present.date))
        #expect(
            try await library.savedPrompt("plain")
                == SavedPrompt(name: "plain", prompt: "", updatedAt: present.date)
        )
    }

    @Test func `saving under a name replaces what had it, in any case`() async throws {
        let library = try emptyLibrary()
        try await library.save(prompt("Sea", "old"))
        try await library.save(prompt("sea", "new"))
        #expect(try await library.savedPrompts().map(\.prompt) == ["new"])
    }

    @Test func `they are listed by name`() async throws {
        let library = try emptyLibrary()
        for name in ["b", "C", "a"] { try await library.save(prompt(name)) }
        #expect(try await library.savedPrompts().map(\.name) == ["a", "b", "C"])
    }

    @Test func `renaming takes no name from another`() async throws {
        let library = try emptyLibrary()
        try await library.save(prompt("one"))
        try await library.save(prompt("two"))
        await #expect(throws: LibraryError.nameTaken("two")) {
            try await library.renameSavedPrompt("one", to: "TWO")
        }
        try await library.renameSavedPrompt("one", to: "ONE")
        await #expect(throws: LibraryError.noSuchSavedPrompt("x")) {
            try await library.renameSavedPrompt("x", to: "y")
        }
        #expect(try await library.savedPrompts().map(\.name) == ["ONE", "two"])
    }

    @Test func `deleting an unknown name is an error`() async throws {
        let library = try emptyLibrary()
        try await library.save(prompt("one"))
        try await library.deleteSavedPrompt("ONE")
        await #expect(throws: LibraryError.noSuchSavedPrompt("one")) {
            try await library.deleteSavedPrompt("one")
        }
    }

    @Test func `a name of nothing is refused`() async throws {
        let library = try emptyLibrary()
        await #expect(throws: LibraryError.badName(" ")) { try await library.save(prompt(" ")) }
    }

    @Test func `each folder and kind has its draft`() async throws {
        let library = try emptyLibrary()
        let draft = Draft(prompt: "a har", parameters: GenerationRequest.full.parameters, cursor: 5)
        #expect(try await library.draft() == nil)
        try await library.save(Draft(prompt: "old"))
        try await library.save(draft)
        try await library.save(Draft(prompt: "elsewhere"), DraftKey(folder: "/films"))
        #expect(try await library.draft() == draft)
        #expect(try await library.draft(DraftKey(folder: "/films"))?.prompt == "elsewhere")
        #expect(try await library.draft(DraftKey(kind: "note")) == nil)
    }
}
