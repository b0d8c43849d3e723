import Foundation
import Generations
import Testing

@testable import Library

/// The models that were marked or chosen.
struct KnownModelsTests {
    @Test func `stars and choices are kept, the latest first, each once`() async throws {
        let library = try emptyLibrary()
        let names = try ["a/one", "b/two", "c/three"].map { try #require(ModelID($0)) }
        for model in names + [names[0]] {
            try await library.setStarred(model, true)
            try await library.rememberChosen(model)
        }
        try await library.setStarred(names[1], false)
        let known = try await library.knownModels()
        #expect(known.starred == [names[0], names[2]])
        #expect(known.chosen == [names[0], names[2], names[1]])
        #expect(known.all == [names[0], names[2], names[1]])
    }

    @Test func `no more choices are remembered than are looked at`() async throws {
        let library = try emptyLibrary()
        for index in 0..<40 {
            try await library.rememberChosen(try #require(ModelID("owner/model-\(index)")))
        }
        let chosen = try await library.knownModels().chosen
        #expect(chosen.count == LibraryDatabase.mostChosenModels)
        #expect(chosen.first?.name == "model-39")
    }
}
