import Generations
import Testing

@testable import HuggingFace

@Suite struct EndpointTests {
    @Test(arguments: [
        ("https://a.example", "https://a.example/models/o/n"),
        ("https://a.example/", "https://a.example/models/o/n"),
        (" https://a.example:8443 ", "https://a.example:8443/models/o/n"),
        ("https://a.example/v1", "https://a.example/v1"),
        ("https://a.example/?key=1", "https://a.example/?key=1"),
        ("https://a.example/run/{model}/go", "https://a.example/run/o/n/go"),
        ("https://a.example/?m={model}", "https://a.example/?m=o/n"),
        ("http://127.0.0.1:3000", "http://127.0.0.1:3000/models/o/n"),
        ("http://localhost", "http://localhost/models/o/n"),
        ("http://[::1]:80", "http://[::1]:80/models/o/n"),
        (
            "https://x.us-east-1.aws.endpoints.huggingface.cloud",
            "https://x.us-east-1.aws.endpoints.huggingface.cloud"
        ),
    ])
    func `the address of a model follows the rules`(text: String, expected: String) throws {
        let model = try #require(ModelID("o/n"))
        #expect(try Endpoint(text).url(for: model) == expected)
    }

    @Test(arguments: [
        ("", "empty"), ("nonsense", "noAddress"), ("https://", "noAddress"),
        ("ftp://a.example", "wrongScheme"),
        ("http://a.example", "plainHTTP"), ("http://10.0.0.1", "plainHTTP"),
        ("http://localhost.evil.example", "plainHTTP"),
        ("https://u:secret@a.example", "credentials"), ("https://hf_abc@a.example", "credentials"),
        ("https://a b.example", "noAddress"), ("https://a.example:99999", "noAddress"),
        ("https://a\\@b.example", "noAddress"), ("https://a%2Eexample", "noAddress"),
        ("https://{model}/x", "noAddress"), ("https://a.example{model}/x", "noAddress"),
        ("https://{model}@a.example/x", "noAddress"),
        ("http://127.0.0.1@a.example", "plainHTTP"),
    ])
    func `an address that cannot be an endpoint says why`(text: String, kind: String) {
        let problem = #expect(throws: EndpointProblem.self) { try Endpoint(text) }
        if let problem {
            let isKind =
                "\(problem)".hasPrefix(kind) || kind == "plainHTTP" && "\(problem)".hasPrefix("credentials")
            #expect(isKind, "\(problem)")
            #expect(!problem.sentence.contains("secret"))
        }
    }

    @Test func `plain http elsewhere has to be allowed`() throws {
        #expect(try Endpoint("http://a.example", insecureHTTP: true).host == "a.example")
    }

    @Test(arguments: [
        "localhost", "LOCALHOST.", "a.localhost", "127.0.0.1", "127.1", "0x7f000001", "2130706433",
        "017700000001", "::1",
        "[::1]", "::ffff:127.0.0.1", "[::ffff:7f00:1]", "0x7f.1", "127.0.1", "0177.0.0.1", "127.0.0.1.",
        "127.1.",
        "[::ffff:127.0.0.1]", "::ffff:0:127.0.0.1", "::ffff:0:7f00:1", "64:ff9b::127.0.0.1",
        "0:0:0:0:0:0:0:1",
    ])
    func `this machine is known by all its names`(host: String) {
        #expect(NetworkAddress.isLoopback(host))
        #expect(NetworkAddress.isPrivate(host))
    }

    @Test(arguments: [
        "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255", "::", "fe80::1", "fe80::1%eth0", "fd00::1", "ff02::1", "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "printer", "nas.local", "metadata.google.internal", "0xa9fea9fe", "192.168.257", "::10.0.0.1",
        "2002:a00:1::1", "2002:7f00:1::", "2001:0:1:2:3:4:5:6", "64:ff9b:1::a00:1",
        "::ffff:0:10.0.0.1", "::ffff:0:a9fe:a9fe", "64:ff9b::169.254.169.254", "2002:a9fe:a9fe::",
        "2002:c0a8:101::1",
        "fec0::1", "feff::1", "0.1.2.3", "100.127.255.255", "192.0.0.8", "198.18.0.1", "198.19.255.255",
        "239.1.2.3",
        "240.0.0.1", "254.0.0.1", "192.0.2.1", "198.51.100.7", "203.0.113.9", "2001:db8::1", "100::1", "0",
        "0x0",
        "10.1", "0xa.1", "012.0.0.1", "167772161", "10.0.0.1.", "169.254.169.254.", "[fec0::1]",
        "fe80::1%25eth0",
    ])
    func `private networks are told`(host: String) {
        #expect(NetworkAddress.isPrivate(host))
        #expect(!NetworkAddress.isLoopback(host))
    }

    @Test(arguments: [
        "8.8.8.8", "172.32.0.1", "172.15.0.1", "100.128.0.1", "192.0.1.1", "198.20.0.1", "223.255.255.255",
        "64:ff9b::8.8.8.8", "2002:808:808::1", "::ffff:8.8.8.8", "134744072", "8.8.2056", "2001:4860::8888",
        "2606:4700::1111", "fal.media",
        "127.0.0.1.example.com",
        "localhost.example.com", "1.2.3.4.5.com", "10.example.com",
    ])
    func `the open Internet is told`(host: String) {
        #expect(!NetworkAddress.isPrivate(host))
    }
}

@Suite struct ProxyRulesTests {
    @Test(
        arguments: [
            (["https_proxy": "http://p:8080"], "p:8080"), (["HTTPS_PROXY": "p:8080"], "p:8080"),
            (["https_proxy": "p"], "p:80"), (["ALL_PROXY": "socks5://p"], "p:1080"),
            (["http_proxy": "p:1"], nil),
            (["https_proxy": "p:1", "no_proxy": "example.com"], nil),
            (["https_proxy": "p:1", "no_proxy": ".example.com"], nil),
            (["https_proxy": "p:1", "no_proxy": "*.example.com"], nil),
            (["https_proxy": "p:1", "NO_PROXY": "x, *"], nil),
            (["https_proxy": "p:1", "no_proxy": "ample.com"], "p:1"),
            (["https_proxy": "p:1", "no_proxy": "a.example.com:444"], "p:1"),
            (["https_proxy": "p:1", "no_proxy": "a.example.com:443"], nil), (["https_proxy": "p:x"], nil),
            (["https_proxy": ""], nil), (["https_proxy": "http://[::2]:9/"], "::2:9"),
            (["https_proxy": "http://"], nil),
        ] as [([String: String], String?)]
    )
    func `the variables choose the proxy`(environment: [String: String], expected: String?) {
        let proxy = ProxyRules(environment: environment).proxy(
            scheme: "https",
            host: "a.example.com",
            port: 443
        )
        #expect(proxy.map { "\($0.host):\($0.port)" } == expected)
    }

    @Test func `credentials are unescaped, and this machine is never proxied`() {
        let rules = ProxyRules(environment: ["http_proxy": "http://u%40x:p%3Aw@p:1", "HTTP_PROXY": "evil:1"])
        let proxy = rules.proxy(scheme: "http", host: "a.example.com", port: 80)
        #expect(proxy?.user == "u@x")
        #expect(proxy?.password == "p:w")
        #expect(rules.proxy(scheme: "http", host: "localhost", port: 80) == nil)
        #expect(
            ProxyRules(environment: ["HTTP_PROXY": "e:1"]).proxy(scheme: "http", host: "a.com", port: 80)
                == nil
        )
    }
}
