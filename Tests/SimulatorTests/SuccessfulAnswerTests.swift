import Foundation
import Testing

@testable import Simulator

@Suite(.timeLimit(.minutes(1))) struct SuccessfulAnswerTests {
    @Test(arguments: ["/models/owner/name", "/", "/any/path?query=1"])
    func `a plain prompt gets a whole clip at any path`(path: String) async throws {
        try await withSimulator { simulator in
            let answer = try await simulator.send(.call("a boat", path: path))
            #expect(answer.status == 200)
            #expect(answer.headers["content-type"] == "video/mp4")
            #expect(answer.headers["x-request-id"] == "simulated-1")
            #expect(answer.headers["x-compute-type"] == "gpu")
            #expect(
                answer.headers["x-compute-time"].flatMap(Double.init).map { (3...9).contains($0) } == true
            )
            #expect(answer.body == Clip.sea.bytes)
        }
    }

    @Test func `a run is as long as its prompt says, and as its seed says`() {
        let lengths = (1...30).map { seed in length("a cat", seed: seed) }
        #expect(lengths == (1...30).map { length("a cat", seed: $0) })
        #expect(Set(lengths).count > 10)
        #expect(lengths.allSatisfy { $0 >= .seconds(3) && $0 <= .seconds(9) })
        #expect(length("#quick", manners: [.quick]) == .seconds(1))
        #expect(length("#slow", manners: [.slow]) == .seconds(25))
    }

    private func length(_ prompt: String, seed: Int = 1, manners: Set<SteeringManner> = []) -> Duration {
        let raw = RawRequest.call(prompt, seed: seed)
        let request = ReceivedRequest(
            number: 1,
            method: "POST",
            uri: raw.path,
            headers: [],
            body: raw.body
        )
        guard let call = try? GenerationCall(request) else { return .zero }
        return SuccessfulAnswer(call: call, manners: manners, baseURL: "").step.delay
    }

    @Test func `an image as the body gets a clip as well`() async throws {
        try await withSimulator { simulator async throws in
            var request = RawRequest.call("")
            request.contentType = "image/png"
            request.body = StillPicture.bytes
            #expect(MP4Boxes(try await simulator.send(request).body).isWhole)
            #expect(await simulator.requests.first?.body == StillPicture.bytes)
        }
    }

    @Test func `an image in JSON is described by the prompt among its parameters`() async throws {
        try await withSimulator { simulator async throws in
            var request = RawRequest.call("")
            request.body = Array(#"{"inputs":"aGk=","parameters":{"prompt":"a boat #quick"}}"#.utf8)
            #expect(try await simulator.send(request).body == Clip.sea.bytes)
        }
    }

    @Test func `a custom handler may answer with base64`() async throws {
        try await withSimulator { simulator in
            let answer = try await simulator.call("a boat #base64")
            let json = try #require(
                try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: String]
            )
            #expect(json["video"].flatMap { Data(base64Encoded: $0) } == Data(Clip.sea.bytes))
        }
    }

    @Test func `a custom handler may answer with an address, which serves the clip and its ranges`()
        async throws
    {
        try await withSimulator { simulator in
            let answer = try await simulator.call("a boat #url")
            #expect(answer.text == #"{"video":{"url":"\#(simulator.baseURL)/media/sea.mp4"}}"#)
            let whole = try await simulator.send(.get("/media/sea.mp4"))
            #expect(whole.status == 200 && whole.body == Clip.sea.bytes)
            let rest = try await simulator.send(.get("/media/sea.mp4").adding("Range", "bytes=1000-"))
            #expect(rest.status == 206 && rest.body == Array(Clip.sea.bytes.dropFirst(1000)))
            let size = Clip.sea.bytes.count
            #expect(rest.headers["content-range"] == "bytes 1000-\(size - 1)/\(size)")
            let past = try await simulator.send(.get("/media/sea.mp4").adding("Range", "bytes=\(size)-"))
            #expect(past.status == 416 && past.headers["content-range"] == "bytes */\(size)")
            #expect(try await simulator.send(.get("/media/none.mp4")).status == 404)
        }
    }

    @Test func `an endpoint that makes stills answers with a PNG`() async throws {
        try await withSimulator { simulator in
            let answer = try await simulator.call("#image")
            #expect(answer.headers["content-type"] == "image/png")
            #expect(answer.body == StillPicture.bytes)
        }
    }
}
