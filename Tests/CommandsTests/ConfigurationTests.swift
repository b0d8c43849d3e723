import Foundation
import Testing

@testable import Commands

@Suite struct ConfigurationTests {
    /// Loads settings out of the given places and answers the model with its origin.
    private func check(
        flag: String? = nil,
        environment: String? = nil,
        dotEnv: String? = nil,
        file: String? = nil
    ) async throws -> SettingValue? {
        let stage = try Stage()
        if let dotEnv { try stage.write("RUSHES_MODEL=\(dotEnv)\n", to: "work/.env") }
        if let file { try stage.write(#"{"model": "\#(file)"}"#, to: "home/.config/rushes/config.json") }
        let flags = flag.map { [Setting.model: SettingValue(text: $0, origin: .flag("--model"))] } ?? [:]
        let settings = try await stage.settings(
            environment.map { ["RUSHES_MODEL": $0] } ?? [:],
            flags: flags
        )
        return settings.values[.model]
    }

    @Test func `an empty .env is read, and sets nothing`() async throws {
        let stage = try Stage()
        try stage.write("", to: "work/.env")
        #expect(try await stage.settings().origin(.model) == .standard)
    }

    @Test func `flag, environment, dotenv, settings file, default: the first that says something counts`()
        async throws
    {
        #expect(try await check(flag: "f/f", environment: "e/e", dotEnv: "d/d", file: "s/s")?.text == "f/f")
        #expect(try await check(environment: "e/e", dotEnv: "d/d", file: "s/s")?.text == "e/e")
        #expect(try await check(dotEnv: "d/d", file: "s/s")?.text == "d/d")
        #expect(try await check(file: "s/s")?.text == "s/s")
        #expect(try await check()?.text == "Wan-AI/Wan2.2-TI2V-5B")
    }

    @Test func `each value knows who set it`() async throws {
        #expect(try await check(flag: "f/f")?.origin == .flag("--model"))
        #expect(try await check(environment: "e/e")?.origin == .environment("RUSHES_MODEL"))
        #expect(try await check(dotEnv: "d/d")?.origin == .dotEnv("RUSHES_MODEL"))
        #expect(try await check()?.origin == .standard)
    }

    @Test func `an empty variable counts as none`() async throws {
        #expect(try await check(environment: "", dotEnv: "d/d")?.text == "d/d")
    }

    @Test func `numbers in the settings file may be numbers`() async throws {
        let stage = try Stage()
        try stage.write(#"{"concurrency": 2, "max_attempts": "3"}"#, to: "home/.config/rushes/config.json")
        let settings = try await stage.settings()
        #expect(settings.number(.concurrency) == 2)
        #expect(settings.number(.maxAttempts) == 3)
    }

    @Test(arguments: ["many", "0", "1001", "2.5"])
    func `a number that makes no sense is refused with its origin`(text: String) async throws {
        let stage = try Stage()
        let failure = await #expect(throws: CommandFailure.self) {
            _ = try await stage.settings(["RUSHES_CONCURRENCY": text])
        }
        #expect(failure?.status == .usage)
        #expect(failure?.message.contains("RUSHES_CONCURRENCY is “\(text)” (environment variable") == true)
    }

    @Test func `a word that is none of the few is refused`() async throws {
        let stage = try Stage()
        let failure = await #expect(throws: CommandFailure.self) {
            _ = try await stage.settings(["RUSHES_LOG_LEVEL": "loud"])
        }
        #expect(failure?.status == .usage)
        #expect(try await stage.settings(["RUSHES_LOG_LEVEL": "DEBUG"])[.logLevel] == "DEBUG")
    }

    @Test func `a settings file that is no JSON is refused by name`() async throws {
        let stage = try Stage()
        let path = try stage.write("model = x", to: "home/.config/rushes/config.json")
        let failure = await #expect(throws: CommandFailure.self) { _ = try await stage.settings() }
        #expect(failure?.message.contains(path) == true)
        #expect(failure?.status == .usage)
    }

    @Test func `a settings file that was asked for has to be there`() async throws {
        let stage = try Stage()
        let sources = Settings.Sources(
            environment: stage.environment,
            workingFolder: stage.folder,
            settingsFile: stage.path("none.json"),
            settingsFileIsNamed: true
        )
        let failure = await #expect(throws: CommandFailure.self) { _ = try await Settings.load(sources) }
        #expect(failure?.status == .notFound)
    }

    @Test func `videos lie beside a library that was chosen by name`() async throws {
        let stage = try Stage()
        let usual = try await stage.dependencies()
        #expect(usual.folders.videos == stage.path("home/Videos/Rushes"))
        let chosen = try await stage.dependencies(["RUSHES_LIBRARY": "lib"])
        #expect(chosen.libraryFolder == stage.path("work/lib"))
        #expect(chosen.folders.videos == stage.path("work/lib/videos"))
        let elsewhere = try await stage.dependencies(["RUSHES_LIBRARY": "lib", "RUSHES_OUTPUT": "~/out"])
        #expect(elsewhere.folders.videos == stage.path("home/out"))
    }

    @Test func `the demo changes address, token and library, and nothing else`() async throws {
        let stage = try Stage()
        let own = try await stage.settings([
            "HF_TOKEN": "hf_mine", "RUSHES_ENDPOINT": "https://mine.example", "RUSHES_MODEL": "a/b",
        ])
        let demo = own.demo(address: "http://127.0.0.1:9", library: "/demo")
        #expect(demo[.endpoint] == nil)
        #expect(demo[.hub] == "http://127.0.0.1:9")
        #expect(demo[.router] == "http://127.0.0.1:9")
        #expect(demo.isDemo && !own.isDemo)
        #expect(demo.environmentTokens == ["HF_TOKEN": "hf_demo"])
        #expect(demo[.library] == "/demo")
        #expect(demo[.model] == "a/b")
        let named = try await stage.settings(["RUSHES_LIBRARY": "/named"])
        #expect(named.demo(address: "http://127.0.0.1:9", library: "/demo")[.library] == "/named")
    }
}
