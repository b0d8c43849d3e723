import Foundation
import Generations
import Testing

@testable import HuggingFace

/// What the client tells of its exchanges: everything that helps, and nothing that is secret.
@Suite(.timeLimit(.minutes(1))) struct ExchangeRecordTests {
    private func whole(_ exchange: Generations.Exchange) -> String {
        [exchange.address, exchange.request, exchange.answer, exchange.failure ?? ""].joined(separator: "\n")
    }

    @Test func `a video's exchange tells who was asked what, and how long it took`() async throws {
        try await withRawServer { connection in
            try await connection.request()
            try await connection.answer(
                "200 OK",
                headers: ["X-Request-Id: r-1", "Set-Cookie: a=b"],
                body: tinyVideo
            )
        } test: { server in
            let client = HuggingFaceTests.Exchange(endpoint: server.address)
            _ = try await client.submit()
            let exchange = try #require(client.reports.exchanges.first)
            #expect(client.reports.exchanges.count == 1)
            #expect(exchange.method == "POST")
            #expect(exchange.address == server.address + "/models/o/n")
            #expect(exchange.status == 200)
            #expect(exchange.bytes == Int64(tinyVideo.count))
            #expect(exchange.failure == nil)
            #expect(exchange.answer.contains("x-request-id: r-1"))
            #expect(!exchange.answer.contains("cookie"))
            #expect(exchange.request.contains("authorization: Bearer hf_•••"))
            #expect(exchange.request.hasSuffix(#"{"inputs":"waves","parameters":{}}"#))
        }
    }

    @Test func `the token is in no exchange, wherever a server puts it`() async throws {
        try await withRawServer { connection in
            try await connection.request()
            try await connection.answer(
                "429 Too Many Requests",
                headers: [
                    "Content-Type: application/json", "Retry-After: 9", "X-Request-Id: \(testToken)",
                    "Location: https://a.example/\(testToken)/x?sig=\(testToken)",
                    "X-Error-Message: Bearer \(testToken)",
                ],
                #"{"error":"you are \#(testToken)","see":"https://a.example/f?X-Amz-Signature=abc"}"#
            )
        } test: { server in
            var request = GenerationRequest(
                prompt: "a boat, my key is \(testToken)",
                model: try #require(ModelID("o/n"))
            )
            request.parameters.extra["note"] = .string("https://b.example/\(testToken)?k=\(testToken)")
            let client = HuggingFaceTests.Exchange(endpoint: server.address, request: request)
            _ = await client.failure()
            let exchange = try #require(client.reports.exchanges.first)
            #expect(exchange.status == 429)
            #expect(exchange.answer.contains("retry-after: 9"))
            #expect(exchange.answer.contains("you are [token]"))
            #expect(!whole(exchange).contains(testToken))
            #expect(!whole(exchange).contains("X-Amz-Signature=abc"))
            #expect(exchange.failure != nil)
        }
    }

    @Test func `addresses lose user and query, images their bytes`() throws {
        let text = ExchangeText(token: try AccessToken(testToken))
        #expect(text.address("https://u:p@h.example/f/a?sig=1#x") == "https://h.example/f/a?…")
        #expect(text.address("https://h.example/\(testToken)") == "https://h.example/[token]")
        let image = String(repeating: "QUJD", count: 5_000)
        let request = PreparedRequest(
            method: .post,
            url: "https://h.example",
            body: .json(.object(["inputs": .string(image), "prompt": .string("a boat")]))
        )
        let shown = text.request(request)
        #expect(shown.contains("20000 bytes"))
        #expect(shown.contains("a boat"))
        #expect(shown.count < 200)
    }

    @Test func `long answers are cut, and bytes are named and not shown`() throws {
        let text = ExchangeText(token: nil)
        let long = Array(String(repeating: "word ", count: 5_000).utf8)
        #expect(text.answer([], body: Array(long.prefix(ExchangeText.longestAnswer))).count <= 2_100)
        #expect(text.answer([], body: [1, 0, 2]).contains("3 bytes that are no text"))
        #expect(!text.answer([], body: Array("a\u{1B}[31mb".utf8)).contains("\u{1B}"))
    }

    @Test func `each step over a redirect is an exchange of its own`() async throws {
        try await withRawServer { connection in
            let request = try await connection.request()
            if request.hasPrefix("GET /a") {
                try await connection.answer("302 Found", headers: ["Location: /b?sig=secret"], "")
            } else {
                try await connection.answer("200 OK", body: tinyVideo)
            }
        } test: { server in
            let client = HuggingFaceTests.Exchange(endpoint: server.address)
            _ = try await client.download(server.address + "/a?sig=secret")
            let exchanges = client.reports.exchanges
            #expect(exchanges.map(\.status) == [302, 200])
            #expect(exchanges.map(\.address) == [server.address + "/a?…", server.address + "/b?…"])
            #expect(!exchanges.map(whole).joined().contains("secret"))
        }
    }
}
