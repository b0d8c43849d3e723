import Foundation
import Generations
import Server
import Testing

@testable import Commands

@Suite struct ServeSettingsTests {
    private let stage: Stage

    init() throws {
        stage = try Stage()
    }

    private func server(_ variables: [String: String] = [:], dotEnv: String = "") async throws
        -> ServerSettings
    {
        try stage.write(dotEnv, to: "work/.env")
        return try await stage.settings(variables).server()
    }

    private func refusal(_ variables: [String: String], dotEnv: String = "") async -> CommandFailure? {
        do {
            _ = try await server(variables, dotEnv: dotEnv)
            return nil
        } catch {
            return error as? CommandFailure
        }
    }

    @Test func `without a word it is this machine alone, on port 3001`() async throws {
        let settings = try await server()
        #expect(settings.host == "127.0.0.1")
        #expect(settings.port == 3_001)
        #expect(settings.clients.isEmpty)
        #expect(settings.token == nil)
    }

    @Test func `the port is RUSHES_PORT, or PORT`() async throws {
        #expect(try await server(["PORT": "8080"]).port == 8_080)
        #expect(try await server(["PORT": "8080", "RUSHES_PORT": "9090"]).port == 9_090)
        #expect(try await server(dotEnv: "PORT=7070").port == 7_070)
        #expect(await refusal(["PORT": "here"])?.message.contains("environment variable PORT") == true)
        #expect(await refusal(["PORT": "65536"])?.status == .usage)
    }

    @Test func `a PORT that is none hurts no other command`() async throws {
        #expect(try await stage.run(["history"], ["PORT": "here"]) == .done)
    }

    @Test func `other hosts need a token that is long enough`() async throws {
        #expect(await refusal(["RUSHES_HOST": "0.0.0.0"])?.hint.contains("RUSHES_SERVER_TOKEN") == true)
        #expect(await refusal(["RUSHES_HOST": "0.0.0.0", "RUSHES_SERVER_TOKEN": "short"])?.status == .usage)
        let settings = try await server([
            "RUSHES_HOST": "0.0.0.0", "RUSHES_SERVER_TOKEN": "0123456789abcdef",
        ])
        #expect(settings.token != nil)
    }

    @Test func `a folder opens the server neither to the network nor to the pages of others`() async throws {
        let token = ["RUSHES_SERVER_TOKEN": "0123456789abcdef"]
        #expect(await refusal(token, dotEnv: "RUSHES_HOST=0.0.0.0")?.status == .usage)
        #expect(await refusal([:], dotEnv: "CLIENT_URL=https://example.com")?.status == .usage)
        let own = try await server(dotEnv: "CLIENT_URL=http://localhost:3000,http://127.0.0.1:5173")
        #expect(own.clients.map(\.description) == ["http://localhost:3000", "http://127.0.0.1:5173"])
        #expect(try await server(["CLIENT_URL": "https://example.com"]).clients.count == 1)
        #expect(await refusal(["CLIENT_URL": "*"])?.message.contains("“*”") == true)
    }

    @Test func `an order becomes a request by the settings, and what cannot be is a problem`() async throws {
        let requests = ServedRequests(dependencies: try await stage.dependencies(["RUSHES_MODEL": "a/b"]))
        var order = VideoOrder(prompt: "a fox")
        #expect(try requests.request(order).model.rawValue == "a/b")
        order.model = "c/d:fal-ai"
        let request = try requests.request(order)
        #expect(request.model.rawValue == "c/d")
        #expect(request.provider == "fal-ai")
        #expect(request.parameters.seed != nil)
        order.model = "nothing"
        let failure = #expect(throws: CommandFailure.self) { try requests.request(order) }
        #expect(failure.map { ServerProblem($0).status } == 400)
    }

    @Test func `an image that was sent is kept once, for its owner alone`() async throws {
        let dependencies = try await stage.dependencies()
        let requests = ServedRequests(dependencies: dependencies)
        var order = VideoOrder(prompt: "it turns")
        order.image = .bytes([0x89, 0x50, 0x4E, 0x47])
        let first = try requests.request(order)
        let second = try requests.request(order)
        #expect(first.task == .imageToVideo)
        #expect(first.image == second.image)
        let path = try unwrap(first.image?.text, "a path")
        #expect(path.hasPrefix(dependencies.libraryFolder + "/images/"))
        #expect(FileManager.default.contents(atPath: path) == Data([0x89, 0x50, 0x4E, 0x47]))
        let folder = (path as NSString).deletingLastPathComponent
        let mode = try FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions] as? Int
        #expect(mode == 0o700)
    }

    @Test func `the doctor does not show the server's token`() async throws {
        _ = try await stage.run(["doctor"], ["RUSHES_SERVER_TOKEN": "0123456789abcdef"])
        #expect(stage.output.text.contains("RUSHES_SERVER_TOKEN = set"))
        #expect(!stage.output.text.contains("0123456789abcdef"))
    }
}
