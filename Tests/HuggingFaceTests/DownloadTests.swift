import Foundation
import Generations
import Testing

@testable import HuggingFace

/// Videos of which some bytes are here already, against servers that go on with them, start over, or lie.
@Suite(.timeLimit(.minutes(1))) struct DownloadTests {
    static let size = tinyVideo.count
    static let half = size / 2
    static let rest = Array(tinyVideo[half...])

    /// A sink that has the first half.
    private func begun(_ address: String) async throws -> Exchange {
        let exchange = Exchange(endpoint: address)
        try await exchange.sink.write(Array(tinyVideo[..<Self.half]))
        return exchange
    }

    private func partial(
        _ address: String,
        _ validator: PartialDownload.Validator? = .entityTag(#""v1""#),
        total: Int64? = Int64(size)
    ) -> PartialDownload {
        PartialDownload(path: "/x.part", address: address, validator: validator, total: total)
    }

    private func header(_ name: String, in request: String?) -> String? {
        request?.split(separator: "\r\n")
            .first { $0.lowercased().hasPrefix(name + ": ") }
            .map { String($0.dropFirst(name.count + 2)) }
    }

    @Test func `a first answer says what can be gone on with`() async throws {
        try await withRawServer { connection in
            try await connection.request()
            try await connection.answer("200 OK", headers: [#"ETag: "v1""#], body: tinyVideo)
        } test: { server in
            let exchange = Exchange(endpoint: server.address)
            check(try await exchange.download(server.address + "/v"), .video(requestID: nil))
            #expect(exchange.reports.opened == [partial(server.address + "/v")])
            #expect(header("range", in: server.requests.first) == nil)
        }
    }

    @Test(
        arguments: [
            (.entityTag(#""v1""#), #""v1""#), (.entityTag(#"W/"v1""#), nil),
            (.lastModified("Sun, 22 Nov 2026 10:00:00 GMT"), "Sun, 22 Nov 2026 10:00:00 GMT"), (nil, nil),
        ] as [(PartialDownload.Validator?, String?)]
    )
    func `only the rest is asked for, of the version that is here`(
        validator: PartialDownload.Validator?,
        condition: String?
    ) async throws {
        try await withRawServer { connection in
            try await connection.request()
            let range = "Content-Range: bytes \(Self.half)-\(Self.size - 1)/\(Self.size)"
            try await connection.answer("206 Partial Content", headers: [range], body: Self.rest)
        } test: { server in
            let exchange = try await begun(server.address)
            let address = server.address + "/v"
            let answer = try await exchange.download(address, after: partial(address, validator))
            check(answer, .video(requestID: nil))
            #expect(exchange.sink.bytes == tinyVideo)
            #expect(header("range", in: server.requests.first) == "bytes=\(Self.half)-")
            #expect(header("if-range", in: server.requests.first) == condition)
            let last = DownloadProgress(bytes: Int64(Self.size), total: Int64(Self.size))
            #expect(exchange.reports.all.last == .received(last))
        }
    }

    @Test func `a server that sends all from the start replaces what is here`() async throws {
        try await withRawServer { connection in
            try await connection.request()
            try await connection.answer("200 OK", body: tinyVideo)
        } test: { server in
            let exchange = try await begun(server.address)
            let address = server.address + "/v"
            check(
                try await exchange.download(address, after: partial(address)),
                .video(requestID: nil)
            )
            #expect(exchange.sink.bytes == tinyVideo)
        }
    }

    @Test func `a page instead of the video leaves what is here`() async throws {
        try await withRawServer { connection in
            try await connection.request()
            try await connection.answer("200 OK", "<!doctype html><html><title>Sign in</title></html>")
        } test: { server in
            let exchange = try await begun(server.address)
            let address = server.address + "/v"
            let error = await #expect(throws: InferenceError.self) {
                try await exchange.download(address, after: partial(address))
            }
            guard case .notAVideo(_, .html)? = error else { return #expect(Bool(false)) }
            #expect(exchange.sink.bytes.count == Self.half)
        }
    }

    @Test(arguments: [
        "bytes 0-99/5012", "bytes 7-8/5012", "bytes 0-5011/5012", "bytes 2506-5011/9999",
        "bytes 2506-5030/5012", "nonsense", nil,
    ])
    func `a part that does not fit is not put behind what is here`(range: String?) async throws {
        try await withRawServer { connection in
            try await connection.request()
            let headers = range.map { ["Content-Range: \($0)"] } ?? []
            try await connection.answer("206 Partial Content", headers: headers, body: Self.rest)
        } test: { server in
            let exchange = try await begun(server.address)
            let address = server.address + "/v"
            let error = await #expect(throws: InferenceError.self) {
                try await exchange.download(address, after: partial(address))
            }
            guard case .connectionLost? = error else { return #expect(Bool(false)) }
            #expect(exchange.sink.bytes.isEmpty, "the next attempt starts over")
        }
    }

    @Test func `a part of another version is not put behind what is here`() async throws {
        try await withRawServer { connection in
            try await connection.request()
            let range = "Content-Range: bytes \(Self.half)-\(Self.size - 1)/\(Self.size)"
            try await connection.answer(
                "206 Partial Content",
                headers: [range, #"ETag: W/"v2""#],
                body: Self.rest
            )
        } test: { server in
            let exchange = try await begun(server.address)
            let address = server.address + "/v"
            await #expect(throws: InferenceError.self) {
                try await exchange.download(address, after: partial(address, .entityTag(#"W/"v1""#)))
            }
            #expect(exchange.sink.bytes.isEmpty)
        }
    }

    @Test(arguments: [true, false])
    func `a part that nobody asked for is the video where it is all of it`(hadSome: Bool) async throws {
        try await withRawServer { connection in
            try await connection.request()
            let range = "Content-Range: bytes 0-\(Self.size - 1)/\(Self.size)"
            try await connection.answer("206 Partial Content", headers: [range], body: tinyVideo)
        } test: { server in
            let exchange = hadSome ? try await begun(server.address) : Exchange(endpoint: server.address)
            let address = server.address + "/v"
            let known = hadSome ? partial(address) : nil
            check(try await exchange.download(address, after: known), .video(requestID: nil))
            #expect(exchange.sink.bytes == tinyVideo)
            #expect(exchange.reports.opened == [partial(address, nil)])
        }
    }

    @Test(arguments: ["bytes 0-2505/5012", "bytes 2506-5011/5012", "bytes 0-2505/*", nil])
    func `a part that nobody asked for and that is not all is asked for again`(range: String?) async throws {
        try await withRawServer { connection in
            try await connection.request()
            let headers = range.map { ["Content-Range: \($0)"] } ?? []
            try await connection.answer(
                "206 Partial Content",
                headers: headers,
                body: Array(tinyVideo[..<Self.half])
            )
        } test: { server in
            let exchange = Exchange(endpoint: server.address)
            let error = await exchange.downloadFailure(server.address + "/v")
            guard case .connectionLost? = error else {
                return #expect(Bool(false), "\(String(describing: error))")
            }
            #expect(exchange.sink.bytes.isEmpty)

            let road = Road(base: server.address)
            var request = try Road.request()
            request.task = .textToImage
            let keyframe = request
            let failure = await #expect(throws: InferenceError.self) {
                try await road.with { client in
                    try await client.download(
                        server.address + "/k",
                        after: nil,
                        for: keyframe,
                        into: road.sink
                    ) { _ in }
                }
            }
            guard case .notAnImage(_, .truncated)? = failure else {
                return #expect(Bool(false), "\(String(describing: failure))")
            }
        }
    }

    @Test(
        arguments: [
            ([], .entityTag(#""v1""#)),
            (["Last-Modified: Sun, 22 Nov 2026 10:00:00 GMT"], .entityTag(#""v1""#)),
            ([#"ETag: "v1""#], .entityTag(#""v1""#)),
            (
                [#"ETag: "v9""#, "Last-Modified: Sun, 22 Nov 2026 10:00:00 GMT"],
                .lastModified("Sun, 22 Nov 2026 10:00:00 GMT")
            ),
        ] as [([String], PartialDownload.Validator)]
    )
    func `the name that the beginning had stays that of the rest`(
        headers: [String],
        first: PartialDownload.Validator
    ) async throws {
        try await withRawServer { connection in
            try await connection.request()
            let range = "Content-Range: bytes \(Self.half)-\(Self.size - 1)/\(Self.size)"
            try await connection.answer("206 Partial Content", headers: [range] + headers, body: Self.rest)
        } test: { server in
            let exchange = try await begun(server.address)
            let address = server.address + "/v"
            _ = try await exchange.download(address, after: partial(address, first))
            #expect(exchange.reports.opened == [partial(address, first)])
            #expect(exchange.sink.bytes == tinyVideo)
        }
    }

    @Test(arguments: [("bytes */5012", nil), (nil, 5012)] as [(String?, Int64?)])
    func `416 is the end where all is here`(range: String?, total: Int64?) async throws {
        try await withRawServer { connection in
            try await connection.request()
            let headers = range.map { ["Content-Range: \($0)"] } ?? []
            try await connection.answer("416 Range Not Satisfiable", headers: headers)
        } test: { server in
            let exchange = Exchange(endpoint: server.address)
            try await exchange.sink.write([UInt8](repeating: 1, count: 5_012))
            let address = server.address + "/v"
            check(
                try await exchange.download(address, after: partial(address, total: total)),
                .video(requestID: nil)
            )
        }
    }

    @Test func `416 starts over where the server has less`() async throws {
        try await withRawServer { connection in
            try await connection.request()
            try await connection.answer(
                "416 Range Not Satisfiable",
                headers: ["Content-Range: bytes */100"]
            )
        } test: { server in
            let exchange = try await begun(server.address)
            let address = server.address + "/v"
            let error = await #expect(throws: InferenceError.self) {
                try await exchange.download(address, after: partial(address))
            }
            guard case .connectionLost? = error else { return #expect(Bool(false)) }
            #expect(exchange.sink.bytes.isEmpty)
        }
    }

    @Test func `a rest that breaks off keeps what came, and says how far it was`() async throws {
        try await withRawServer { connection in
            try await connection.request()
            let range = "Content-Range: bytes \(Self.half)-\(Self.size - 1)/\(Self.size)"
            let length = "Content-Length: \(Self.rest.count)"
            try await connection.send("HTTP/1.1 206 Partial Content\r\n\(range)\r\n\(length)\r\n\r\n")
            try await connection.send(Array(Self.rest.prefix(100)))
        } test: { server in
            let exchange = try await begun(server.address)
            let address = server.address + "/v"
            let error = await #expect(throws: InferenceError.self) {
                try await exchange.download(address, after: partial(address))
            }
            let (bytes, size) = (Int64(Self.half + 100), Int64(Self.size))
            guard case .notAVideo(_, .truncated(bytes: bytes, expected: size))? = error else {
                return #expect(Bool(false), "\(String(describing: error))")
            }
            #expect(exchange.sink.bytes == Array(tinyVideo[..<(Self.half + 100)]))
        }
    }

    @Test(arguments: [true, false])
    func `another address goes on only with a version that can be told`(canTell: Bool) async throws {
        try await withRawServer { connection in
            try await connection.request()
            try await connection.answer("200 OK", body: tinyVideo)
        } test: { server in
            let exchange = try await begun(server.address)
            let validator = PartialDownload.Validator.entityTag(canTell ? #""v1""# : #"W/"v1""#)
            _ = try await exchange.download(
                server.address + "/fresh?sig=2",
                after: partial(server.address + "/v?sig=1", validator)
            )
            #expect((header("range", in: server.requests.first) != nil) == canTell)
            #expect(exchange.sink.bytes == tinyVideo)
        }
    }

    @Test func `a line that stalls is noticed, with the bytes kept`() async throws {
        try await withRawServer { connection in
            try await connection.request()
            try await connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(Self.size)\r\n\r\n")
            try await connection.send(Array(tinyVideo[..<Self.half]))
            try await connection.untilClosed()
        } test: { server in
            var exchange = Exchange(endpoint: server.address)
            exchange.limits.silence = .seconds(1)
            let error = await exchange.downloadFailure(server.address + "/v")
            guard case .timedOut(_, .silent)? = error else { return #expect(Bool(false)) }
            #expect(exchange.sink.bytes.count == Self.half)
        }
    }

    @Test(
        arguments: [
            ("bytes 0-4/5", ContentRange(part: 0...4, total: 5)),
            ("bytes 2-4/*", ContentRange(part: 2...4, total: nil)),
            ("bytes */7", ContentRange(part: nil, total: 7)), ("bytes 4-2/9", nil), ("bytes 0-9/5", nil),
            ("bytes */*", nil), ("items 0-4/5", nil), ("bytes 0-99999999999999999999/5", nil), ("", nil),
        ] as [(String, ContentRange?)]
    )
    func `the place of a part is read, or it is none`(text: String, range: ContentRange?) {
        #expect(ContentRange(text) == range)
    }
}
