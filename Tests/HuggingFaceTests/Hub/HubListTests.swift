import Generations
import Logging
import NIOHTTP1
import Simulator
import Testing

@testable import HuggingFace

/// Lists of models: the question, the pages, what is read of each model.
@Suite(.timeLimit(.minutes(1))) struct HubListTests {
    private static let hub = HubModels(token: nil, userAgent: "rushes/1")

    private func page(_ body: String, link: String? = nil, status: Int = 200) throws -> ModelPage {
        var answer = try Fixture("hub-list-text-to-video").answer()
        answer.status = status
        answer.body = Array(body.utf8)
        answer.headers.remove(name: "link")
        if let link { answer.headers.add(name: "Link", value: link) }
        return try Self.hub.page(answer, for: ModelQuery())
    }

    @Test func `the recorded list is read in the Hub's order, with the page that follows`() throws {
        let answer = try Fixture("hub-list-text-to-video").answer()
        let page = try Self.hub.page(answer, for: ModelQuery())
        #expect(
            page.models.map(\.model.rawValue) == [
                "Wan-AI/Wan2.2-TI2V-5B", "larryvrh/MiniMax-H3-Turbo-Lora", "tencent/HunyuanVideo-1.5",
            ]
        )
        #expect(page.models[0].offers.map(\.provider) == ["fal-ai", "replicate"])
        #expect(page.models[0].offers.map(\.isUsable) == [true, true])
        #expect(page.models[2].offers.map(\.status) == [.error])
        #expect(page.next?.hasPrefix("https://huggingface.co/api/models?") == true)
        #expect(page.next?.contains("cursor=xxxx") == true)
    }

    @Test func `everything that is told of a model is read, whatever is missing`() throws {
        let page = try page(
            """
            [{"id": "o/whole", "pipeline_tag": "text-to-video", "tags": ["text-to-video", "license:mit"],
              "downloads": 12, "likes": 3, "gated": "manual", "private": true, "inference": "warm"},
             {"id": "o/bare"}, {"id": "no name"}, {"downloads": 4}, 7,
             {"id": "o/odd", "downloads": "many", "gated": false, "tags": null, "likes": -1,
              "pipeline_tag": null, "inferenceProviderMapping": null}]
            """
        )
        #expect(page.models.map(\.model.name) == ["whole", "bare", "odd"])
        let whole = page.models[0]
        #expect(whole.license == "mit" && whole.downloads == 12 && whole.likes == 3)
        #expect(whole.isGated && whole.isPrivate && whole.isWarm && whole.task == "text-to-video")
        for model in page.models.dropFirst() {
            #expect(model.downloads == nil && model.likes == nil && model.offers.isEmpty)
            #expect(!model.isGated && !model.isPrivate && !model.isWarm && model.license == nil)
        }
        #expect(page.next == nil)
    }

    @Test func `what is no list is no page`() {
        for body in ["{}", "", "<html>", "[", #"{"error":"x"}"#] {
            #expect(throws: InferenceError.self) { try page(body) }
        }
        #expect(throws: InferenceError.self) { try page(#"{"error":"x"}"#, status: 500) }
    }

    @Test(arguments: [
        (#"<https://huggingface.co/api/models?cursor=a%2Cb>; rel="next""#, "a%2Cb"),
        (
            #"<https://huggingface.co/x>; rel="prev", <https://huggingface.co/api/models?cursor=a>; rel="next""#,
            "a"
        ),
        (#"</api/models?cursor=a>; rel=next"#, "a"),
        (#"<https://huggingface.co:443/api/models?cursor=a>;REL="NEXT""#, "a"),
        (#"<https://evil.example/api/models?cursor=a>; rel="next""#, nil),
        (#"<http://huggingface.co/api/models?cursor=a>; rel="next""#, nil),
        (#"<https://huggingface.co.evil.example/?cursor=a>; rel="next""#, nil),
        (#"<https://huggingface.co@evil.example/?cursor=a>; rel="next""#, nil),
        (#"<//evil.example/?cursor=a>; rel="next""#, nil), (#"<>; rel="next""#, nil), ("nonsense", nil),
        (#"<https://huggingface.co/api/models?cursor=a>; rel="last""#, nil),
    ])
    func `a next page is followed on the Hub alone`(link: String, cursor: String?) throws {
        let next = try page("[]", link: link).next
        #expect(next?.split(separator: "cursor=").last.map(String.init) == cursor, "\(link)")
    }

    @Test func `an address elsewhere is never asked with the token`() {
        for address in ["https://evil.example/api/models", "http://huggingface.co/api/models", "x"] {
            #expect(throws: InferenceError.self) {
                try Self.hub.request(for: ModelQuery(), at: address, traceID: "t")
            }
        }
    }

    @Test func `every limit is in the question, and no character breaks out of it`() throws {
        let query = ModelQuery(
            search: "wan & co #1 ü",
            task: .imageToVideo,
            serving: .providers(["fal-ai", "replicate"]),
            isWarm: true,
            order: .downloads,
            limit: 9_999
        )
        let request = try Self.hub.request(for: query, at: nil, traceID: "t")
        #expect(
            request.url.hasPrefix(
                "https://huggingface.co/api/models?pipeline_tag=image-to-video"
                    + "&inference_provider=fal-ai,replicate&search=wan%20%26%20co%20%231%20%C3%BC"
                    + "&inference=warm&sort=downloads&limit=500&expand=inferenceProviderMapping&"
            )
        )
        let all = try Self.hub.request(for: ModelQuery(task: nil, serving: .nobodyToo), at: nil, traceID: "t")
        #expect(all.url.hasPrefix("https://huggingface.co/api/models?sort=trendingScore&limit=50&"))
    }

    @Test func `the demo's pages are followed to the end, each model once`() async throws {
        try await withSimulator { simulator in
            try await client(simulator.baseURL) { client in
                var names: [String] = []
                var page: String?
                repeat {
                    let query = ModelQuery(task: nil, serving: .anyone, limit: 4)
                    let part = try await client.models(query, at: page)
                    #expect(part.models.count <= 4)
                    names += part.models.map(\.model.rawValue)
                    page = part.next
                } while page != nil
                #expect(names.count > 8 && Set(names).count == names.count)
                #expect(names.contains("Wan-AI/Wan2.2-TI2V-5B"))
            }
        }
    }

    @Test func `the demo's token may call providers, and one without the right may not`() async throws {
        for (token, right) in [
            ("hf_demo", TokenIdentity.Right.allowed), ("hf_demo-noperm", .denied), ("hf_demo-read", .allowed),
        ] {
            try await withSimulator { simulator in
                try await client(simulator.baseURL, token: token) { client in
                    let check = try await client.checkToken()
                    guard case .identity(let identity) = check.outcome else {
                        Issue.record("\(check)")
                        return
                    }
                    #expect(identity.providers == right && identity.name == "someone")
                    #expect(identity.organizations == ["some-org"])
                    #expect(check.date != nil)
                }
            }
        }
    }

    @Test func `a token that is not accepted is refused, and without one the Hub still tells the time`()
        async throws
    {
        try await withSimulator { simulator in
            try await client(simulator.baseURL, token: "hf_demo-invalid") { client in
                guard case .refused(.invalidToken(_, "HF_TOKEN")) = try await client.checkToken().outcome
                else {
                    Issue.record("it is accepted")
                    return
                }
            }
            try await client(simulator.baseURL, token: nil) { client in
                let check = try await client.checkToken()
                #expect(check.outcome == .noToken && check.date != nil)
            }
        }
    }

    private func client(
        _ hub: String,
        token: String? = nil,
        _ work: (HuggingFaceClient) async throws -> Void
    ) async throws {
        let found = try token.flatMap { try AccessToken($0) }
            .map { FoundToken(token: $0, source: "HF_TOKEN") }
        let configuration = HuggingFaceConfiguration(
            hub: hub,
            hubToken: found,
            userAgent: "rushes/test",
            makeTraceID: { "trace-1" },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        try await withHuggingFaceClient(configuration, work)
    }
}
