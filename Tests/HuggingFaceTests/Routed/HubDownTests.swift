import Foundation
import Generations
import Simulator
import Testing

@testable import HuggingFace

/// What holds of the Hub's word when the Hub is not there.
@Suite(.timeLimit(.minutes(1))) struct HubDownTests {
    /// Nobody listens there.
    private static let nowhere = "http://127.0.0.1:1"

    @Test func `the last answer stands in, in the next run too, and its age is said`() async throws {
        try await withSimulator { simulator in
            let shelf = MemoryShelf()
            let clock = TurnedClock()
            var road = Road(base: simulator.baseURL, hub: simulator.baseURL)
            road.mappings = shelf.shelf
            road.now = clock.now
            _ = try await road.run(try Road.request("larryvrh/MiniMax-H3-Turbo-Lora"))
            #expect(
                shelf.all.keys.sorted() == ["mapping \(simulator.baseURL) larryvrh/MiniMax-H3-Turbo-Lora"]
            )
            clock.turn(by: 3 * 3_600)
            // What was learnt of one Hub is not taken for another's word; so the shelf is renamed here.
            let moved = shelf.all.values.first
            var down = Road(base: simulator.baseURL, hub: Self.nowhere)
            down.mappings = MappingShelf(load: { _ in moved }, save: { _, _ in })
            down.now = clock.now
            _ = try await down.run(try Road.request("larryvrh/MiniMax-H3-Turbo-Lora"))
            #expect(
                down.reports.notes == [
                    ProviderNote(
                        provider: .wavespeed,
                        notices: ["The Hub cannot be reached: providers as of 3 h ago."]
                    )
                ]
            )
            #expect(MediaSniffer.verdict(down.sink.bytes, isWhole: true) == .video)
            let offers = try await down.with { client in
                try await client.offers(
                    of: try #require(ModelID("larryvrh/MiniMax-H3-Turbo-Lora")),
                    task: .textToVideo
                )
            }
            #expect(offers.isStale)
            #expect(offers.age == 3 * 3_600)
        }
    }

    @Test func `without an earlier answer nothing is sent, and it may be tried again`() async throws {
        try await withSimulator { simulator in
            let road = Road(base: simulator.baseURL, hub: Self.nowhere)
            guard case .unreachable = await road.failure(try Road.request()) else {
                return #expect(Bool(false))
            }
            #expect(await simulator.requests.isEmpty)
        }
    }

    @Test(arguments: [
        "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<html", "",
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: https://evil.example/x\r\nContent-Length: 0\r\n\r\n",
    ])
    func `a Hub that fails never looks like a video that may have been made`(answer: String) async throws {
        try await withRawServer { connection in
            try await connection.request()
            if !answer.isEmpty { try await connection.send(answer) }
        } test: { server in
            let error = await Road(base: server.address).failure(try Road.request())
            guard case .unreachable = error else {
                return #expect(Bool(false), "\(String(describing: error))")
            }
            #expect(server.requests.count == 1)
        }
    }

    @Test func `takes that are begun together ask the Hub once, and later ones again`() async throws {
        try await withSimulator { simulator in
            let clock = TurnedClock()
            var road = Road(base: simulator.baseURL)
            road.now = clock.now
            let asked = { () async -> Int in
                await simulator.requests.count { $0.path.hasPrefix("/api/models/") }
            }
            try await road.with { client in
                _ = try await road.begin(try Road.request(), client)
                _ = try await road.begin(try Road.request(prompt: "more"), client)
                #expect(await asked() == 1)
                clock.turn(by: 31)
                _ = try await road.begin(try Road.request(prompt: "later"), client)
                #expect(await asked() == 2)
            }
        }
    }

    @Test(arguments: ["", "{}", "null", #"{"at":"x"}"#, #"{"at":1,"model":"o"}"#, #"{"at":1,"model":"o/n"}"#])
    func `what the shelf holds is checked like any other text`(text: String) {
        #expect(KeptMapping(text) == nil)
    }
}
