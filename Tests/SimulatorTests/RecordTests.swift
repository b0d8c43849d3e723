import Foundation
import Synchronization
import Testing

@testable import Simulator

@Suite(.timeLimit(.minutes(1))) struct RecordTests {
    @Test func `each request is told in order as a line of JSON, and no line has a token`() async throws {
        let lines = Lines()
        var configuration = SimulatorConfiguration()
        configuration.record = lines.add
        try await withSimulator(configuration) { simulator in
            _ = try await simulator.post(
                "/fal-ai/fal-ai/flux/dev?_subdomain=queue",
                #"{"prompt":"a \"cat\""}"#
            )
            _ = try await simulator.get("/health", token: "Key abc:def")
            _ = try await simulator.get("/health", token: "secret")
        }
        let all = lines.all
        #expect(all.map(\.method) == ["POST", "GET", "GET"])
        #expect(all[0].target == "/fal-ai/fal-ai/flux/dev?_subdomain=queue")
        #expect(all[0].host == "services")
        #expect(all[0].body == #"{"prompt":"a \"cat\""}"#)
        #expect(all.map { $0.value(of: "authorization") } == ["Bearer ***", "Key ***", "***"])
    }
}

/// The lines that came, from any thread.
private final class Lines: Sendable {
    private let texts = Mutex<[String]>([])

    var add: @Sendable (String) -> Void {
        { line in self.texts.withLock { $0.append(line) } }
    }

    var all: [Line] {
        texts.withLock { $0 }.compactMap { try? JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    }
}

private struct Line: Decodable {
    var host: String
    var method: String
    var target: String
    var headers: [[String]]
    var body: String

    func value(of name: String) -> String? {
        headers.first { $0[0].lowercased() == name }?[1]
    }
}
