import Foundation
import Generations
import Testing

@testable import Commands

@Suite struct DoctorCommandTests {
    @Test func `it tells where everything came from, and no secret`() async throws {
        let stage = try Stage()
        try stage.write("RUSHES_PROVIDER=fal-ai\n", to: "work/.env")
        try stage.write("#!/bin/sh\n", to: "bin/mpv")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: stage.path("bin/mpv"))
        let status = try await stage.run(
            ["doctor"],
            ["HF_TOKEN": "hf_secret", "RUSHES_ENDPOINT": "https://user:pass@video.example/x?key=secret"]
        )
        #expect(status == .done)
        let text = stage.output.text
        for line in [
            "Token     hf_••• from HF_TOKEN", "Endpoint  https://video.example/x?… — not tried: a test",
            "Locale    C.UTF-8", "ffmpeg    not found", "mpv       \(stage.path("bin/mpv"))",
            "  RUSHES_PROVIDER = fal-ai (RUSHES_PROVIDER in .env of this folder)",
            "  RUSHES_CONCURRENCY = 4 (default)", "Nothing is wrong.",
        ] {
            #expect(text.contains(line + "\n"), "\(line)")
        }
        #expect(!text.contains("secret"))
        #expect(!text.contains("pass"))
    }

    @Test func `an endpoint that cannot be reached is a problem`() async throws {
        let stage = try Stage()
        let status = try await stage.run(["doctor", "--json"], ["RUSHES_ENDPOINT": "http://127.0.0.1:1"]) {
            $0.probe = { $0.contains("127.0.0.1") ? .unreachable("refused") : .reachable }
        }
        #expect(status == .unreachable)
        let object = try JSONSerialization.jsonObject(with: Data(stage.output.text.utf8)) as? [String: Any]
        #expect((object?["problems"] as? [String])?.count == 1)
        #expect((object?["token"] as? [String: Any])?["found"] as? Bool == false)
    }

    @Test func `a host of the folder that was not confirmed is a problem`() async throws {
        let stage = try Stage()
        try stage.write("RUSHES_ENDPOINT=https://video.example\n", to: "work/.env")
        #expect(try await stage.run(["doctor"]) == .denied)
        #expect(stage.output.text.contains("rushes doctor --trust-host video.example"))
        #expect(try await stage.run(["doctor", "--trust-host", "video.example"]) == .done)
        #expect(try await stage.run(["doctor"]) == .done)
    }

    @Test func `a port that nobody listens on is unreachable`() async {
        let answer = await Reachability.probe("http://127.0.0.1:1/x", environment: [:])
        #expect(answer.isReachable == false)
        let behind = await Reachability.probe(
            "https://video.example",
            environment: ["HTTPS_PROXY": "http://p:1"]
        )
        #expect(behind == .notTried("a proxy is set"))
    }

    @Test func `an address is shown without its secrets`() {
        #expect(SafeAddress.shown("https://u:p@h.example:8/x?k=v#f") == "https://h.example:8/x?…")
        #expect(SafeAddress.shown("https://h.example/a@b") == "https://h.example/a@b")
        #expect(SafeAddress.shown("nonsense") == "nonsense")
    }
}
