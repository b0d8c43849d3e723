import Foundation
import Generations
import Synchronization
import Testing

@testable import HuggingFace

/// The client against answers that are wrong.
@Suite(.timeLimit(.minutes(1))) struct FaultTests {
    @Test(
        arguments: [
            ("<!doctype html><html><head><title>Sign in</title></head></html>", .html, "Sign in"),
            (#"{"error":"CUDA out of memory"}"#, .json, "CUDA out of memory"),
            ("nothing to see", .text, "nothing to see"),
            ("", .empty, ""),
            ("GIF89a..........", .image("GIF"), ""),
            ("\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\u{7}\u{8}", .unknown("01 02 03 04 05 06 07 08"), ""),
        ] as [(String, InferenceError.NotAVideo, String)]
    )
    func `200 with something else is no video`(
        body: String,
        kind: InferenceError.NotAVideo,
        message: String
    ) async throws {
        try await withRawServer { connection in
            try await connection.request()
            try await connection.answer("200 OK", headers: ["Content-Type: video/mp4"], body)
        } test: { server in
            let exchange = Exchange(endpoint: server.address)
            let detail = ErrorDetail(status: 200, message: message, host: "127.0.0.1")
            #expect(await exchange.failure() == .notAVideo(detail, kind))
            #expect(exchange.sink.bytes.isEmpty)
        }
    }

    @Test func `a body that ends early is told with its bytes`() async throws {
        try await withRawServer { connection in
            try await connection.request()
            try await connection.send("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n")
            try await connection.send(tinyVideo)
        } test: { server in
            let error = await Exchange(endpoint: server.address).failure()
            let size = Int64(tinyVideo.count)
            let detail = ErrorDetail(status: 200, host: "127.0.0.1")
            #expect(error == .notAVideo(detail, .truncated(bytes: size, expected: 9_999)))
        }
    }

    @Test(arguments: ["zz\r\n", "5\r\nab", ""])
    func `a broken chunk is told`(tail: String) async throws {
        try await withRawServer { connection in
            try await connection.request()
            try await connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n14\r\n")
            try await connection.send(Array(tinyVideo.prefix(20)))
            try await connection.send("\r\n" + tail)
        } test: { server in
            let error = await Exchange(endpoint: server.address).failure()
            guard case .notAVideo(_, .truncated(_, nil)) = error else {
                return #expect(Bool(false), "\(String(describing: error))")
            }
        }
    }

    @Test(
        arguments: [
            ("300 Multiple Choices", "https://elsewhere.example/x?secret", true),
            ("301 Moved", "https://elsewhere.example/x?secret", true),
            ("302 Found", "https://elsewhere.example/x?secret", true),
            ("302 Found", "/jobs/1", true),
            ("302 Found", "https://elsewhere.example/models/o/n?job=1", true),
            ("302 Found", "not an address", true),
            ("303 See Other", "https://elsewhere.example/x?secret", true),
            ("303 See Other", "/models/o/n", true),
            ("301 Moved", nil, true), ("303 See Other", nil, true), ("304 Not Modified", nil, true),
            ("307 Temporary Redirect", "https://elsewhere.example/x?secret", false),
            ("308 Permanent Redirect", "https://elsewhere.example/x?secret", false),
            ("307 Temporary Redirect", nil, false),
            ("301 Moved", "https://elsewhere.example/models/o/n", false),
            ("302 Found", "https://elsewhere.example/models/o/n/", false),
            ("302 Found", "/Login?next=/models/o/n", false),
            ("303 See Other", "https://elsewhere.example/users/sign_in", false),
        ] as [(String, String?, Bool)]
    )
    func `a redirect of a submit is not followed, and may mean that it was done`(
        status: String,
        location: String?,
        isOpen: Bool
    ) async throws {
        try await withRawServer { connection in
            try await connection.request()
            try await connection.answer(status, headers: location.map { ["Location: \($0)"] } ?? [])
        } test: { server in
            let error = try #require(await Exchange(endpoint: server.address).failure())
            #expect(error.detail.mayBeAccepted == isOpen)
            #expect(error.code == (isOpen ? .unreadableResponse : .endpointGone))
            #expect(!error.detail.message.contains("secret"))
            if location?.hasPrefix("https:") == true, !status.hasPrefix("300") {
                #expect(error.detail.message == "It redirects to https://elsewhere.example.")
            }
            #expect(server.requests.count == 1)
        }
    }

    @Test func `redirects of a download end after a few`() async throws {
        try await withRawServer { connection in
            try await connection.request()
            try await connection.answer("302 Found", headers: ["Location: /again"])
        } test: { server in
            let error = await Exchange(endpoint: server.address).downloadFailure(server.address)
            guard case .endpointGone = error else { return #expect(Bool(false)) }
            #expect(server.requests.count == 6)
        }
    }

    @Test(arguments: [
        "http://169.254.169.254/latest", "https://10.0.0.1/x.mp4", "https://localhost/x.mp4",
        "https://[::1]/x.mp4",
        "http://a.example/x.mp4", "file:///etc/passwd", "ftp://a.example/x", "https://u:p@a.example/x",
        "nonsense",
        "https://2130706433/x", "https://0x7f.1/x", "https://127.1/x", "https://127.0.0.1./x",
        "https://localhost./x",
        "https://a.example@127.0.0.1/x", "https://[::ffff:127.0.0.1]/x", "https://[::ffff:0:10.0.0.1]/x",
        "https://[64:ff9b::a9fe:a9fe]/x", "https://[fe80::1%25eth0]/x", "https://%31%32%37.0.0.1/x",
        "https://１２７.0.0.1/x", "https://127。0。0。1/x", "https://10.0.0.1:443/x", "https://printer/x",
    ])
    func `a remote endpoint cannot make us fetch from private networks or without TLS`(address: String)
        async throws
    {
        let error = await Exchange(endpoint: "https://a.example").downloadFailure(address)
        guard case .unreadableResponse = error else {
            return #expect(Bool(false), "\(String(describing: error))")
        }
    }

    @Test func `a finished video whose address is dead does not come back`() async throws {
        try await withRawServer { connection in
            try await connection.request()
            try await connection.answer("403 Forbidden", "<Error>expired</Error>")
        } test: { server in
            let error = await Exchange(endpoint: server.address).downloadFailure(server.address + "/x.mp4")
            guard case .endpointGone(let detail) = error else { return #expect(Bool(false)) }
            #expect(detail.status == 403)
        }
    }

    @Test func `an error whose body never ends is still its error`() async throws {
        try await withRawServer { connection in
            try await connection.request()
            try await connection.send("HTTP/1.1 422 No\r\nContent-Length: 500\r\n\r\nfps is wrong")
            try await connection.untilClosed()
        } test: { server in
            var exchange = Exchange(endpoint: server.address)
            exchange.limits.errorBody = .milliseconds(100)
            let detail = ErrorDetail(status: 422, message: "fps is wrong", host: "127.0.0.1")
            #expect(await exchange.failure() == .invalidRequest(detail))
        }
    }

    @Test func `an endless error body is read no further than its cap`() async throws {
        try await withRawServer { connection in
            try await connection.request()
            try await connection.send("HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\n")
            while true {
                try await connection.send("1000\r\n" + String(repeating: "a", count: 4_096) + "\r\n")
            }
        } test: { server in
            let error = await Exchange(endpoint: server.address).failure()
            guard case .providerFailed(let detail) = error else { return #expect(Bool(false)) }
            #expect(detail.message.count == Redaction.longest)
        }
    }

    @Test func `what the sink throws comes through`() async throws {
        try await withRawServer { connection in
            try await connection.request()
            try await connection.answer("200 OK", body: tinyVideo)
        } test: { server in
            let exchange = Exchange(
                endpoint: server.address,
                sink: MemorySink(failure: .diskFull(path: "/v"))
            )
            await #expect(throws: VideoStoreError.diskFull(path: "/v")) { try await exchange.submit() }
        }
    }

    @Test func `a slow disk holds the server back`() async throws {
        let pieces = 1_536
        let piece = [UInt8](repeating: 5, count: 65_536)
        try await withRawServer { connection in
            try await connection.request()
            let length = tinyVideo.count + pieces * piece.count
            try await connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(length)\r\n\r\n")
            try await connection.send(tinyVideo)
            for _ in 0..<pieces { try await connection.send(piece) }
            connection.finished()
            try await connection.untilClosed()
        } test: { server in
            let lead = Lead()
            let sink = MemorySink { count in
                lead.note(written: await server.pressure.whenFull(), taking: count)
            }
            let answer = try await Exchange(endpoint: server.address, sink: sink).submit()
            #expect(answer == .video(requestID: nil))
            #expect(sink.bytes.count == tinyVideo.count + pieces * piece.count)
            // Linux itself keeps up to 32 MiB for a reader and 4 MiB for a writer (`tcp_rmem`, `tcp_wmem`);
            // what we keep is a few pieces, and never the 96 MiB of the body.
            #expect(lead.longest < 48 * 1_048_576)
        }
    }
}

/// How far a writer was ahead of a reader at most.
private final class Lead: Sendable {
    private let state = Mutex((taken: 0, longest: 0))

    var longest: Int { state.withLock { $0.longest } }

    func note(written: Int, taking count: Int) {
        state.withLock { state in
            state.longest = max(state.longest, written - state.taken)
            state.taken += count
        }
    }
}
