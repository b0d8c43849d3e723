import Foundation
import TestSupport
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What is unfinished is gone on with by whoever comes next, and by nobody else at the same time.
@Suite(.timeLimit(.minutes(4)))
struct ResumeTests {
    private let home: Home
    private let simulator: SimulatorProcess
    private let environment: [String: String]

    init() async throws {
        home = try Home()
        simulator = try await SimulatorProcess(home)
        environment = [
            "HF_ENDPOINT": simulator.address, "RUSHES_ROUTER": simulator.address, "HF_TOKEN": "hf_demo",
        ]
    }

    private func command(_ arguments: String...) throws -> Command {
        try Command(home, arguments, environment: environment)
    }

    private func told() async throws -> [Told] { try await history(home, demo: false) }

    /// Starts a run, waits until its provider has the job, and kills the program.
    private func killed() async throws {
        let generate = try command("generate", "a fox", "--json")
        try await generate.wait("the job") { generate.errors.contains("\"position\"") }
        generate.signal(SIGKILL)
        try await generate.end()
    }

    @Test func `a job that a killed program left is gone on with, and nothing is sent again`() async throws {
        try await killed()
        let resume = try command("resume")
        #expect(try await resume.end() == 0, "\(resume.errors)")
        #expect(resume.output.split(separator: "\n").map(String.init) == home.videos)
        #expect(try await told().map(\.status) == ["succeeded"])
        #expect(try await told().map(\.attempts) == [1])
        let again = try command("resume")
        #expect(try await again.end() == 0)
        #expect(again.errors == "Nothing is unfinished.\n")
    }

    @Test func `an open screen takes over what a killed program leaves`() async throws {
        let screen = try await openScreen(home, [], environment: environment)
        try await screen.see("Nothing runs.")
        try await killed()
        try await screen.until("the video") { $0.lines.contains { $0.contains("Saved 0001") } }
        #expect(try await told().map(\.attempts) == [1])
    }

    @Test func `what is left to others is written down, and two that resume share it`() async throws {
        let detach = try command("generate", "--detach", "-n", "6", "a fox #quick")
        #expect(try await detach.end() == 0)
        #expect(detach.output == "1\n2\n3\n4\n5\n6\n")
        #expect(try await told().map(\.status) == Array(repeating: "queued", count: 6))
        let (one, two) = (try command("resume"), try command("resume"))
        #expect(try await one.end() == 0, "\(one.errors)")
        #expect(try await two.end() == 0, "\(two.errors)")
        #expect(try await told().map(\.status) == Array(repeating: "succeeded", count: 6))
        #expect(try await told().map(\.attempts) == Array(repeating: 1, count: 6))
        #expect(home.videos.count == 6)
    }

    @Test func `what another program works on is left to it`() async throws {
        let generate = try command("generate", "a fox", "--json")
        try await generate.wait("the job") { generate.errors.contains("\"position\"") }
        let resume = try command("resume", "1")
        #expect(try await resume.end() == 75)
        #expect(resume.errors.contains("#1 is at work in rushes generate (process \(generate.identifier))"))
        let all = try command("resume")
        #expect(try await all.end() == 0)
        #expect(all.errors == "Nothing is left to go on with: other programs work on 1 already.\n")
        let detach = try command("generate", "--detach", "a hen #quick")
        #expect(try await detach.end() == 0)
        let both = try command("resume", "1", "2")
        #expect(try await both.end() == 75)
        #expect(both.errors.contains("#1 is at work in rushes generate"))
        #expect(both.output.hasSuffix("0002-a-hen-quick.mp4\n"))
        generate.signal(SIGINT)
        #expect(try await generate.end() == 130)
        #expect(generate.errors.contains("rushes resume") || generate.output.contains("queued"))
        let later = try command("resume", "1")
        #expect(try await later.end() == 0, "\(later.errors)")
        #expect(try await told().map(\.attempts) == [1, 1])
    }
}
