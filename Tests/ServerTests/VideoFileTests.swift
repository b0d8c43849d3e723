import Foundation
import Generations
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import Server

@Suite(.timeLimit(.minutes(1))) struct VideoFileTests {
    private static let setups = [TestingSetup.router, .live]
    private static let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }

    @Test(arguments: setups.indices)
    func `a file is sent whole, in parts, or not at all`(_ setup: Int) async throws {
        try await withServer(via: Self.setups[setup]) { client, harness in
            try await harness.add(video: Self.bytes)
            let path = "/api/generations/1/video"
            let whole = try await client.get(path)
            #expect(whole.status == .ok)
            #expect(Array(whole.body.readableBytesView) == Self.bytes)
            #expect(whole.headers[.acceptRanges] == "bytes")
            let tag = try #require(whole.headers[.eTag])
            let part = try await client.get(path, [.range: "bytes=65530-131100"])
            #expect(part.status == .partialContent)
            #expect(Array(part.body.readableBytesView) == Array(Self.bytes[65530...131_100]))
            #expect(part.headers[.contentRange] == "bytes 65530-131100/200000")
            #expect(part.headers[.contentLength] == "65571")
            let same = try await client.get(path, [.ifNoneMatch: tag])
            #expect(same.status == .notModified)
            #expect(same.body.readableBytes == 0)
            #expect(same.headers[.eTag] == tag)
            let beyond = try await client.get(path, [.range: "bytes=200000-"])
            #expect(beyond.status == .rangeNotSatisfiable)
            #expect(beyond.headers[.contentRange] == "bytes */200000")
            let head = try await client.executeRequest(uri: path, method: .head, headers: [:], body: nil)
            #expect(head.status == .ok)
            #expect(head.headers[.contentLength] == "200000")
            #expect(head.body.readableBytes == 0)
        }
    }

    @Test func `another file under the same name has another tag`() async throws {
        try await withServer { client, harness in
            let generation = try await harness.add(video: [1, 2, 3])
            let first = try await client.get("/api/generations/1/video").headers[.eTag]
            let path = try #require(generation.video?.path)
            try Data([4, 5, 6]).write(to: URL(fileURLWithPath: path), options: .atomic)
            let second = try await client.get("/api/generations/1/video").headers[.eTag]
            #expect(first != nil)
            #expect(first != second)
        }
    }

    @Test func `a file that is gone is 404 and names the way to make it again`() async throws {
        try await withServer { client, harness in
            let generation = try await harness.add(video: [1])
            try FileManager.default.removeItem(atPath: try #require(generation.video?.path))
            let answer = try await client.get("/api/generations/1/video")
            #expect(answer.status == .notFound)
            #expect(
                try answer.object()["suggestion"] == .string("POST /api/generations/1/rerun makes it again.")
            )
        }
    }

    @Test func `dates are those of the standard`() {
        #expect(HTTPDate.text(Date(timeIntervalSince1970: 1_795_356_963)) == "Sun, 22 Nov 2026 14:16:03 GMT")
        #expect(HTTPDate.text(Date(timeIntervalSince1970: 784_111_777)) == "Sun, 06 Nov 1994 08:49:37 GMT")
    }
}
