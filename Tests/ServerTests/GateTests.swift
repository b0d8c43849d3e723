import Generations
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Server

@Suite(.timeLimit(.minutes(1))) struct GateTests {
    private static func settings(
        clients: String = "",
        token: String? = nil,
        host: String = "127.0.0.1"
    ) throws -> ServerSettings {
        ServerSettings(
            host: host,
            port: 0,
            token: token.flatMap { ServerToken($0) },
            clients: try WebOrigin.list(clients),
            version: "1.2.3"
        )
    }

    @Test(arguments: ["127.0.0.1", "127.1.2.3", "localhost", "LOCALHOST", "::1", "[::1]"])
    func `these are this machine's own names`(_ host: String) {
        #expect(ServerSettings.isLoopback(host))
    }

    @Test(
        arguments: [
            "0.0.0.0", "10.0.0.1", "::", "example.com", "127.0.0.1.evil.com", "localhost.evil.com", "127.1",
            "",
            "127.0.0.256",
        ]
    )
    func `these are not`(_ host: String) {
        #expect(!ServerSettings.isLoopback(host))
    }

    @Test(
        arguments: [
            ("127.0.0.1:3001", true), ("localhost", true), ("[::1]:3001", true), ("evil.com", false),
            ("evil.com:3001", false), ("127.0.0.1.evil.com", false), (nil, false), ("[::1].evil.com", false),
        ] as [(String?, Bool)]
    )
    func `a stranger's name that was pointed at this machine is not answered`(
        _ authority: String?,
        _ isOurs: Bool
    ) {
        #expect(OriginCheck.isOurs(authority) == isOurs)
    }

    @Test func `addresses of pages are compared by scheme, host and port`() throws {
        #expect(WebOrigin("http://localhost:3000/") == WebOrigin("HTTP://LocalHost:3000"))
        #expect(WebOrigin("https://example.com:443") == WebOrigin("https://example.com/a/b"))
        #expect(WebOrigin("http://example.com") != WebOrigin("https://example.com"))
        for text in ["*", "null", "example.com", "ftp://example.com", "http://", "http://a b"] {
            #expect(WebOrigin(text) == nil)
        }
        #expect(
            WebOrigin(header: "http://localhost:3000/, http://evil") == nil
                && WebOrigin(header: "http://localhost:3000") == WebOrigin("http://localhost:3000/a")
        )
        #expect(
            try WebOrigin.list(" http://a:1 , ,http://b ").map(\.description) == ["http://a:1", "http://b"]
        )
        #expect(throws: WebOrigin.NoOrigin(text: "*")) { try WebOrigin.list("http://a,*") }
    }

    @Test func `pages that were named may call, others may not`() async throws {
        let settings = try Self.settings(clients: "http://localhost:3000,https://app.example.com")
        try await withServer(settings: settings) { client, _ in
            for origin in ["http://localhost:3000", "https://app.example.com"] {
                let answer = try await client.get("/health", [.origin: origin])
                #expect(answer.status == .ok)
                #expect(answer.headers[.accessControlAllowOrigin] == origin)
                #expect(answer.headers[.vary] == "Origin")
                #expect(answer.headers[.accessControlExposeHeaders]?.contains("X-Generation-Time") == true)
            }
            for origin in ["http://localhost:3001", "http://app.example.com", "null", "https://evil.com"] {
                let answer = try await client.post("/api/generations", #"{"prompt": "a"}"#, [.origin: origin])
                #expect(answer.status == .forbidden)
                #expect(answer.headers[.accessControlAllowOrigin] == nil)
            }
            // The page of the server itself.
            #expect(try await client.get("/health", [.origin: "http://localhost"]).status == .ok)
            #expect(try await client.get("/health").status == .ok)
        }
    }

    @Test func `what a browser fetches for a page without asking is for pages that were named`() async throws
    {
        try await withServer(settings: try Self.settings(clients: "http://localhost:3000")) { client, _ in
            let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
            let mode = try #require(HTTPField.Name("Sec-Fetch-Mode"))
            let referrer = try #require(HTTPField.Name("Referer"))
            for (fields, status) in [
                ([site: "cross-site", mode: "no-cors"], 403), ([site: "same-site", mode: "no-cors"], 403),
                ([site: "cross-site", mode: "no-cors", referrer: "https://evil.com/"], 403),
                ([site: "cross-site", mode: "no-cors", referrer: "http://localhost:3000/a"], 200),
                ([site: "cross-site", mode: "navigate"], 200), ([site: "same-origin", mode: "no-cors"], 200),
                ([site: "none", mode: "navigate"], 200),
            ] as [([HTTPField.Name: String], Int)] {
                let headers = HTTPFields(fields.map { HTTPField(name: $0, value: $1) })
                #expect(try await client.get("/", headers).status.code == status, "\(fields)")
            }
        }
    }

    @Test func `a browser's question before a call is answered for pages that were named`() async throws {
        try await withServer(settings: try Self.settings(clients: "http://localhost:3000")) { client, _ in
            func ask(_ origin: String) async throws -> TestResponse {
                try await client.executeRequest(
                    uri: "/api/video/generate",
                    method: .options,
                    headers: [
                        .origin: origin, .accessControlRequestMethod: "POST",
                        .accessControlRequestHeaders: "content-type",
                    ],
                    body: nil
                )
            }
            let yes = try await ask("http://localhost:3000")
            #expect(yes.status == .noContent)
            #expect(yes.headers[.accessControlAllowOrigin] == "http://localhost:3000")
            #expect(yes.headers[.accessControlAllowMethods]?.contains("POST") == true)
            #expect(yes.headers[.accessControlAllowHeaders]?.contains("Content-Type") == true)
            #expect(yes.headers[.contentLength] == nil)
            let no = try await ask("https://evil.com")
            #expect(no.status == .forbidden)
            #expect(no.headers[.accessControlAllowMethods] == nil)
        }
    }

    @Test func `the token is needed for everything but health`() async throws {
        let settings = try Self.settings(token: "0123456789abcdef", host: "0.0.0.0")
        try await withServer(settings: settings) { client, _ in
            #expect(try await client.get("/health").status == .ok)
            for path in ["/", "/openapi.json", "/api/generations", "/nowhere"] {
                let answer = try await client.get(path)
                #expect(answer.status == .unauthorized)
                #expect(answer.headers[.wwwAuthenticate] == "Bearer realm=\"Rushes\"")
            }
            for wrong in [
                "Bearer 0123456789abcdeF", "Bearer", "0123456789abcdef", "Bearer 0123456789abcdef0",
            ] {
                #expect(
                    try await client.get("/api/generations", [.authorization: wrong]).status == .unauthorized
                )
            }
            // The second is what a browser sends when a person types the token as a password.
            for right in ["bearer 0123456789abcdef", "Basic dXNlcjowMTIzNDU2Nzg5YWJjZGVm"] {
                #expect(try await client.get("/api/generations", [.authorization: right]).status == .ok)
            }
            let page = try await client.get("/", [.accept: "text/html"])
            #expect(page.headers[.wwwAuthenticate]?.hasPrefix("Basic") == true)
        }
    }

    @Test func `a token is compared whole, and shown nowhere`() throws {
        let token = try #require(ServerToken("0123456789abcdef"))
        #expect(token.matches("0123456789abcdef"))
        for text in ["", "0", "0123456789abcde", "0123456789abcdef0123456789abcdef", "0123456789abcdeg"] {
            #expect(!token.matches(text))
        }
        #expect("\(token) \(String(reflecting: token))".contains("0123") == false)
        #expect(ServerToken("") == nil)
        #expect(ServerToken("with space") == nil)
    }

    @Test func `every answer is closed to what browsers might do with it`() async throws {
        try await withServer { client, _ in
            for path in ["/", "/health", "/nowhere", "/openapi.json"] {
                let headers = try await client.get(path).headers
                #expect(headers[.xContentTypeOptions] == "nosniff")
                #expect(headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
                #expect(
                    HTTPField.Name("Cross-Origin-Resource-Policy").flatMap { headers[$0] } == "same-origin"
                )
            }
        }
    }
}
