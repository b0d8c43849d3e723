import Foundation
import TestSupport
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// `rushes serve` as scripts and pages reach it, on the built-in demo.
@Suite(.timeLimit(.minutes(2)))
struct ServeTests {
    private let home: Home

    init() throws {
        home = try Home()
    }

    /// Starts the server; its port.
    private func serve(_ arguments: String..., environment: [String: String] = [:]) async throws -> (
        Command, UInt16
    ) {
        let command = try Command(
            home,
            ["serve", "--demo", "--port", "0"] + arguments,
            environment: environment
        )
        try await command.wait("its addresses") { command.output.contains("/health\n") }
        let port = command.output.firstMatch(of: /Server: +http:\/\/127\.0\.0\.1:(\d+)\n/)?.output.1
        return (command, try #require(port.flatMap { UInt16($0) }, "\(command.output)"))
    }

    @Test func `a video is made and sent, what cannot be is refused, and the end is a good one`() async throws
    {
        let (server, port) = try await serve()
        #expect(server.output.contains("Video API:     http://127.0.0.1:\(port)/api/video/generate\n"))
        #expect(try await RawHTTP.ask(port, "GET", "/health").status == 200)
        let video = try await RawHTTP.ask(port, "POST", "/api/video/generate", #"{"prompt": "a fox #quick"}"#)
        #expect(video.status == 200, "\(video.head)\n\(server.errors)")
        #expect(video.header("Content-Type") == "video/mp4")
        #expect(video.header("Content-Length") == String(video.body.count))
        #expect(video.body.dropFirst(4).prefix(4) == Data("ftyp".utf8))
        #expect(try Data(contentsOf: URL(fileURLWithPath: try #require(home.videos.first))) == video.body)
        for body in [#"{"prompt": ""}"#, "hello"] {
            let refused = try await RawHTTP.ask(port, "POST", "/api/video/generate", body)
            #expect(refused.status == 400)
            #expect(refused.text.contains("\"example\": {\"prompt\": \"A beautiful sunset over the ocean\"}"))
        }
        let part = try await RawHTTP.ask(
            port,
            "GET",
            "/api/generations/1/video",
            headers: ["Host: localhost", "Range: bytes=4-7"]
        )
        #expect(part.status == 206)
        #expect(part.text == "ftyp")
        server.signal(SIGTERM)
        #expect(try await server.end() == 0)
        #expect(server.errors.contains("POST  /api/video/generate  200"))
    }

    @Test func `a page of a stranger is not answered`() async throws {
        let (server, port) = try await serve("--client-url", "http://localhost:3000")
        let rebound = try await RawHTTP.ask(port, "GET", "/health", headers: ["Host: evil.example"])
        #expect(rebound.status == 403)
        let stranger = try await RawHTTP.ask(
            port,
            "POST",
            "/api/generations",
            #"{"prompt": "a fox"}"#,
            headers: ["Host: 127.0.0.1", "Origin: https://evil.example"]
        )
        #expect(stranger.status == 403)
        let page = try await RawHTTP.ask(
            port,
            "GET",
            "/health",
            headers: ["Host: 127.0.0.1", "Origin: http://localhost:3000"]
        )
        #expect(page.header("Access-Control-Allow-Origin") == "http://localhost:3000")
        server.signal(SIGINT)
        #expect(try await server.end() == 0)
    }

    @Test func `whoever waits at the end is told the number, and the next server goes on with it`()
        async throws
    {
        let (server, port) = try await serve()
        let waiting = try RawHTTP(port)
        waiting.send(RawHTTP.request("POST", "/api/video/generate", #"{"prompt": "a fox #slow"}"#))
        var isQueued = false
        while !isQueued {
            isQueued = try await RawHTTP.ask(port, "GET", "/api/generations").text.contains("\"id\": 1")
        }
        server.signal(SIGTERM)
        let answer = try await waiting.answer()
        #expect(answer.status == 503)
        #expect(answer.header("Location") == "/api/generations/1")
        // It goes on: to send it again would make a second one.
        #expect(answer.header("Retry-After") == nil)
        #expect(answer.text.contains("\"id\": 1"))
        #expect(try await server.end() == 0)
        let (next, nextPort) = try await serve()
        #expect(try await RawHTTP.ask(nextPort, "GET", "/api/generations/1").status == 200)
        next.signal(SIGTERM)
        #expect(try await next.end() == 0)
    }

    @Test func `a client that goes leaves the generation running`() async throws {
        let (server, port) = try await serve()
        do {
            let impatient = try RawHTTP(port)
            impatient.send(RawHTTP.request("POST", "/api/video/generate", #"{"prompt": "a fox #quick"}"#))
            var isQueued = false
            while !isQueued {
                isQueued = try await RawHTTP.ask(port, "GET", "/api/generations").text.contains("\"id\": 1")
            }
        }
        var status = 404
        while status == 404 {
            status = try await RawHTTP.ask(port, "GET", "/api/generations/1/video").status
        }
        #expect(status == 200)
        server.signal(SIGTERM)
        #expect(try await server.end() == 0)
    }

    @Test(.timeLimit(.minutes(1)))
    func `a client that takes one answer sees its end`() async throws {
        let (server, port) = try await serve()
        for (version, more) in [
            ("1.0", ""), ("1.1", "Connection: Close\r\n"), ("1.1", "Connection: close\r\n"),
        ] {
            let client = try RawHTTP(port)
            client.send("GET /health HTTP/\(version)\r\nHost: 127.0.0.1\r\n\(more)\r\n")
            #expect(try await client.answer().status == 200)
        }
        server.signal(SIGTERM)
        #expect(try await server.end() == 0)
    }

    @Test func `connections that come while it ends do not bring it down`() async throws {
        for _ in 0..<5 {
            let (server, port) = try await serve()
            // Some say nothing, some say half of something.
            let quiet = try (0..<20).map { _ in try RawHTTP(port) }
            for connection in quiet.prefix(10) {
                connection.send("GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n")
            }
            server.signal(SIGTERM)
            while let late = try? RawHTTP(port) { late.send("GET /health HTTP/1.1\r\n\r\n") }
            #expect(try await server.end() == 0, "\(server.errors)")
        }
    }

    @Test func `the network is not let in without a token, nor by a folder`() async throws {
        let open = try Command(home, ["serve", "--demo", "--host", "0.0.0.0", "--port", "0"])
        #expect(try await open.end() == 64)
        #expect(open.errors.contains("RUSHES_SERVER_TOKEN"))
        let settings = "CLIENT_URL=https://evil.example\n"
        try Data(settings.utf8).write(to: URL(fileURLWithPath: home.workingFolder + "/.env"))
        let folder = try Command(home, ["serve", "--demo", "--port", "0"])
        #expect(try await folder.end() == 64)
        #expect(folder.errors.contains("CLIENT_URL in .env"))
    }

    @Test func `a port that somebody has is told`() async throws {
        let (server, port) = try await serve()
        let second = try Command(home, ["serve", "--demo", "--port", String(port)])
        #expect(try await second.end() == 69)
        #expect(second.errors.contains("cannot be had"))
        server.signal(SIGTERM)
        #expect(try await server.end() == 0)
    }
}
