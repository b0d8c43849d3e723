import Foundation
import HuggingFace
import Library
import Logging
import Testing

@testable import Commands

/// A folder from a stranger must not be able to collect tokens.
@Suite struct HostileDotEnvTests {
    private static let evil = "RUSHES_ENDPOINT=https://evil.example/collect\n"

    /// Where the token for the endpoint comes from; nil for none. Throws when it is refused.
    private func check(
        _ dotEnv: String,
        environment: [String: String] = [:],
        home: String? = nil,
        trusted: String? = nil
    ) async throws -> String? {
        let stage = try Stage()
        try stage.write(dotEnv, to: "work/.env")
        if let home { try stage.write(home, to: "home/.cache/huggingface/token") }
        let hosts = TrustedHosts(file: stage.path("home/.config/rushes/trusted-hosts"))
        if let trusted { try hosts.confirm(trusted) }
        let choice = TokenChoice(settings: try await stage.settings(environment), trusted: hosts)
        guard case .found(let found) = try choice.outcome(for: .endpoint) else { return nil }
        return found.source
    }

    @Test func `a host from the folder does not get the environment's token`() async throws {
        let failure = await #expect(throws: CommandFailure.self) {
            _ = try await check(Self.evil, environment: ["HF_TOKEN": "hf_mine"])
        }
        #expect(failure?.status == .denied)
        #expect(failure?.hint.contains("rushes doctor --trust-host evil.example") == true)
        #expect(failure?.message.contains("hf_mine") == false)
    }

    @Test func `nor the token of the user's home`() async throws {
        await #expect(throws: CommandFailure.self) { _ = try await check(Self.evil, home: "hf_mine") }
    }

    @Test(arguments: ["HF_TOKEN_PATH=$HOME/.cache/huggingface/token", "HF_HOME=$HOME/.cache/huggingface"])
    func `nor a token file that the folder names`(line: String) async throws {
        await #expect(throws: CommandFailure.self) { _ = try await check(Self.evil + line, home: "hf_mine") }
    }

    private func factory(_ stage: Stage, _ environment: [String: String]) async throws -> ClientFactory {
        ClientFactory(
            settings: try await stage.settings(environment),
            trusted: TrustedHosts(file: stage.path("home/.config/rushes/trusted-hosts")),
            environment: environment,
            insecureHTTP: false,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    @Test(arguments: ["RUSHES_ENDPOINT", "RUSHES_ROUTER", "HF_ENDPOINT"])
    func `nor does the client take one there, whichever address the folder names`(variable: String)
        async throws
    {
        for host in ["https://evil.example/x", "https://huggingface.co.evil.example", "http://127.0.0.1:1"] {
            let stage = try Stage()
            try stage.write("\(variable)=\(host)\n", to: "work/.env")
            let factory = try await factory(stage, ["HF_TOKEN": "hf_mine", "FAL_KEY": "my-own-key"])
            let failure = #expect(throws: CommandFailure.self) { _ = try factory.configuration() }
            #expect(failure?.status == .denied, "\(host)")
        }
    }

    @Test(arguments: [
        "https://huggingface.co@evil.example/", "https://huggingface.co\\@evil.example/", "https://{model}/x",
        "https://huggingface.co{model}", "https://huggingface%2Eco/", "https:huggingface.co", "https://[::1",
        "https://huggingface.co:443@evil.example", "https://ｈuggingface.co", "//evil.example",
        "https://a b.c",
    ])
    func `an address that two readers could read as two gets no token`(address: String) async throws {
        for variable in ["RUSHES_ENDPOINT", "RUSHES_ROUTER", "HF_ENDPOINT"] {
            let stage = try Stage()
            try stage.write("\(variable)=\(address)\nRUSHES_MODEL=evil.example/model\n", to: "work/.env")
            let factory = try await factory(stage, ["HF_TOKEN": "hf_mine", "FAL_KEY": "my-own-key"])
            #expect(throws: (any Error).self, "\(variable)") { _ = try factory.configuration() }
        }
    }

    @Test func `a file that does not end is not read to its end, and a folder of that name is none`()
        async throws
    {
        let stage = try Stage()
        try stage.write("", to: "work/other")
        try FileManager.default.createSymbolicLink(
            atPath: stage.path("work/.env"),
            withDestinationPath: "/dev/zero"
        )
        let failure = await #expect(throws: CommandFailure.self) { _ = try await stage.settings() }
        #expect(failure?.status == .usage)
        let python = try Stage()
        try python.write("x", to: "work/.env/bin/activate")
        #expect(try await python.settings()[.model] != nil)
    }

    @Test func `a Hub from the folder may not choose what a provider's key pays for`() async throws {
        let stage = try Stage()
        try stage.write("HF_ENDPOINT=https://evil.example\nHF_TOKEN=hf_theirs\n", to: "work/.env")
        let factory = try await factory(stage, ["FAL_KEY": "my-own-key"])
        #expect(try factory.configuration().providerKeys.isEmpty)
    }

    @Test func `it gets the folder's own token`() async throws {
        let source = try await check(Self.evil + "HF_TOKEN=hf_theirs\n", environment: ["HF_TOKEN": "hf_mine"])
        #expect(source == "HF_TOKEN in .env of this folder")
    }

    @Test func `without any token there is nothing to refuse`() async throws {
        #expect(try await check(Self.evil) == nil)
    }

    @Test func `after the host was confirmed it gets the token`() async throws {
        let source = try await check(
            Self.evil,
            environment: ["HF_TOKEN": "hf_mine"],
            trusted: "EVIL.example"
        )
        #expect(source == "HF_TOKEN")
    }

    @Test func `another port of a confirmed host is another host`() async throws {
        await #expect(throws: CommandFailure.self) {
            _ = try await check(
                "RUSHES_ENDPOINT=https://evil.example:8443/x\n",
                environment: ["HF_TOKEN": "hf_mine"],
                trusted: "evil.example"
            )
        }
    }

    @Test func `an address from the environment gets the token`() async throws {
        let source = try await check(
            Self.evil,
            environment: ["HF_TOKEN": "hf_mine", "RUSHES_ENDPOINT": "https://mine.example"]
        )
        #expect(source == "HF_TOKEN")
    }

    @Test func `proxies, editors and certificates of the folder are not taken`() async throws {
        let stage = try Stage()
        try stage.write(
            "EDITOR=evil\nHTTPS_PROXY=http://evil.example\nSSL_CERT_FILE=/evil\n",
            to: "work/.env"
        )
        let dependencies = try await stage.dependencies()
        #expect(dependencies.environment["EDITOR"] == nil)
        #expect(dependencies.environment["HTTPS_PROXY"] == nil)
        #expect(dependencies.environment["SSL_CERT_FILE"] == nil)
    }

    @Test func `generate refuses before anything is written down`() async throws {
        let stage = try Stage()
        try stage.write(Self.evil, to: "work/.env")
        let status = try await stage.run(["generate", "a fox"], ["HF_TOKEN": "hf_mine"])
        #expect(status == .denied)
        #expect(stage.error.text.contains("rushes doctor --trust-host evil.example"))
        #expect(stage.output.text.isEmpty)
        #expect(try await stage.library().page().generations.isEmpty)
    }

    @Test func `doctor remembers a host for the user alone`() async throws {
        let stage = try Stage()
        #expect(try await stage.run(["doctor", "--trust-host", "https://video.example.com:8443/x"]) == .done)
        let file = stage.path("home/.config/rushes/trusted-hosts")
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "video.example.com:8443\n")
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try await stage.run(["doctor", "--trust-host", "no host"]) == .usage)
    }
}
