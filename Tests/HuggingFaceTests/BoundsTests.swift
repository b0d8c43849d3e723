import Foundation
import Generations
import Testing

@testable import HuggingFace

/// Answers that are too much of anything are refused, and harm nobody.
@Suite(.timeLimit(.minutes(1))) struct BoundsTests {
    @Test func `JSON is read to a hundred levels and two hundred thousand values`() {
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        #expect(JSONText.value(nested(JSONBounds.deepest)) != nil)
        #expect(JSONText.value(nested(JSONBounds.deepest + 1)) == nil)
        func list(_ count: Int) -> [UInt8] {
            Array(("[" + String(repeating: "1,", count: count - 1) + "1]").utf8)
        }
        #expect(JSONText.value(list(1_000)) != nil)
        #expect(JSONText.value(list(JSONBounds.most + 1)) == nil)
    }

    @Test(arguments: [
        ##"{"a":"[[[[,,,,\\\"]"}"##, ##"{"video":"data:video/mp4;base64,AAAA,,,,"}"##, "[]", "\"\\\\\"",
    ])
    func `what stands in a string is no structure`(text: String) {
        #expect(JSONText.value(Array(text.utf8)) != nil)
    }

    @Test func `a long answer that is no JSON is given up quickly`() {
        let text = Array((String(repeating: "x:NaN ", count: 2_000_000)).utf8)
        let duration = ContinuousClock().measure { #expect(JSONText.value(text) == nil) }
        #expect(duration < .seconds(10))
    }

    @Test func `an answer of a million values to a submit leaves open whether it was accepted`() throws {
        let body = #"{"request_id":"r","logs":["# + String(repeating: "1,", count: 1_000_000) + "1]}"
        let route = try ProviderSample.router(FalAI())
        let error = #expect(throws: InferenceError.self) {
            try FalAI().readSubmit(ProviderSample.answer(body, .submit), from: route)
        }
        #expect(error?.detail.mayBeAccepted == true)
    }

    @Test(arguments: [
        String(repeating: "X-Many: 1\r\n", count: 5_000),
        "X-Long: " + String(repeating: "a", count: 400_000) + "\r\n",
    ])
    func `headers have a bound in number and size`(headers: String) async throws {
        try await withRawServer { connection in
            try await connection.request()
            try await connection.send("HTTP/1.1 200 OK\r\n" + headers + "Content-Length: 0\r\n\r\n")
            try await connection.untilClosed()
        } test: { server in
            let error = await Exchange(endpoint: server.address).failure()
            guard case .unreadableResponse(let detail) = error else {
                return #expect(Bool(false), "\(String(describing: error))")
            }
            #expect(detail.mayBeAccepted)
        }
    }
}
