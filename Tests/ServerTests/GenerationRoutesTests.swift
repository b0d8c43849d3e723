import Foundation
import Generations
import HTTPTypes
import HummingbirdTesting
import Library
import TestSupport
import Testing

@testable import Server

@Suite(.timeLimit(.minutes(1))) struct GenerationRoutesTests {
    @Test func `health tells version, uptime and the queue`() async throws {
        try await withServer { client, _ in
            let body = try await client.get("/health").object()
            #expect(body["status"] == .string("ok"))
            #expect(body["version"] == .string("1.2.3"))
            #expect(body["uptime"] != nil)
            #expect(
                body["queue"]
                    == .object([
                        "queued": .integer(0), "running": .integer(0), "waiting": .integer(0),
                        "held": .integer(0),
                    ])
            )
        }
    }

    @Test func `a generation is queued, and found where the answer says`() async throws {
        try await withServer([ScriptedClient.video()]) { client, _ in
            let answer = try await client.post("/api/generations", #"{"prompt": "a fox", "seed": 5}"#)
            #expect(answer.status == .accepted)
            let place = try #require(answer.headers[.location])
            let found = try await client.get(place)
            #expect(found.status == .ok)
            #expect(try found.object()["id"] == .integer(1))
            #expect(try found.object()["parameters"] == .object(["seed": .integer(5)]))
        }
    }

    @Test func `the history comes in pages, and can be searched`() async throws {
        try await withServer { client, harness in
            for prompt in ["a red fox", "a bear", "a fox in snow"] {
                try await harness.add(video: [1], prompt: prompt)
            }
            func ids(_ uri: String) async throws -> ([ParameterValue], ParameterValue?) {
                let body = try await client.get(uri).object()
                guard case .array(let rows)? = body["generations"] else { return ([], nil) }
                let found = rows.map { row -> ParameterValue in
                    if case .object(let members) = row { members["id"] ?? .null } else { .null }
                }
                return (found, body["next"])
            }
            #expect(try await ids("/api/generations?limit=2") == ([.integer(3), .integer(2)], .integer(2)))
            #expect(try await ids("/api/generations?limit=2&before=2") == ([.integer(1)], .null))
            #expect(try await ids("/api/generations?q=fox").0 == [.integer(3), .integer(1)])
            #expect(try await ids("/api/generations?status=failed,cancelled").0.isEmpty)
            for query in ["limit=0", "limit=x", "before=-1", "status=odd", "favorites=1", "page=2"] {
                #expect(try await client.get("/api/generations?\(query)").status == .badRequest)
            }
        }
    }

    @Test(arguments: ["/api/generations/9", "/api/generations/x", "/api/generations/0", "/nowhere", "/api"])
    func `what is not there is 404 with a body that helps`(_ path: String) async throws {
        try await withServer { client, _ in
            let answer = try await client.get(path)
            #expect(answer.status == .notFound)
            #expect(try answer.object()["success"] == .bool(false))
        }
    }

    @Test func `another method is 405 and tells which are taken`() async throws {
        try await withServer { client, _ in
            let answer = try await client.get("/api/video/generate")
            #expect(answer.status == .methodNotAllowed)
            #expect(answer.headers[.allow] == "POST, OPTIONS")
        }
    }

    @Test func `what waits is cancelled, what has ended is not`() async throws {
        let loading = ScriptedClient.failure(
            .modelLoading(ErrorDetail(status: 503, message: "loading"), estimate: 20)
        )
        try await withServer([loading]) { client, harness in
            _ = try await client.post("/api/generations", #"{"prompt": "a fox"}"#)
            let answer = try await client.post("/api/generations/1/cancel", "")
            #expect(answer.status == .ok)
            #expect(try answer.object()["status"] == .string("cancelled"))
            #expect(try await client.post("/api/generations/1/cancel", "").status == .conflict)
        }
    }

    @Test func `something is run again as a child, with changes`() async throws {
        try await withServer([ScriptedClient.video()]) { client, harness in
            try await harness.add(video: [1])
            let answer = try await client.post("/api/generations/1/rerun", #"{"fps": 24}"#)
            #expect(answer.status == .accepted)
            let body = try answer.object()
            #expect(body["parent_id"] == .integer(1))
            #expect(body["prompt"] == .string("a red fox"))
            #expect(try await client.post("/api/generations/9/rerun", "").status == .notFound)
        }
    }

    @Test func `each request is noted when it was answered`() async throws {
        try await withServer([ScriptedClient.video(bytes: 70_000)]) { client, harness in
            _ = try await client.post("/api/video/generate", #"{"prompt": "a fox"}"#)
            _ = try await client.get("/nowhere?secret=1")
            let log = harness.log
            #expect(log.map(\.status) == [200, 404])
            #expect(log.map(\.path) == ["/api/video/generate", "/nowhere"])
            #expect(log.first?.bytes == 70_000)
            #expect(log.first?.id == GenerationID(1))
        }
    }
}
