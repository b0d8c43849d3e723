import Foundation
import Terminal
import TestSupport
import Testing

/// What the router's providers add to a run, on the real screen and the real command line.
@Suite(.timeLimit(.minutes(2)))
struct ProviderTests {
    @Test func `a run moves up in its provider's queue, and its cancel reaches the provider`() async throws {
        let home = try Home()
        let modes = try await PseudoTerminal.freshModes()
        let terminal = try await openScreen(home)
        try await terminal.send(prompt: "A tram #slow")
        try await terminal.see("in fal-ai's queue, 1 ahead")
        try await terminal.see("next in fal-ai's queue")
        try await terminal.press(.character("2"), .alt)
        try await terminal.type("x")
        try await terminal.see("fal-ai is told to cancel its job")
        try await terminal.type("y")
        try await terminal.see("#1: fal-ai")
        let run = try #require(try await history(home).first)
        #expect(run.status == "cancelled")
        let shown = try Command(home, ["show", "1", "--demo"])
        #expect(try await shown.end() == 0)
        #expect(shown.output.contains("fal-ai has cancelled it.") || shown.output.contains("fal-ai was told"))
        try await terminal.quit(modes: modes)
    }

    @Test func `a provider that cannot be billed is replaced by another in place`() async throws {
        let home = try Home()
        let modes = try await PseudoTerminal.freshModes()
        let terminal = try await openScreen(home)
        try await terminal.send(prompt: "A market #payg@fal-ai #quick")
        try await terminal.see("Choose another provider: replicate or wavespeed.")
        try await terminal.press(.character("2"), .alt)
        try await terminal.type("A")
        try await terminal.see("asked and refused")
        try await terminal.press(.enter)
        try await terminal.see("again by replicate?")
        try await terminal.type("y")
        try await terminal.see("Saved 0002-")
        let runs = try await history(home)
        #expect(runs.map(\.status) == ["succeeded", "failed"])
        #expect(runs.first?.provider == "replicate")
        #expect(runs.first?.parameters.seed == runs.last?.parameters.seed)
        try await terminal.quit(modes: modes)
    }

    @Test func `a prompt for Stable Video Diffusion becomes an image, and the image a video`() async throws {
        let home = try Home()
        let command = try Command(
            home,
            [
                "generate", "--demo", "--json", "A lighthouse #quick",
                "-m", "stabilityai/stable-video-diffusion-img2vid-xt",
            ]
        )
        #expect(try await command.end() == 0, "\(command.errors)")
        let told = try JSONDecoder().decode(Told.self, from: Data(command.output.utf8))
        let image = try #require(told.keyframe?.file)
        let bytes = try #require(FileManager.default.contents(atPath: image))
        #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        #expect(home.videos == [told.file])
    }

    @Test func `a job goes on where a killed program left it`() async throws {
        let home = try Home()
        let simulator = try await SimulatorProcess(home)
        let environment = [
            "HF_ENDPOINT": simulator.address, "RUSHES_ROUTER": simulator.address, "HF_TOKEN": "hf_end_to_end",
        ]
        let command = try Command(home, ["generate", "A tram"], environment: environment)
        try await command.wait("the provider's queue") { command.errors.contains("fal-ai's queue") }
        command.signal(SIGKILL)
        _ = try await command.end()
        let terminal = try await openScreen(home, [], environment: environment)
        try await terminal.see("Picked up what was unfinished: 1 run goes on.")
        try await terminal.see("Saved 0001-")
        let run = try #require(try await history(home, demo: false).first)
        #expect(run.status == "succeeded")
        #expect(run.attempts == 1)
    }
}
