import Testing

@testable import Simulator

@Suite(.timeLimit(.minutes(1))) struct ConnectionTests {
    @Test func `a cut comes after the byte that it was ordered for`() async throws {
        try await withSimulator(steps: [.cut(afterBytes: 777), .cut(afterBytes: 0)]) { simulator in
            let answer = try await simulator.call("a boat")
            #expect(answer.headers["content-length"] == "\(Clip.sea.bytes.count)")
            #expect(answer.body == Array(Clip.sea.bytes.prefix(777)))
            #expect(try await simulator.call("a boat").body == [])
        }
    }

    @Test func `#cut announces the whole clip and sends half of it`() async throws {
        try await withSimulator { simulator in
            let answer = try await simulator.call("a boat #cut")
            #expect(answer.headers["content-length"] == "\(Clip.sea.bytes.count)")
            #expect(answer.body == Array(Clip.sea.bytes.prefix(Clip.sea.bytes.count / 2)))
        }
    }

    @Test func `#truncated is in order as HTTP and too short as a clip`() async throws {
        try await withSimulator { simulator in
            let answer = try await simulator.call("a boat #truncated")
            #expect(answer.headers["content-length"] == "\(answer.body.count)")
            #expect(answer.body == Array(Clip.sea.bytes.prefix(Clip.sea.bytes.count / 2)))
            #expect(!MP4Boxes(answer.body).isWhole)
        }
    }

    @Test func `#drop closes the connection without a byte`() async throws {
        try await withSimulator { simulator async throws in
            #expect(try await simulator.call("#drop").bytes.isEmpty)
        }
    }

    @Test func `#brokenchunk sends good chunks and then a size that is none`() async throws {
        try await withSimulator { simulator in
            let answer = try await simulator.call("a boat #brokenchunk")
            #expect(answer.headers["transfer-encoding"] == "chunked")
            #expect(answer.headers["content-length"] == nil)
            #expect(String(decoding: answer.body.suffix(14), as: UTF8.self) == "\r\nnot-a-size\r\n")
        }
    }

    @Test func `#silent holds the connection until the client goes, which is noticed`() async throws {
        try await withSimulator { simulator in
            try await RawClient.leave(simulator.port, sending: RawRequest.call("#silent").bytes) { _ in
                _ = try await simulator.waitForRequests(1)
                return true
            }
            try await simulator.waitForDepartures(1)
        }
    }

    @Test func `#drip is slow at the pace of people, and a client may leave it`() async throws {
        try await withSimulator(SimulatorConfiguration(pace: 0.05)) { simulator in
            try await RawClient.leave(simulator.port, sending: RawRequest.call("#drip").bytes) {
                RawAnswer($0).body.count >= 1
            }
            try await simulator.waitForDepartures(1)
        }
    }

    @Test func `a body can come in chunks, in pieces, or until the end of the connection`() async throws {
        let body = Scenario.Body.text("hello world")
        try await withSimulator(steps: [
            .status(200, body: body).framed(.chunked).sent(inPiecesOf: 4),
            .status(200, body: body).framed(.close).sent(inPiecesOf: 3, pause: .milliseconds(1)),
            .status(200, body: body).header("Content-Length", "99"),
        ]) { simulator in
            #expect(try await simulator.call("a").text == "4\r\nhell\r\n4\r\no wo\r\n3\r\nrld\r\n0\r\n\r\n")
            let closed = try await simulator.send(.call("a").without("Connection"))
            #expect(closed.text == "hello world" && closed.headers["content-length"] == nil)
            #expect(closed.headers["connection"] == "close")
            #expect(try await simulator.call("a").headers["content-length"] == "99")
        }
    }

    @Test func `a connection is kept for the next request`() async throws {
        try await withSimulator(steps: [.status(204), .status(418)]) { simulator in
            let both = RawRequest.call("a").without("Connection").bytes + RawRequest.call("b").bytes
            let received = try await RawClient.exchange(simulator.port, sending: both)
            let text = String(decoding: received, as: UTF8.self)
            #expect(text.hasPrefix("HTTP/1.1 204 No Content\r\n"))
            #expect(text.contains("\r\n\r\nHTTP/1.1 418 I'm a teapot\r\n"))
            #expect(await simulator.requests.count == 2)
        }
    }

    @Test func `a client that expects to be told to continue is told`() async throws {
        try await withSimulator { simulator in
            let answer = try await simulator.send(.call("a boat").adding("Expect", "100-continue"))
            #expect(answer.statusLine == "HTTP/1.1 100 Continue")
            #expect(RawAnswer(answer.body).status == 200)
        }
    }

    @Test func `waiting for requests that never come ends with the test's task`() async throws {
        try await withSimulator { simulator in
            let waiting = Task { try await simulator.waitForRequests(1) }
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
        }
    }

    @Test func `two runs of one scenario are equal to the byte`() async throws {
        let steps: [Scenario.Step] = [
            .loading(), .rateLimited(reset: 9), .video().framed(.chunked).sent(inPiecesOf: 1000),
            .cut(afterBytes: 5),
        ]
        let prompts = ["a", "b", "c", "d", "#gateway", "#json", "a boat", "zzz"]
        var runs: [[RawAnswer]] = []
        for _ in 1...2 {
            runs.append(
                try await withSimulator(steps: steps) { simulator in
                    var answers: [RawAnswer] = []
                    for prompt in prompts { answers.append(try await simulator.call(prompt)) }
                    return answers
                }
            )
        }
        #expect(runs[0] == runs[1])
        #expect(runs[0].map(\.status) == [503, 429, 200, 200, 502, 200, 200, 200])
    }
}
