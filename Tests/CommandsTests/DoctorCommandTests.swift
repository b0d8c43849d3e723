import ArgumentParser
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

    @Test func `its JSON has all that people are told, and no secret`() async throws {
        let stage = try Stage()
        try stage.write("#!/bin/sh\n", to: "bin/ffmpeg")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755],
            ofItemAtPath: stage.path("bin/ffmpeg")
        )
        let hub = FakeHub(check: TokenCheck(outcome: .identity(identity(.onlyFor(["studio"]))), date: Date()))
        let status = try await stage.run(
            ["doctor", "--json"],
            ["HF_TOKEN": "hf_secret", "RUSHES_BILL_TO": "studio", "TERM": "xterm", "FAL_KEY": "fal-secret"]
        ) { $0.hub = hub }
        #expect(status == .done)
        #expect(!stage.output.text.contains("secret"))
        let report = try #require(
            try JSONSerialization.jsonObject(with: Data(stage.output.text.utf8)) as? [String: Any]
        )
        func part(_ name: String) -> [String: Any]? { report[name] as? [String: Any] }
        #expect(report["version"] as? String == Version.current)
        #expect(report["commit"] is NSNull)
        #expect(part("token")?["source"] as? String == "HF_TOKEN")
        let account = part("hub")?["account"] as? [String: Any]
        #expect(account?["may_call_providers"] as? [String] == ["studio"])
        #expect(account?["may_call_endpoints"] as? Bool == false)
        let addresses = report["addresses"] as? [[String: Any]]
        #expect(addresses?.compactMap { $0["name"] as? String } == ["hub", "router"])
        #expect(addresses?.allSatisfy { $0["reachable"] != nil && $0["origin"] is String } == true)
        for folder in ["library", "videos"] {
            #expect((part(folder)?["free_bytes"] as? Int ?? 0) > 0, "\(folder)")
        }
        #expect(part("terminal")?["TERM"] as? String == "xterm")
        #expect(part("locale")?["utf8"] as? Bool == true)
        #expect(part("programs")?["ffmpeg"] as? String == stage.path("bin/ffmpeg"))
        #expect(part("programs")?["mpv"] is NSNull)
        #expect(report["problems"] as? [String] == [])
        for name in report.keys {
            #expect(DoctorCommand.helpMessage().contains(name), "\(name) is not explained")
        }
    }

    @Test func `the worst problem gives the exit code`() async throws {
        let stage = try Stage()
        let none = FakeHub(check: TokenCheck(outcome: .noToken, date: Date()))
        let status = try await stage.run(["doctor"]) {
            $0.hub = none
            $0.probe = { _ in .unreachable("refused") }
        }
        #expect(status == .denied)
        #expect(stage.output.text.contains("The router https://router.huggingface.co cannot be reached"))
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

    private func identity(_ right: TokenIdentity.Right) -> TokenIdentity {
        TokenIdentity(
            name: "someone",
            tokenName: "video",
            role: .fineGrained,
            providers: right,
            endpoints: .denied,
            organizations: ["studio"],
            canPay: true
        )
    }

    @Test func `it tells whose the token is, what it may do, and who pays`() async throws {
        let stage = try Stage()
        let hub = FakeHub(check: TokenCheck(outcome: .identity(identity(.allowed)), date: Date()))
        #expect(try await stage.run(["doctor"], ["HF_TOKEN": "hf_secret"]) { $0.hub = hub } == .done)
        for line in [
            "Account   someone, by the token “video” with rights of its own",
            "Rights    inference providers: yes; Inference Endpoints: no",
            "Payer     someone; with RUSHES_BILL_TO or --bill-to also studio",
            "Clock     as the Hub's", "Endpoint  none: requests go to the router", "Nothing is wrong.",
        ] {
            #expect(stage.output.text.contains(line + "\n"), "\(line)")
        }
        #expect(!stage.output.text.contains("secret"))
    }

    @Test func `a provider's key does without a token, and is told by its variable alone`() async throws {
        let hub = FakeHub(check: TokenCheck(outcome: .noToken, date: Date()))
        let keys = ["REPLICATE_API_TOKEN": "r8_secret", "FAL_KEY": "fal-secret"]
        let stage = try Stage()
        #expect(try await stage.run(["doctor"], keys) { $0.hub = hub } == .done)
        #expect(stage.output.text.contains("Token     none;"))
        let row = "Keys      fal-ai from FAL_KEY, replicate from REPLICATE_API_TOKEN\n"
        #expect(stage.output.text.contains(row))
        #expect(!stage.output.text.contains("secret"))
        let json = try Stage()
        _ = try await json.run(["doctor", "--json"], keys) { $0.hub = hub }
        let object = try JSONSerialization.jsonObject(with: Data(json.output.text.utf8)) as? [String: Any]
        let told = object?["keys"] as? [[String: String]]
        #expect(told?.first == ["provider": "fal-ai", "source": "FAL_KEY"])
        let broken = try Stage()
        #expect(try await broken.run(["doctor"], ["FAL_KEY": "fal\u{1}"]) { $0.hub = hub } == .denied)
        #expect(broken.output.text.contains("The key in FAL_KEY holds characters"))
    }

    @Test func `a token's file that others may read is told, and is no failure`() async throws {
        for (mode, isTold) in [(0o644, true), (0o600, false), (0o640, true)] {
            let stage = try Stage()
            let path = try stage.write("hf_secret\n", to: "home/.cache/huggingface/token")
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            let hub = FakeHub(check: TokenCheck(outcome: .identity(identity(.allowed)), date: Date()))
            #expect(try await stage.run(["doctor"]) { $0.hub = hub } == .done)
            #expect(stage.output.text.contains("chmod 600 \(path)") == isTold)
            #expect(!stage.output.text.contains("secret"))
        }
    }

    @Test func `a token without the right is a problem, with the page that makes another`() async throws {
        for (right, payer, status) in [
            (TokenIdentity.Right.denied, nil, ExitStatus.denied), (.onlyFor(["studio"]), nil, .denied),
            (.onlyFor(["studio"]), "studio", .done), (.unknown, nil, .done),
        ] {
            let stage = try Stage()
            let hub = FakeHub(check: TokenCheck(outcome: .identity(identity(right)), date: Date()))
            var environment = ["HF_TOKEN": "hf_secret"]
            environment["RUSHES_BILL_TO"] = payer
            #expect(try await stage.run(["doctor"], environment) { $0.hub = hub } == status, "\(right)")
            let names = stage.output.text.contains("ownUserPermissions=inference.serverless.write")
            #expect(names == (status == .denied))
        }
    }

    @Test func `a clock that is wrong is told, and is no failure`() async throws {
        for (ahead, words) in [(-200.0, "3 min behind"), (90, "90 s ahead of"), (7_300, "2 h ahead of")] {
            let stage = try Stage()
            let date = Date().addingTimeInterval(-ahead)
            let hub = FakeHub(check: TokenCheck(outcome: .identity(identity(.allowed)), date: date))
            #expect(try await stage.run(["doctor"], ["HF_TOKEN": "hf_x"]) { $0.hub = hub } == .done)
            #expect(stage.output.text.contains("This machine's clock is \(words) the Hub's"), "\(ahead)")
        }
    }

    @Test func `a token that the Hub refuses, none at all, and a Hub that is away say what to do`()
        async throws
    {
        let refused = InferenceError.invalidToken(
            ErrorDetail(status: 401, message: "Invalid credentials in Authorization header"),
            source: "HF_TOKEN"
        )
        let stage = try Stage()
        let hub = FakeHub(check: TokenCheck(outcome: .refused(refused)))
        #expect(try await stage.run(["doctor"], ["HF_TOKEN": "hf_x"]) { $0.hub = hub } == .denied)
        let none = FakeHub(check: TokenCheck(outcome: .noToken, date: Date()))
        #expect(try await stage.run(["doctor"]) { $0.hub = none } == .denied)
        #expect(stage.output.text.contains("There is no token: make one at https://huggingface.co/settings"))
        #expect(try await stage.run(["doctor"], ["HF_TOKEN": "hf_x"]) == .unreachable)
        let object = try Stage()
        _ = try await object.run(["doctor", "--json"], ["HF_TOKEN": "hf_x"]) { $0.hub = hub }
        let json = try JSONSerialization.jsonObject(with: Data(object.output.text.utf8)) as? [String: Any]
        #expect((json?["hub"] as? [String: Any])?["error"] is String)
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
