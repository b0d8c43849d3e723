import Foundation
import Generations
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import Server

@Suite(.timeLimit(.minutes(1))) struct DescriptionTests {
    @Test func `the description is OpenAPI 3_1 with every route`() async throws {
        try await withServer { client, _ in
            let body = try await client.get("/openapi.json").object()
            #expect(body["openapi"] == .string("3.1.0"))
            guard case .object(let paths)? = body["paths"] else {
                Issue.record("There are no paths.")
                return
            }
            #expect(
                Set(paths.keys) == [
                    "/health", "/api/video/generate", "/api/generations", "/api/generations/{id}",
                    "/api/generations/{id}/video", "/api/generations/{id}/events",
                    "/api/generations/{id}/cancel", "/api/generations/{id}/rerun",
                ]
            )
        }
    }

    @Test func `the ranges of the description are those that are checked`() throws {
        for wire in ParameterWire.all {
            guard case .object(let members) = wire.schema.json,
                let least = members.first(where: { $0.key == "minimum" })?.value,
                let most = members.first(where: { $0.key == "maximum" })?.value
            else { continue }
            for (bound, step) in [(least, -1.0), (most, 1)] {
                var inside = VideoParameters()
                var outside = VideoParameters()
                #expect(wire.set(&inside, Self.number(bound, plus: 0)))
                #expect(wire.set(&outside, Self.number(bound, plus: step)))
                #expect(inside.problems().isEmpty, "\(wire.key)")
                #expect(outside.problems().count == 1, "\(wire.key)")
            }
        }
    }

    private static func number(_ bound: JSONText, plus step: Double) -> ParameterValue {
        switch bound {
        case .integer(let number): .integer(Int(number) + Int(step))
        case .number(let number): .number(number + step)
        default: .null
        }
    }

    @Test func `the page shows videos, and what was written in prompts is text`() async throws {
        try await withServer { client, harness in
            let prompt = "<script>alert(1)</script> \"a\" & 'b'\u{1B}[31m"
            try await harness.add(video: [1], prompt: prompt)
            let answer = try await client.get("/")
            #expect(answer.headers[.contentType] == "text/html; charset=utf-8")
            #expect(!answer.text.contains("<script"))
            #expect(!answer.text.contains("\u{1B}"))
            #expect(
                answer.text.contains("&lt;script&gt;alert(1)&lt;/script&gt; &quot;a&quot; &amp; &#39;b&#39;")
            )
            #expect(answer.text.contains("src=\"/api/generations/1/video\""))
            let policy = try #require(answer.headers[.contentSecurityPolicy])
            #expect(!policy.contains("script-src"))
            #expect(!policy.contains("unsafe"))
            #expect(try await client.get("/page.css").headers[.contentType] == "text/css; charset=utf-8")
        }
    }

    @Test func `a page without videos says so`() {
        #expect(FrontPage.html(videos: [], open: []).contains("There are no videos yet."))
    }
}
