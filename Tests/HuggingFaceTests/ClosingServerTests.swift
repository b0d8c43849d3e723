import Generations
import Testing

@testable import HuggingFace

/// The client against servers that close each connection behind their answer.
@Suite(.timeLimit(.minutes(2))) struct ClosingServerTests {
    /// Larger than what a connection holds at once, so that its end arrives together with the close.
    private let video = tinyVideo + [UInt8](repeating: 0x5a, count: 60_000)

    @Test(arguments: [50, 200_000])
    func `a video is whole when the server answers at once and hangs up`(length: Int) async throws {
        let video = video
        try await withRawServer { connection in
            try await connection.request()
            try await connection.answer(
                "200 OK",
                headers: ["Content-Type: video/mp4", "Connection: close"],
                body: video
            )
        } test: { server in
            let request = GenerationRequest(
                prompt: "waves",
                model: try #require(ModelID("o/n")),
                parameters: VideoParameters(extra: ["note": .string(String(repeating: "x", count: length))])
            )
            for _ in 0..<30 {
                let exchange = Exchange(endpoint: server.address, request: request)
                _ = try await exchange.submit()
                #expect(exchange.sink.bytes.count == video.count)
            }
        }
    }
}
