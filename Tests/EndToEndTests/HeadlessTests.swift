import Foundation
import TestSupport
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The command line as scripts use it, against the demo endpoint in another process.
@Suite(.timeLimit(.minutes(2)))
struct HeadlessTests {
    /// Not a token of anybody.
    private static let token = "hf_EndToEndTestsTokenThatNobodyHas"

    private let home: Home
    private let simulator: SimulatorProcess

    init() async throws {
        home = try Home()
        simulator = try await SimulatorProcess(home)
    }

    private func generate(_ arguments: String..., input: String? = nil) throws -> Command {
        try Command(
            home,
            ["generate"] + arguments,
            // Everything is noted, so that what must not be in the log would be.
            environment: [
                "RUSHES_ENDPOINT": simulator.address, "HF_TOKEN": Self.token, "RUSHES_LOG_LEVEL": "trace",
            ],
            input: input
        )
    }

    @Test(
        arguments: [
            ("#html", 65, "not_a_video"), ("#truncated", 65, "not_a_video"),
            ("#missing", 66, "model_not_found"),
            ("#credits", 78, "payment_required"), ("#unauthorized", 77, "invalid_token"),
            ("#validation", 64, "invalid_request"), ("#loading", 75, "model_loading"),
            ("#ratelimit", 75, "rate_limited"), ("#gone", 69, "endpoint_gone"),
        ] as [(String, Int32, String)]
    )
    func `each way to fail has its exit code and its name`(_ word: String, _ code: Int32, _ name: String)
        async throws
    {
        let command = try generate("a fox \(word)", "--max-attempts", "1", "--json")
        #expect(try await command.end() == code, "\(command.errors)")
        let told = try JSONDecoder().decode(Told.self, from: Data(command.output.utf8))
        #expect(told.status == "failed")
        #expect(told.error?.code == name)
        #expect(home.videos.isEmpty)
    }

    @Test func `progress and result are JSON, the video is where they say`() async throws {
        let command = try generate("-", "--json", "--seed", "7", input: "a fox #busy:1 #quick\n")
        #expect(try await command.end() == 0, "\(command.errors)")
        let told = try JSONDecoder().decode(Told.self, from: Data(command.output.utf8))
        #expect(told.prompt == "a fox #busy:1 #quick")
        #expect(told.parameters.seed == 7)
        #expect(home.videos == [told.file])
        let events = try command.errors.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        let names = events.compactMap { $0["event"] as? String }
        #expect(names.count == events.count)
        #expect(names.first == "queued")
        #expect(names.last == "succeeded")
        #expect(Set(names).isSuperset(of: ["submitting", "waiting", "downloading"]))
    }

    @Test func `nobody at the address is 69, and a folder that cannot be is 73`() async throws {
        let nobody = try generate("a fox", "--endpoint", "http://127.0.0.1:1", "--max-attempts", "1")
        #expect(try await nobody.end() == 69, "\(nobody.errors)")
        let file = home.workingFolder + "/file"
        try Data().write(to: URL(fileURLWithPath: file))
        let nowhere = try generate("a fox #loading:0 #quick", "-o", file + "/below/fox.mp4")
        #expect(try await nowhere.end() == 73, "\(nowhere.errors)")
        #expect(nowhere.errors.contains("cannot be written"))
    }

    @Test(arguments: [(SIGINT, 130, "held"), (SIGTERM, 143, "held")] as [(Int32, Int32, String)])
    func `an interrupted run has its exit code and its state`(
        _ signal: Int32,
        _ code: Int32,
        _ status: String
    ) async throws {
        let command = try generate("a fox #loading:0 #slow", "--json")
        try await command.wait("the run") { command.errors.contains("\"running\"") }
        command.signal(signal)
        #expect(try await command.end() == code, "\(command.errors)")
        #expect(try await history(home, demo: false).map(\.status) == [status])
        #expect(!home.files.contains { $0.hasSuffix(".part") || $0.hasSuffix(".mp4") })
    }

    @Test func `the token is in no output, no file and no argument`() async throws {
        let good = try generate("a fox #loading:0 #quick")
        try await good.wait("its start") { good.errors.contains("submitting") }
        #expect(Self.arguments(of: good.identifier)?.contains(Self.token) != true)
        #expect(try await good.end() == 0, "\(good.errors)")
        let bad = try generate("a fox #unauthorized", "--json")
        #expect(try await bad.end() == 77)
        let shown = try generate("a fox", "--dry-run")
        #expect(try await shown.end() == 0)
        #expect(shown.output.contains("Bearer"), "\(shown.output)")
        let doctor = try Command(
            home,
            ["doctor"],
            environment: ["RUSHES_ENDPOINT": simulator.address, "HF_TOKEN": Self.token]
        )
        try await doctor.end()
        for command in [good, bad, shown, doctor] {
            #expect(!(command.output + command.errors).contains(Self.token))
        }
        #expect(home.files.contains { $0.hasSuffix("library.sqlite") })
        #expect(home.files.contains { $0.hasSuffix("rushes.log") })
        for file in home.files {
            let bytes = FileManager.default.contents(atPath: file) ?? Data()
            #expect(bytes.range(of: Data(Self.token.utf8)) == nil, "\(file)")
        }
    }

    @Test(arguments: [SIGSEGV, SIGABRT])
    func `a crash leaves no file of the memory, and says nothing of the token`(_ signal: Int32) async throws {
        let command = try generate("a fox #loading:0 #slow", "--json")
        try await command.wait("the run") { command.errors.contains("\"running\"") }
        if let limits = FileManager.default.contents(atPath: "/proc/\(command.identifier)/limits") {
            let text = String(decoding: limits, as: UTF8.self)
            let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("Max core file size") })
            #expect(line.split(separator: " ").dropFirst(4).prefix(2) == ["0", "0"])
        }
        command.signal(signal)
        #expect(try await command.end() == 128 + signal)
        #expect(!(command.output + command.errors).contains(Self.token))
        #expect(!home.files.contains { $0.contains("/core") })
    }

    @Test func `the demo endpoint ends well on Ctrl-C`() async throws {
        #expect(try await simulator.stop() == 0)
    }

    /// The arguments of a process, where the system shows them as a file.
    private static func arguments(of process: Int32) -> String? {
        FileManager.default.contents(atPath: "/proc/\(process)/cmdline").map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}
