import Foundation
import Generations
import Simulator
import Testing

@testable import HuggingFace

/// Every provider and task against the demo, which was written from the documentation by itself.
@Suite(.timeLimit(.minutes(2))) struct EveryRoadTests {
    /// Model, provider, whether it animates an image.
    static let roads: [(String, String, Bool)] = [
        ("Wan-AI/Wan2.2-TI2V-5B", "fal-ai", false), ("Wan-AI/Wan2.2-TI2V-5B", "replicate", false),
        ("Wan-AI/Wan2.2-TI2V-5B", "wavespeed", false), ("Wan-AI/Wan2.2-T2V-A14B", "together", false),
        ("Wan-AI/Wan2.1-T2V-14B", "novita", false), ("Lightricks/LTX-Video", "replicate", false),
        ("larryvrh/MiniMax-H3-Turbo-Lora", "wavespeed", false),
        ("Wan-AI/Wan2.2-I2V-A14B", "fal-ai", true), ("Wan-AI/Wan2.2-I2V-A14B", "together", true),
        ("Wan-AI/Wan2.1-I2V-14B-480P", "wavespeed", true), ("MiniMaxAI/MiniMax-H3", "fal-ai", true),
        ("MiniMaxAI/MiniMax-H3", "wavespeed", true),
        ("stabilityai/stable-video-diffusion-img2vid-xt", "fal-ai", true),
    ]

    @Test(arguments: roads)
    func `a video comes by every road`(model: String, provider: String, hasImage: Bool) async throws {
        try await withSimulator(SimulatorConfiguration(token: .exactly("hf_demo"))) { simulator in
            let road = Road(base: simulator.baseURL)
            let image = hasImage ? ImageSource.url("https://pictures.example/a.png") : nil
            let request = try Road.request(model, provider: provider, image: image)
            let seen = try await road.run(request)
            #expect(MediaSniffer.verdict(road.sink.bytes, isWhole: true) == .video)
            #expect(road.reports.notes.map(\.provider.rawValue) == [provider])
            #expect(seen.contains { if case .running = $0 { true } else { false } })
            let job = try #require(await simulator.jobs.first)
            #expect(job.provider == provider)
            #expect(job.moment == .succeeded)
            #expect(await simulator.mediaRequests.allSatisfy { $0.header("Authorization") == nil })
        }
    }

    @Test(arguments: roads)
    func `and with a key of one's own from the provider itself`(
        model: String,
        provider: String,
        hasImage: Bool
    ) async throws {
        try await withSimulator { simulator in
            var road = Road(base: simulator.baseURL, ownBase: simulator.baseURL + "/own")
            road.keys = [try #require(InferenceProvider(rawValue: provider))]
            let image = hasImage ? ImageSource.url("https://pictures.example/a.png") : nil
            _ = try await road.run(try Road.request(model, provider: provider, image: image))
            #expect(MediaSniffer.verdict(road.sink.bytes, isWhole: true) == .video)
            let word = provider == "fal-ai" ? "Key" : "Bearer"
            for entry in try #require(await simulator.jobs.first).log where entry.stage != .media {
                #expect(entry.request.path.hasPrefix("/own/\(provider)/"))
                #expect(entry.request.header("Authorization") == "\(word) \(Road.key)")
                #expect(entry.request.header("X-HF-Bill-To") == nil)
            }
            #expect(road.reports.notes.first?.notices.contains { $0.contains("OWN_KEY") } == true)
        }
    }

    @Test func `without a wish the first of the Hub's is taken, and the place in the queue moves`()
        async throws
    {
        try await withSimulator { simulator in
            let road = Road(base: simulator.baseURL)
            let seen = try await road.run(try Road.request(prompt: "a fox #slow"))
            #expect(road.reports.notes == [ProviderNote(provider: .falAI)])
            let places = seen.compactMap { status in
                if case .queued(let progress) = status { progress.position } else { nil }
            }
            #expect(places == places.sorted(by: >))
            #expect(Set(places).count > 1)
            let fractions = seen.compactMap { status in
                if case .running(let progress) = status { progress.fraction } else { nil }
            }
            #expect(fractions == fractions.sorted())
            #expect(Set(fractions).count > 1)
        }
    }

    @Test func `without a Hugging Face token a provider with a key is asked`() async throws {
        try await withSimulator { simulator in
            var road = Road(base: simulator.baseURL, token: nil, keys: [.wavespeed])
            road.ownBase = simulator.baseURL + "/own"
            _ = try await road.run(try Road.request())
            #expect(road.reports.notes.map(\.provider) == [.wavespeed])
        }
    }

    @Test func `a Hugging Face token in the place of a provider's key stays at home`() async throws {
        try await withSimulator { simulator in
            let road = Road(base: simulator.baseURL)
            try await road.with { client in
                var configuration = client.configuration
                let token = try #require(configuration.hubToken)
                configuration.providerKeys = [.falAI: token]
                #expect(configuration.key(for: .falAI) == nil)
            }
        }
    }

    @Test func `neither token nor key asks nobody`() async throws {
        try await withSimulator { simulator in
            let error = await Road(base: simulator.baseURL, token: nil).failure(try Road.request())
            #expect(error?.failure().code == .missingToken)
            #expect(error?.detail.message == "looked in HF_TOKEN")
            #expect(await simulator.requests.isEmpty)
        }
    }

    @Test(arguments: [("Wan-AI/Wan2.2-TI2V-5B", "fal-ai"), ("Lightricks/LTX-Video", "replicate")])
    func `a cancel reaches the provider`(model: String, provider: String) async throws {
        try await withSimulator { simulator in
            let road = Road(base: simulator.baseURL)
            let request = try Road.request(model, prompt: "a fox #slow", provider: provider)
            try await road.with { client in
                let job = try await road.begin(request, client)
                let outcome = try await client.cancel(job, for: request) { _ in }
                #expect([.cancelled, .requested].contains(outcome))
            }
            let job = try #require(await simulator.jobs.first)
            #expect(job.moment == .cancelled)
            #expect(job.count(.cancel) == 1)
        }
    }

    @Test(arguments: [
        ("Wan-AI/Wan2.2-TI2V-5B", "wavespeed"), ("Wan-AI/Wan2.1-T2V-14B", "novita"),
        ("Wan-AI/Wan2.2-T2V-A14B", "together"),
    ])
    func `where no cancel is known it is said`(model: String, provider: String) async throws {
        try await withSimulator { simulator in
            let road = Road(base: simulator.baseURL)
            let request = try Road.request(model, prompt: "a fox #slow", provider: provider)
            try await road.with { client in
                let job = try await road.begin(request, client)
                guard
                    case .refused(let error) = try await client.cancel(job, for: request, progress: { _ in })
                else { return #expect(Bool(false)) }
                #expect(
                    error.failure().message
                        == "\(provider) knows no way to cancel a job: it goes on, and may be billed."
                )
            }
            #expect(await simulator.jobs.first?.count(.cancel) == 0)
        }
    }

    @Test func `who pays is named on every request of a job through the router`() async throws {
        try await withSimulator { simulator in
            let road = Road(base: simulator.baseURL, billTo: "acme")
            _ = try await road.run(try Road.request())
            let log = try #require(await simulator.jobs.first).log.filter { $0.stage != .media }
            #expect(log.count > 3)
            #expect(log.allSatisfy { $0.request.header("X-HF-Bill-To") == "acme" })
        }
    }

    @Test func `a dry run asks the Hub alone and says who would be asked for what`() async throws {
        try await withSimulator { simulator in
            let text = try await Road(base: simulator.baseURL).with { client in
                try await client.dryRun(try Road.request(prompt: "a fox", provider: "replicate")).printable
            }
            #expect(text.hasPrefix("# Provider: replicate\nPOST \(simulator.baseURL)/replicate/v1/models/"))
            #expect(text.contains("Authorization: Bearer hf_•••\n"))
            #expect(text.contains(#""prompt":"a fox""#))
            #expect(!text.contains("hf_demo"))
            #expect(await simulator.requests.allSatisfy { $0.path.hasPrefix("/api/models/") })
            #expect(await simulator.jobs.isEmpty)
        }
    }
}
