import NIOHTTP1
import Testing

@testable import HuggingFace

@Suite struct AccessTokenTests {
    @Test func `a token never shows itself`() throws {
        let token = try #require(try AccessToken("hf_secretsecret1234"))
        var dumped = ""
        dump(FoundToken(token: token, source: "x"), to: &dumped)
        for text in [
            "\(token)", String(reflecting: token), dumped, token.masked,
            "\(FoundToken(token: token, source: ""))",
        ] {
            #expect(!text.contains("secret"), "\(text)")
        }
        var headers = HTTPHeaders()
        token.authorize(&headers)
        #expect(headers.first(name: "authorization") == "Bearer hf_secretsecret1234")
    }

    @Test func `line ends and spaces go, and nothing left is no token`() throws {
        #expect(try AccessToken(" hf_a b\r\n") == AccessToken("hf_ab"))
        #expect(try AccessToken(" \r\n") == nil)
        #expect(throws: AccessTokenProblem.self) { try AccessToken("hf_é") }
        #expect(throws: AccessTokenProblem.self) { try AccessToken("hf_a\u{0}b") }
    }
}

@Suite struct TokenLookupTests {
    @Test(arguments: [
        (["HF_TOKEN": "hf_1", "HUGGING_FACE_HUB_TOKEN": "hf_2"], "HF_TOKEN"),
        (["HF_TOKEN": " ", "HUGGING_FACE_HUB_TOKEN": "hf_2"], "HUGGING_FACE_HUB_TOKEN"),
        (["HF_TOKEN_PATH": "$X/token", "X": "/x"], "/x/token"),
        (["HF_TOKEN_PATH": "${X}/token", "X": "/x"], "/x/token"),
        (["HF_HOME": "/x"], "/x/token"),
        (["XDG_CACHE_HOME": "/c"], "/c/huggingface/token"),
        ([:], "~/.cache/huggingface/token"),
    ])
    func `the places come in the official order`(environment: [String: String], source: String) throws {
        let files = ["/x/token", "/c/huggingface/token", "/home/u/.cache/huggingface/token"]
        let environment = environment.merging(["HOME": "/home/u"]) { $1 }
        let lookup = TokenLookup(environment: environment) { files.contains($0) ? "hf_file\n" : nil }
        guard case .found(let found) = lookup.find() else { return #expect(Bool(false), "nothing found") }
        #expect(found.source == source)
        guard case .found(let argument) = lookup.find(argument: "hf_argument") else { return }
        #expect(argument.source == "--token")
    }

    @Test func `implicit tokens can be turned off`() throws {
        let lookup = TokenLookup(environment: ["HF_TOKEN": "hf_1", "HF_HUB_DISABLE_IMPLICIT_TOKEN": "Yes"]) {
            _ in "hf_2"
        }
        guard case .none = lookup.find() else { return #expect(Bool(false)) }
        guard case .found = lookup.find(argument: "hf_3") else { return #expect(Bool(false)) }
    }

    @Test func `no token names the places, and a broken one its own`() {
        let none = TokenLookup(environment: ["HOME": "/h"]) { _ in nil }.find()
        #expect(none == .none(places: ["HF_TOKEN", "HUGGING_FACE_HUB_TOKEN", "~/.cache/huggingface/token"]))
        let broken = TokenLookup(environment: ["HF_TOKEN": "hf_\u{7}"]) { _ in nil }.find()
        guard case .unusable("HF_TOKEN", _) = broken else { return #expect(Bool(false)) }
    }

    @Test(arguments: ["$", "a$", "${", "${X", "$$", "~", "~x", "", "/", "$X$Y"])
    func `odd paths are expanded without harm`(path: String) {
        _ = TokenLookup(environment: ["HF_TOKEN_PATH": path, "HOME": "/"]) { _ in nil }.find()
    }
}
