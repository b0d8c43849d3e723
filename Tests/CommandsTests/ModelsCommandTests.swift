import ArgumentParser
import Foundation
import Generations
import Library
import Testing

@testable import Commands

@Suite struct ModelsCommandTests {
    private func listing(_ name: String, _ providers: [String] = ["fal-ai"], downloads: Int = 10) throws
        -> ModelListing
    {
        ModelListing(
            model: try #require(ModelID(name)),
            task: "text-to-video",
            offers: providers.map {
                .init(
                    provider: $0,
                    status: .live,
                    tasks: ["text-to-video"],
                    isSpoken: true,
                    isUsable: true
                )
            },
            downloads: downloads,
            license: "mit",
            isWarm: true
        )
    }

    private func hub() throws -> FakeHub {
        FakeHub(pages: [
            ModelPage(models: [try listing("owner/model", ["fal-ai", "replicate"]), try listing("b/two")]),
            ModelPage(models: [try listing("c/three")]), ModelPage(models: [try listing("d/four")]),
        ])
    }

    @Test func `into a pipe each model is one line, with what one's own runs came to`() async throws {
        let stage = try Stage()
        let library = try stage.library()
        try await stage.add("a fox", to: library)
        try await stage.add("a fox", state: .failed(.init(code: .providerFailed, message: "x")), to: library)
        let hub = try hub()
        #expect(try await stage.run(["models", "--limit", "2"]) { $0.hub = hub } == .done)
        let parts = stage.output.lines.map { $0.split(separator: "\t").map(String.init) }
        #expect(parts.map(\.count) == [9, 9])
        #expect(
            parts[0] == [
                "owner/model", "text-to-video", "fal-ai,replicate", "10", "mit", "0.0", "0.0", "50.0%", "-",
            ]
        )
        #expect(parts[1][5...] == ["-", "-", "-", "-"])
        #expect(hub.asked.count == 1)
    }

    @Test func `pages are followed until there are enough, and no further`() async throws {
        for (limit, models, pages) in [(2, 2, 1), (3, 3, 2), (30, 4, 3)] {
            let stage = try Stage()
            let hub = try hub()
            _ = try await stage.run(["models", "--limit", "\(limit)"]) { $0.hub = hub }
            #expect(stage.output.lines.count == models)
            let wanted: [String?] = [nil, "1", "2"]
            #expect(hub.asked.map(\.page) == Array(wanted.prefix(pages)))
        }
    }

    @Test func `the Hub is asked for what the options say`() async throws {
        let stage = try Stage()
        let hub = try hub()
        let arguments = [
            "models", "red", "fox", "--task", "image-to-video", "--provider", "Fal-AI,replicate", "--warm",
            "--sort", "downloads", "--limit", "1",
        ]
        _ = try await stage.run(arguments) { $0.hub = hub }
        let query = ModelQuery(
            search: "red fox",
            task: .imageToVideo,
            serving: .providers(["fal-ai", "replicate"]),
            isWarm: true,
            order: .downloads,
            limit: 1
        )
        #expect(hub.asked.map(\.query) == [query])
    }

    @Test func `on a terminal it is a table as wide as there is room`() async throws {
        let stage = try Stage()
        let hub = try hub()
        #expect(try await stage.run(["models"], isTerminal: true) { $0.hub = hub } == .done)
        #expect(stage.output.lines.count == 5)
        #expect(stage.output.lines[0].hasPrefix("  MODEL        "))
        #expect(stage.output.lines[0].contains("PROVIDERS"))
        #expect(stage.output.lines.allSatisfy { $0.count <= 80 })
    }

    @Test func `stars are given, listed and taken away`() async throws {
        let stage = try Stage()
        let hub = try hub()
        #expect(try await stage.run(["models", "star", "b/two", "owner/model"]) == .done)
        #expect(try await stage.run(["models", "--starred"]) { $0.hub = hub } == .done)
        #expect(stage.output.lines.map { $0.split(separator: "\t")[0] } == ["owner/model", "b/two"])
        #expect(stage.output.lines.allSatisfy { $0.hasSuffix("\t*") })
        #expect(try await stage.run(["models", "unstar", "b/two"]) == .done)
        #expect(try await stage.library().starredModels().map(\.rawValue) == ["owner/model"])
        #expect(try await stage.run(["models", "star", "nonsense"]) == .usage)
    }

    @Test(arguments: [
        (["--provider", "replicate"], ["owner/model"]), (["--task", "image-to-video"], []),
        (["--task", "text-to-video", "--warm"], ["owner/model", "b/two"]), (["two"], ["b/two"]),
        (["--provider", "novita"], []), (["--limit", "1", "--provider", "fal-ai"], ["owner/model"]),
    ])
    func `models with a star are limited by the other options as well`(_ options: [String], _ names: [String])
        async throws
    {
        let stage = try Stage()
        let hub = try hub()
        _ = try await stage.run(["models", "star", "b/two", "owner/model"])
        #expect(try await stage.run(["models", "--starred"] + options) { $0.hub = hub } == .done)
        #expect(stage.output.lines.map { $0.split(separator: "\t")[0] } == names[...].map { $0[...] })
        #expect(throws: (any Error).self) {
            try RootCommand.parseAsRoot(["models", "--starred", "--sort", "downloads"])
        }
    }

    @Test func `without the Hub, models with a star are listed by name, and it says why`() async throws {
        let stage = try Stage()
        _ = try await stage.run(["models", "star", "b/two"])
        #expect(try await stage.run(["models", "--starred"]) == .unreachable)
        #expect(stage.output.lines.map { $0.split(separator: "\t")[0] } == ["b/two"])
        #expect(try await stage.run(["models"]) == .unreachable)
        #expect(stage.error.text.contains("huggingface.co"))
    }

    @Test func `as JSON it is one object a line`() async throws {
        let stage = try Stage()
        let hub = try hub()
        _ = try await stage.run(["models", "--json", "--limit", "1"]) { $0.hub = hub }
        let object = try JSONSerialization.jsonObject(with: Data(stage.output.text.utf8)) as? [String: Any]
        #expect(object?["model"] as? String == "owner/model")
        #expect((object?["providers"] as? [[String: Any]])?.count == 2)
        #expect(object?["own"] is NSNull)
    }

    @Test(arguments: [
        ["models", "--limit", "0"], ["models", "--provider", "no such"], ["models", "--provider", ""],
        ["models", "--unserved", "--provider", "fal-ai"], ["models", "--task", "cooking"],
    ])
    func `what makes no sense is no question`(arguments: [String]) {
        #expect(throws: (any Error).self) { try RootCommand.parseAsRoot(arguments) }
    }
}
