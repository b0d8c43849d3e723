import Generations
import Library
import Testing

@testable import Commands

@Suite struct MarkCommandsTests {
    @Test func `what is deleted can be brought back`() async throws {
        let stage = try Stage()
        let library = try stage.library()
        try await stage.add("a fox", to: library)
        try await stage.add("a lighthouse", to: library)
        #expect(try await stage.run(["delete", "1", "2"]) == .done)
        #expect(stage.error.text.contains("rushes undelete 1 brings it back"))
        #expect(try await library.page().generations.isEmpty)
        #expect(try await stage.run(["undelete", "1"]) == .done)
        #expect(try await library.page().generations.map(\.id.rawValue) == [1])
        #expect(try await stage.run(["history", "--trash"]) == .done)
        #expect(stage.output.lines.map { $0.prefix(2) } == ["2\t"])
    }

    @Test func `when one of several ids is unknown nothing is changed`() async throws {
        let stage = try Stage()
        let library = try stage.library()
        try await stage.add("a fox", to: library)
        #expect(try await stage.run(["delete", "1", "9"]) == .notFound)
        #expect(try await library.page().generations.count == 1)
    }

    @Test func `favorites and tags are kept`() async throws {
        let stage = try Stage()
        let library = try stage.library()
        try await stage.add("a fox", to: library)
        #expect(try await stage.run(["favorite", "1", "--json"]) == .done)
        #expect(stage.output.text.contains(#""favorite": true"#))
        #expect(try await stage.run(["favorite", "1", "--off"]) == .done)
        #expect(try await library.generation(GenerationID(1))?.isFavorite == false)
        #expect(try await stage.run(["tag", "1", "+snow", "+fox"]) == .done)
        #expect(try await stage.run(["tag", "1", "-snow"]) == .done)
        #expect(try await library.generation(GenerationID(1))?.tags == ["fox"])
    }
}
