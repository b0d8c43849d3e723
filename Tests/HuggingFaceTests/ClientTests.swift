import Foundation
import Generations
import Logging
import Testing

@testable import HuggingFace

/// The client against a server that speaks well.
@Suite(.timeLimit(.minutes(1))) struct ClientTests {
    @Test func `a video's bytes go into the sink, and the token to the endpoint`() async throws {
        try await withRawServer { connection in
            try await connection.request()
            try await connection.answer("200 OK", headers: ["X-Request-Id: r-1"], body: tinyVideo)
        } test: { server in
            let exchange = Exchange(endpoint: server.address)
            check(try await exchange.submit(), .video(requestID: "r-1"))
            #expect(exchange.sink.bytes == tinyVideo)
            let reports = exchange.reports.all
            #expect(reports.first == .sent)
            let size = Int64(tinyVideo.count)
            #expect(reports.last == .received(DownloadProgress(bytes: size, total: size)))
            let request = try #require(server.requests.first)
            #expect(request.hasPrefix("POST /models/o/n HTTP/1.1\r\n"))
            #expect(request.lowercased().contains("authorization: bearer \(testToken)"))
            #expect(request.lowercased().contains("x-amzn-trace-id: trace-1"))
            #expect(request.hasSuffix(#"{"inputs":"waves","parameters":{}}"#))
        }
    }

    @Test func `a chunked body without a length is a whole video`() async throws {
        try await withRawServer { connection in
            try await connection.request()
            try await connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            for byte in tinyVideo.prefix(20) {
                try await connection.send(Array("1\r\n".utf8) + [byte] + Array("\r\n".utf8))
            }
            try await connection.send("0\r\n\r\n")
        } test: { server in
            let exchange = Exchange(endpoint: server.address)
            check(try await exchange.submit(), .video(requestID: nil))
            #expect(exchange.sink.bytes == Array(tinyVideo.prefix(20)))
        }
    }

    @Test func `a video inside JSON is decoded`() async throws {
        let json = #"{"video":"\#(Data(tinyVideo).base64EncodedString())"}"#
        try await withRawServer { connection in
            try await connection.request()
            try await connection.answer("200 OK", headers: ["Content-Type: application/json"], json)
        } test: { server in
            let exchange = Exchange(endpoint: server.address)
            check(try await exchange.submit(), .video(requestID: nil))
            #expect(exchange.sink.bytes == tinyVideo)
        }
    }

    @Test func `an address is downloaded without the token, over redirects too`() async throws {
        try await withRawServer { connection in
            let request = try await connection.request()
            if request.hasPrefix("POST") {
                try await connection.answer("200 OK", #"{"video":{"url":"http://127.0.0.1:1/x"}}"#)
            } else if request.hasPrefix("GET /first") {
                try await connection.answer("302 Found", headers: ["Location: /second?sig=1"])
            } else {
                try await connection.answer("200 OK", body: tinyVideo)
            }
        } test: { server in
            let exchange = Exchange(endpoint: server.address)
            check(try await exchange.submit(), .address("http://127.0.0.1:1/x", requestID: nil))
            check(try await exchange.download(server.address + "/first"), .video(requestID: nil))
            #expect(exchange.sink.bytes == tinyVideo)
            #expect(server.requests.count == 3)
            for request in server.requests.dropFirst() {
                #expect(!request.lowercased().contains("authorization"))
                #expect(!request.contains(testToken))
                #expect(!request.lowercased().contains("trace"))
            }
            #expect(server.requests.last?.hasPrefix("GET /second?sig=1 ") == true)
        }
    }

    @Test func `the token stays away from an endpoint that a request names and nobody has set`() async throws
    {
        try await withRawServer { connection in
            try await connection.request()
            try await connection.answer("401 Unauthorized", "{}")
        } test: { server in
            let model = try #require(ModelID("o/n"))
            let request = GenerationRequest(prompt: "x", model: model, endpoint: server.address)
            let exchange = Exchange(endpoint: "https://other.example", request: request)
            let error = await exchange.failure()
            guard case .missingToken(let detail) = error else {
                return #expect(Bool(false), "\(String(describing: error))")
            }
            #expect(detail.message.contains("not sent to 127.0.0.1"))
            #expect(server.requests.first?.contains(testToken) == false)
        }
    }

    @Test func `errors carry status, message, host and request id`() async throws {
        try await withRawServer { connection in
            try await connection.request()
            let body = #"{"error":"Model o/n is currently loading, \#(testToken)","estimated_time":20.0}"#
            try await connection.answer("503 Service Unavailable", headers: ["x-request-id: r-9"], body)
        } test: { server in
            let detail = ErrorDetail(
                status: 503,
                message: "Model o/n is currently loading, [token]",
                requestID: "r-9",
                host: "127.0.0.1"
            )
            #expect(await Exchange(endpoint: server.address).failure() == .modelLoading(detail, estimate: 20))
        }
    }

    @Test func `an image is sent as its bytes, read from a file or fetched`() async throws {
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47] + [UInt8](repeating: 1, count: 100_000)
        try await withRawServer { connection in
            let request = try await connection.request()
            if request.hasPrefix("GET") {
                try await connection.answer("200 OK", body: png)
            } else {
                try await connection.answer("200 OK", body: tinyVideo)
            }
        } test: { server in
            let model = try #require(ModelID("o/n"))
            var request = GenerationRequest(
                task: .imageToVideo,
                prompt: "waves",
                model: model,
                image: .url(server.address + "/i.png")
            )
            let exchange = Exchange(endpoint: server.address, request: request)
            check(try await exchange.submit(), .video(requestID: nil))
            #expect(server.requests.first?.contains(testToken) == false)
            #expect(server.requests.last?.contains(Data(png).base64EncodedString().prefix(1_000)) == true)
            request.image = .file("/nowhere/at/all.png")
            let error = await Exchange(endpoint: server.address, request: request).failure()
            guard case .invalidParameter(let problem) = error else { return #expect(Bool(false)) }
            #expect(problem.parameter == "image")
            #expect(server.requests.count == 2)
        }
    }

    @Test func `a dry run sends nothing and shows no token`() async throws {
        try await Exchange(endpoint: "https://a.example").with { client, request in
            let text = try await client.dryRun(request).printable
            #expect(text.hasPrefix("POST https://a.example/models/o/n\nAuthorization: Bearer hf_•••\n"))
            #expect(!text.contains(testToken))
        }
    }
}
