import Foundation
import Generations
import Testing

@testable import Library

/// A saved video says how it was made, and is read again.
struct RecipeFileTests {
    private func files(_ folder: String) -> VideoFiles {
        VideoFiles(folder: folder, timeZone: .gmt, keepsRecipes: true)
    }

    private func saved(_ generation: Generation, _ bytes: [UInt8], in folder: String) async throws
        -> VideoFile
    {
        let sink = try await files(folder).beginVideo(for: generation)
        try await sink.write(bytes)
        return try await sink.finish { _ in }
    }

    @Test func `a saved video carries its recipe, and nothing else is left`() async throws {
        try await withFolder { folder in
            var generation = generation(214)
            generation.request = .full
            generation.request.output = nil
            generation.attempts = 3
            let video = try await saved(generation, MP4Builder.file, in: folder)

            #expect(names(folder + "/2027-01-15").count == 1)
            #expect(video.missingRecipe == nil)
            #expect(video.bytes == Int64(try bytes(video.path).count))
            guard case .recipe(let recipe, let read) = Recipe.read(video.path) else {
                Issue.record("there is no recipe")
                return
            }
            #expect(read == video)
            #expect(recipe == Recipe(generation))
            #expect(recipe.needsImage && recipe.id == GenerationID(214))
            let text = String(decoding: try bytes(video.path), as: UTF8.self)
            #expect(!text.contains("/tmp/"))
        }
    }

    @Test func `a recipe makes the same request again`() throws {
        var generation = generation()
        generation.request.parameters = GenerationRequest.full.parameters
        generation.request.provider = "fal-ai"
        let recipe = try #require(Recipe(json: Recipe(generation).json))
        #expect(recipe.request() == generation.request)
    }

    @Test func `nothing secret of an address is in a recipe`() {
        var generation = generation()
        generation.request.endpoint = "https://me:word@example.com/x?key=secret#there"
        generation.request.image = .url("https://example.com/a.png?signature=secret")
        let recipe = Recipe(generation)
        #expect(recipe.endpoint == "https://example.com/x")
        #expect(recipe.imageAddress == nil && recipe.needsImage)
        #expect(!recipe.json.contains("secret") && !recipe.json.contains("word@"))
        generation.request.image = .url("https://example.com/a.png")
        #expect(Recipe(generation).imageAddress == "https://example.com/a.png")
    }

    @Test func `what cannot have a recipe stays whole, and says why`() async throws {
        try await withFolder { folder in
            let webM: [UInt8] = [0x1a, 0x45, 0xdf, 0xa3, 0x82, 1, 2, 0x18, 0x53, 0x80, 0x67, 0x81, 1]
            let first = try await saved(generation(1), webM, in: folder)
            #expect(first.missingRecipe == "it is a WebM video")
            #expect(first.saved == "13 bytes, without its recipe: it is a WebM video")
            let double = MP4Builder.file + MP4Builder.moov()
            let second = try await saved(generation(2), double, in: folder)
            #expect(second.missingRecipe == "it has 2 moov boxes")
            #expect(try bytes(second.path) == double)
            #expect(names(folder + "/2027-01-15").count == 2)
        }
    }

    @Test func `what a killed program has left of a copy is overwritten`() async throws {
        try await withFolder { folder in
            let generation = generation()
            let left = folder + "/2027-01-15/.rushes-\(generation.uuid.uuidString.lowercased()).part"
            try FileManager.default.createDirectory(
                atPath: folder + "/2027-01-15",
                withIntermediateDirectories: true
            )
            try make(left, String(repeating: "left", count: 10_000))
            let video = try await saved(generation, MP4Builder.file, in: folder)
            #expect(video.missingRecipe == nil)
            #expect(names(folder + "/2027-01-15") == ["0001-a-harbour-at-dawn.mp4"])
            guard case .recipe = Recipe.read(video.path) else {
                Issue.record("there is no recipe")
                return
            }
        }
    }

    @Test func `a video that has its name already is not saved twice`() async throws {
        try await withFolder { folder in
            let generation = generation()
            let day = folder + "/2027-01-15"
            let first = try await saved(generation, MP4Builder.file, in: folder)
            // As if the program had been killed before it took the others away.
            let part = first.path + ".part"
            try Data(MP4Builder.file).write(to: URL(fileURLWithPath: part))
            let hidden = day + "/.rushes-\(generation.uuid.uuidString.lowercased()).part"
            try FileManager.default.linkItem(atPath: first.path, toPath: hidden)
            var again = generation
            again.partial = PartialDownload(path: part, address: "https://example.com/a.mp4")
            let sink = try await files(folder).beginVideo(for: again)
            #expect(try await sink.finish { _ in } == first)
            #expect(names(day) == ["0001-a-harbour-at-dawn.mp4"])
            guard case .recipe = Recipe.read(first.path) else { throw CancellationError() }
        }
    }

    @Test func `tags that were there are kept in the recipe`() async throws {
        try await withFolder { folder in
            let source = MemorySource(MP4Builder.file)
            let plan = try TagPlanner.plan(source, title: "theirs", comment: "a note of theirs")
            var foreign: [UInt8] = []
            try plan.write(source) { foreign += $0 }
            let video = try await saved(generation(), foreign, in: folder)
            guard case .recipe(let recipe, _) = Recipe.read(video.path) else {
                Issue.record("there is no recipe")
                return
            }
            #expect(recipe.former == ["title": "theirs", "comment": "a note of theirs"])
        }
    }

    @Test func `a file that is no video, or says nothing, is told apart`() async throws {
        try await withFolder { folder in
            try make(folder + "/a.mp4", "<html>")
            guard case .noVideo = Recipe.read(folder + "/a.mp4") else { throw CancellationError() }
            try Data(MP4Builder.file).write(to: URL(fileURLWithPath: folder + "/b.mp4"))
            guard case .none = Recipe.read(folder + "/b.mp4") else { throw CancellationError() }
            #expect(Recipe.read(folder + "/c.mp4") == .unreadable("No such file or directory"))
            #expect(Recipe.read(folder) == .unreadable("it is no file"))
        }
    }
}
