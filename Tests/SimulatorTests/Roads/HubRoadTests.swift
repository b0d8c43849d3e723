import Testing

@testable import Simulator

@Suite(.timeLimit(.minutes(1))) struct HubRoadTests {
    private static let mapping = "expand[]=inferenceProviderMapping"

    @Test(arguments: ["expand[]", "expand", "expand%5B%5D"])
    func `a model's mapping is an object in the Hub's order`(expand: String) async throws {
        try await withSimulator { it in
            let answer = try await it.send(
                .get("/api/models/Wan-AI/Wan2.2-TI2V-5B?\(expand)=inferenceProviderMapping")
            )
            #expect(answer.status == 200 && answer.headers["ratelimit"] == #""api";r=499;t=189"#)
            let names = answer.text.matches(of: /"([a-z-]+)":{"status"/).map { String($0.1) }
            #expect(names == ["fal-ai", "replicate", "wavespeed"])
            let entry = answer.json?.at("inferenceProviderMapping.fal-ai")
            #expect(entry?["providerId"] == "fal-ai/wan/v2.2-5b/text-to-video")
            #expect(entry?["status"] == "live" && entry?["task"] == "text-to-video")
            #expect(answer.json?["likes"] == nil)
        }
    }

    @Test func `a token brings the user's own order`() async throws {
        var configuration = SimulatorConfiguration()
        configuration.preferredProviders = ["wavespeed"]
        try await withSimulator(configuration) { it async throws in
            let path = "/api/models/Wan-AI/Wan2.2-TI2V-5B?\(Self.mapping)"
            let own = try await it.get(path).text, general = try await it.send(.get(path)).text
            #expect(own.contains(#"Mapping":{"wavespeed""#) && general.contains(#"Mapping":{"fal-ai""#))
        }
    }

    @Test func `renamed, gated, missing and private models are told apart`() async throws {
        try await withSimulator { it in
            let renamed = try await it.get("/api/models/simulated/renamed-model?\(Self.mapping)")
            #expect(renamed.status == 307)
            #expect(renamed.headers["location"] == "/api/models/Wan-AI/Wan2.2-TI2V-5B?\(Self.mapping)")
            #expect(renamed.headers["content-type"] == "text/plain; charset=utf-8")
            let gated = try await it.get("/api/models/simulated/gated-model")
            #expect(gated.status == 403 && gated.headers["x-error-code"] == "GatedRepo")
            for name in ["simulated/private-model", "no/such"] {
                let known = try await it.get("/api/models/\(name)")
                #expect(known.status == 404 && known.headers["x-error-code"] == "RepoNotFound")
                let stranger = try await it.send(.get("/api/models/\(name)"))
                #expect(stranger.status == 401 && stranger.json?["error"] == "Invalid username or password.")
            }
        }
    }

    @Test func `a mapping can be absent, empty, or begin with strangers`() async throws {
        try await withSimulator { it in
            func mapping(_ name: String) async throws -> JSON? {
                let answer = try await it.get("/api/models/simulated/\(name)?\(Self.mapping)")
                return answer.json?["inferenceProviderMapping"]
            }
            #expect(try await mapping("nobody-serves-it") == nil)
            #expect(try await mapping("empty-mapping") == [:])
            let strangers = try #require(try await mapping("strangers-first"))
            #expect(strangers.members.count == 4 && strangers.at("fal-ai.status") == "error")
            let cold = try await it.get("/api/models/simulated/nobody-serves-it?expand[]=inference")
            #expect(cold.json?["inference"] == nil)
        }
    }

    @Test func `lists have pages and mappings as lists`() async throws {
        try await withSimulator { it in
            var path: String? =
                "/api/models?pipeline_tag=text-to-video&inference_provider=all&limit=3&\(Self.mapping)"
            var names: [String] = [], pages = 0
            while let here = path, pages < 20 {
                let answer = try await it.get(here)
                let page = try #require(answer.json?.values)
                #expect(page.allSatisfy { $0["inferenceProviderMapping"]?.values.isEmpty == false })
                names += page.map { $0.text("id") }
                let link = answer.headers["link"]
                #expect(link.map { $0.hasPrefix("<\(it.baseURL)/api/models?") } ?? true)
                path = link.map { String($0.dropFirst(it.baseURL.count + 1).prefix { $0 != ">" }) }
                pages += 1
            }
            #expect(pages > 2 && Set(names).count == names.count)
            #expect(
                names.contains("larryvrh/MiniMax-H3-Turbo-Lora") && !names.contains("simulated/empty-mapping")
            )
        }
    }

    @Test(
        arguments: [
            ("search=hunyuan", ["tencent/HunyuanVideo", "tencent/HunyuanVideo-1.5"]),
            ("author=zai-org", ["zai-org/GLM-Image"]),
            (
                "inference_provider=novita,nscale&sort=downloads",
                ["black-forest-labs/FLUX.1-schnell", "Wan-AI/Wan2.1-T2V-14B"]
            ),
            (
                "pipeline_tag=image-to-video&inference=warm&sort=likes&limit=1",
                ["stabilityai/stable-video-diffusion-img2vid-xt"]
            ),
        ]
    )
    func `lists are filtered and sorted`(query: String, expected: [String]) async throws {
        try await withSimulator { it in
            let answer = try await it.get("/api/models?\(query)")
            #expect(answer.json?.values.map { $0.text("id") } == expected)
        }
    }

    @Test func `a token's text says what it may, to the Hub and to the router`() async throws {
        try await withSimulator { it in
            func rights(_ token: String) async throws -> JSON? {
                let answer = try await it.get("/api/whoami-v2", token: "Bearer \(token)")
                return answer.json?.at("auth.accessToken.fineGrained.global")
            }
            #expect(try await rights("hf_good") == ["inference.serverless.write"])
            #expect(try await rights("hf_x-noperm") == [])
            #expect(try await it.get("/api/whoami-v2", token: "Bearer hf_x-invalid").status == 401)
            #expect(try await it.send(.get("/api/whoami-v2")).status == 401)
            let read = try await it.get("/api/whoami-v2", token: "Bearer hf_x-read")
            #expect(read.json?.at("auth.accessToken.role") == "read")
            let path = "/novita/v3/async/wan-t2v"
            #expect(try await it.post(path, #"{"prompt":"x"}"#, token: "Bearer hf_x-noperm").status == 403)
            #expect(try await it.post(path, #"{"prompt":"x"}"#, token: "Bearer hf_x-invalid").status == 401)
            #expect(await it.jobs.isEmpty)
        }
    }

    @Test func `a provider's own list and the tasks are there`() async throws {
        try await withSimulator { it in
            let partner = try await it.send(.get("/api/partners/novita/models?status=live"))
            #expect(partner.json?.at("text-to-video")?["Wan-AI/Wan2.1-T2V-14B"]?["providerId"] == "wan-t2v")
            let tasks = try await it.send(.get("/api/tasks"))
            #expect(tasks.json?.text("text-to-video.models.0.id") == "Wan-AI/Wan2.2-TI2V-5B")
            #expect(try await it.post("/api/models", "{}").status == 405)
            #expect(try await it.get("/api/elsewhere").status == 404)
        }
    }

    @Test func `a scenario can take the Hub down`() async throws {
        try await withSimulator(steps: [.page(502, title: "Bad Gateway").when(path: "/api/models")]) {
            it async throws in
            #expect(try await it.get("/api/models/Wan-AI/Wan2.2-TI2V-5B").status == 502)
            #expect(try await it.get("/api/models/Wan-AI/Wan2.2-TI2V-5B").status == 200)
        }
    }
}
