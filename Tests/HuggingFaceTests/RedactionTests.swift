import Testing

@testable import HuggingFace

@Suite struct RedactionTests {
    @Test(arguments: [
        ("a\u{1B}[31mb\u{7}\nc", "a[31mb c"),
        ("a\u{202E}b\u{2066}c\u{FEFF}", "abc"),
        ("token hf_AbCdEf0123456789 is bad", "token [token] is bad"),
        ("(hf_AbCdEf0123456789)", "([token])"),
        ("Bearer abcdef123456 refused", "Bearer [token] refused"),
        ("authentication with Bearer token failed", "authentication with Bearer token failed"),
        ("call hf_hub_download first", "call hf_hub_download first"),
        ("GET https://s3.example/x.mp4?sig=abc&k=1, failed", "GET https://s3.example/x.mp4?…"),
        ("see \"https://a.example/b?c=d\" now", "see \"https://a.example/b?…\" now"),
        ("sk-abcdefgh12345678", "[token]"),
        ("👩‍👩‍👧 stays", "👩‍👩‍👧 stays"),
    ])
    func `secrets and steering characters go`(text: String, expected: String) {
        let shown = Redaction.message(text)
        #expect(shown == expected || expected.hasSuffix("?…") && shown.hasPrefix(expected))
    }

    @Test func `the token in use goes whatever it looks like`() throws {
        let token = try #require(try AccessToken("plainsecretword"))
        #expect(Redaction.message("x=plainsecretword.", token: token) == "x=[token].")
    }

    @Test func `messages are cut`() {
        #expect(Redaction.message(String(repeating: "a", count: 100_000)).count == 300)
    }

    @Test(arguments: [
        ("https://u:p@a.example/x?y#z", "https://a.example/x"),
        ("https://a.example/@b", "https://a.example/@b"),
        ("nonsense?secret", "nonsense"),
    ])
    func `addresses lose user and query`(text: String, expected: String) {
        #expect(Redaction.address(text) == expected)
    }
}
