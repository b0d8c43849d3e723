import Foundation
import Generations
import Simulator
import Testing

@testable import HuggingFace

/// What the Hub says, and what comes of it before anything is sent to a provider.
@Suite(.timeLimit(.minutes(1))) struct ChoiceOfRoadTests {
    @Test(arguments: [
        ("Wan-AI/Wan2.2-I2V-A14B", nil), ("MiniMaxAI/MiniMax-H3", nil),
        ("Wan-AI/Wan2.2-I2V-A14B", "together"),
        ("stabilityai/stable-video-diffusion-img2vid-xt", nil),
    ])
    func `a model that animates images asks for one before anything is sent`(
        model: String,
        provider: String?
    ) async throws {
        try await withSimulator { simulator in
            let road = Road(base: simulator.baseURL)
            check(try await road.submit(try Road.request(model, provider: provider)), .needsImage)
            #expect(await simulator.jobs.isEmpty)
            #expect(road.reports.all.isEmpty)
            let text = try await road.with { client in
                try await client.dryRun(try Road.request(model, provider: provider)).printable
            }
            #expect(text.contains("# \(model) animates images: one is made from the prompt first."))
        }
    }

    @Test func `an image task without an image asks for one at an endpoint as well`() async throws {
        try await withSimulator { simulator in
            let road = Road(base: simulator.baseURL, endpoint: simulator.baseURL)
            let known = try Road.request("stabilityai/stable-video-diffusion-img2vid-xt")
            check(try await road.submit(known), .needsImage)
            var unknown = try Road.request("o/n")
            unknown.task = .imageToVideo
            check(try await road.submit(unknown), .needsImage)
            #expect(await simulator.requests.isEmpty)
            unknown.task = .textToVideo
            guard case .video = try await road.submit(unknown) else { return #expect(Bool(false)) }
        }
    }

    @Test func `a keyframe goes to the router though an endpoint is set`() async throws {
        let road = Road(base: "https://router.example", endpoint: "https://mine.example")
        try await road.with { client in
            var request = try Road.request()
            #expect(try client.endpoint(for: request)?.host == "mine.example")
            request.task = .textToImage
            #expect(try client.endpoint(for: request) == nil)
        }
    }

    /// Model, wish, what is said, and the hint.
    static let refusals: [(String, String?, String, String)] = [
        (
            "simulated/nobody-serves-it", nil,
            "No provider serves simulated/nobody-serves-it, and hf-inference, Hugging Face's own, makes no videos.",
            "Choose another model or endpoint."
        ),
        (
            "Wan-AI/Wan2.2-TI2V-5B", "novita", "novita does not serve Wan-AI/Wan2.2-TI2V-5B.",
            "Choose another provider: fal-ai, replicate or wavespeed."
        ),
        (
            "simulated/staging-only", nil,
            "fal-ai is only trying out simulated/staging-only and does not serve it yet.",
            "Choose another model"
        ),
        (
            "simulated/gated-model", nil, "simulated/gated-model is gated: its terms have to be accepted at ",
            "Accept the model's terms"
        ),
        (
            "simulated/private-model", nil, "simulated/private-model does not exist, or is private.",
            "Check the name"
        ),
        ("simulated/no-such-thing", nil, "simulated/no-such-thing does not exist, or is private.", "Check"),
        (
            "Wan-AI/Wan2.2-TI2V-5B", "sambanova", "sambanova is no longer a provider of Hugging Face.",
            "Choose another provider: fal-ai, replicate or wavespeed."
        ),
    ]

    @Test(arguments: refusals)
    func `what cannot be had is said in one sentence, with the way on`(
        model: String,
        wish: String?,
        message: String,
        hint: String
    ) async throws {
        try await withSimulator { simulator in
            let error = await Road(base: simulator.baseURL).failure(try Road.request(model, provider: wish))
            let failure = try #require(error).failure()
            #expect(failure.message.hasPrefix(message), "\(failure.message)")
            #expect(failure.hint.hasPrefix(hint), "\(failure.hint)")
            #expect(await simulator.requests.allSatisfy { $0.path.hasPrefix("/api/") })
        }
    }

    @Test func `a renamed model is asked by its new name, and it is said`() async throws {
        try await withSimulator { simulator in
            let road = Road(base: simulator.baseURL)
            _ = try await road.run(try Road.request("simulated/renamed-model"))
            #expect(
                road.reports.notes == [
                    ProviderNote(
                        provider: .falAI,
                        notices: ["simulated/renamed-model is called Wan-AI/Wan2.2-TI2V-5B now."]
                    )
                ]
            )
        }
    }

    @Test func `strangers and the dead are passed over`() async throws {
        try await withSimulator { simulator in
            let road = Road(base: simulator.baseURL)
            _ = try await road.run(try Road.request("simulated/strangers-first"))
            #expect(road.reports.notes.map(\.provider) == [.replicate])
            let offers = try await road.with { client in
                try await client.offers(
                    of: try #require(ModelID("simulated/strangers-first")),
                    task: .textToVideo
                )
            }
            #expect(
                offers.offers.map(\.provider) == ["brand-new-provider", "fal-ai", "wavespeed", "replicate"]
            )
            #expect(offers.offers.map(\.isUsable) == [false, false, false, true])
            #expect(offers.offers.map(\.isSpoken) == [false, true, true, true])
            #expect(offers.offers[1].status == .error)
            #expect(offers.offers[2].tasks == ["image-to-video"])
            #expect(offers.usable.map(\.provider) == ["replicate"])
        }
    }

    /// The mood of the prompt, the code, and the sentence.
    static let refusedByProvider: [(String, FailureCode, String)] = [
        (
            "payg", .providerNotBillable,
            "fal-ai cannot be billed through Hugging Face: Pay-as-you go is not enabled for provider fal-ai yet."
        ),
        ("unsupported", .unsupported, "fal-ai cannot do this: Model not supported by provider fal-ai."),
        (
            "deprecated", .unsupported,
            "fal-ai cannot do this: The requested model is deprecated and no longer supported by provider fal-ai."
        ),
        ("missing", .modelNotFound, "fal-ai has no such model: Model "),
    ]

    @Test(arguments: refusedByProvider)
    func `a provider that cannot do it is named, and so are the others`(
        mood: String,
        code: FailureCode,
        message: String
    ) async throws {
        try await withSimulator { simulator in
            let road = Road(base: simulator.baseURL)
            let request = try Road.request(prompt: "a fox #\(mood)@fal-ai")
            let error = try #require(await road.failure(request))
            #expect(error.failure().code == code)
            #expect(error.failure().message.hasPrefix(message), "\(error.failure().message)")
            #expect(error.failure().hint == "Choose another provider: replicate or wavespeed.")
            #expect(error.detail.provider == "fal-ai")
            #expect(error.detail.others == ["replicate", "wavespeed"])
            var again = request
            again.provider = "wavespeed"
            _ = try await road.run(again)
            #expect(MediaSniffer.verdict(road.sink.bytes, isWhole: true) == .video)
        }
    }

    @Test func `a token without the right is told where to get it`() async throws {
        try await withSimulator { simulator in
            let error = await Road(base: simulator.baseURL, token: "hf_demo-noperm").failure(
                try Road.request()
            )
            let failure = try #require(error).failure()
            #expect(failure.code == .accessDenied)
            #expect(failure.hint.contains("ownUserPermissions=inference.serverless.write"))
        }
    }

    @Test func `a failed job names the others too`() async throws {
        try await withSimulator { simulator in
            let road = Road(base: simulator.baseURL)
            let seen = try await road.run(try Road.request(prompt: "a fox #failed"))
            guard case .failed(let error) = seen.last else { return #expect(Bool(false)) }
            #expect(error.detail.provider == "fal-ai")
            #expect(error.detail.others == ["replicate", "wavespeed"])
        }
    }

    @Test(arguments: ["paused-one", "sleeping-one"])
    func `a paused endpoint is told from one that sleeps`(name: String) async throws {
        try await withSimulator { simulator in
            let error = await Exchange(endpoint: simulator.baseURL + "/endpoints/" + name).failure()
            let failure = try #require(error).failure()
            #expect(failure.code == (name == "paused-one" ? .endpointGone : .modelLoading))
            #expect(
                failure.message.contains("is paused and does not wake by itself") == (name == "paused-one")
            )
        }
    }
}
