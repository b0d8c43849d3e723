import Foundation
import Generations
import NIOHTTP1
import Testing

@testable import HuggingFace

/// What the conformance suite has to know of a provider: a model of it and how its good answers look.
struct ProviderSample: Sendable, CustomTestStringConvertible {
    var adapter: any ProviderAdapter
    var model: String
    /// What the model makes.
    var task = InferenceTask.textToVideo
    /// The recorded answer that begins a job, or is the result itself where there are no jobs.
    var accepted: String
    /// How a poll is answered while the job is at a status.
    var poll: @Sendable (_ status: String) -> String

    var testDescription: String { adapter.provider.rawValue }

    static func of(_ provider: InferenceProvider) -> ProviderSample {
        let adapter = ProviderRegistry.adapter(for: provider)
        return switch provider {
        case .falAI:
            ProviderSample(
                adapter: adapter,
                model: "fal-ai/wan/v2.2-5b/text-to-video",
                accepted: "fal-queue-1-submit",
                poll: { #"{"status":"\#($0)"}"# }
            )
        case .hfInference:
            ProviderSample(
                adapter: adapter,
                model: "CompVis/stable-diffusion-v1-4",
                task: .textToImage,
                accepted: "router-hf-inference-image",
                poll: { _ in "" }
            )
        case .novita:
            ProviderSample(
                adapter: adapter,
                model: "wan-t2v",
                accepted: "novita-1-submit",
                poll: { #"{"task":{"status":"\#($0)"}}"# }
            )
        case .nscale:
            ProviderSample(
                adapter: adapter,
                model: "black-forest-labs/FLUX.1-schnell",
                task: .textToImage,
                accepted: "nscale-image",
                poll: { _ in "" }
            )
        case .replicate:
            ProviderSample(
                adapter: adapter,
                model: "wan-video/wan-2.2-5b-fast",
                accepted: "replicate-202-wait-exceeded",
                poll: { #"{"id":"a","status":"\#($0)"}"# }
            )
        case .together:
            ProviderSample(
                adapter: adapter,
                model: "Wan-AI/Wan2.2-T2V-A14B",
                accepted: "together-1-submit",
                poll: { #"{"id":"a","status":"\#($0)"}"# }
            )
        case .wavespeed:
            ProviderSample(
                adapter: adapter,
                model: "wavespeed-ai/wan-2.2/t2v-5b-720p",
                accepted: "wavespeed-1-submit",
                poll: { #"{"code":200,"data":{"id":"a","status":"\#($0)"}}"# }
            )
        case .zaiOrg:
            ProviderSample(
                adapter: adapter,
                model: "glm-image",
                task: .textToImage,
                accepted: "zai-1-submit",
                poll: { #"{"id":"a","task_status":"\#($0)"}"# }
            )
        }
    }

    static let all = InferenceProvider.allCases.map(of)

    /// Those that begin jobs.
    static let withJobs = all.filter { !($0.adapter is any ImmediateAdapter) }

    /// Those that make videos.
    static let ofVideos = all.filter { $0.task != .textToImage }

    /// Those that make keyframes, each with a model for it.
    static let ofPictures = all.filter { $0.adapter.tasks.contains(.textToImage) }.map { sample in
        var sample = sample
        sample.task = .textToImage
        switch sample.adapter.provider {
        case .falAI: sample.model = "fal-ai/flux/dev"
        case .replicate: sample.model = "black-forest-labs/flux-schnell"
        case .together: sample.model = "stabilityai/stable-diffusion-xl-base-1.0"
        case .wavespeed: sample.model = "wavespeed-ai/flux-dev"
        case .hfInference, .novita, .nscale, .zaiOrg: break
        }
        return sample
    }

    // MARK: Making things

    static func router(_ adapter: any ProviderAdapter, billTo: String? = nil) throws -> ProviderRoute {
        let token = try #require(try AccessToken("hf_abcdefghijklm0123"))
        return ProviderRoute(to: adapter, token: token, billTo: billTo, userAgent: "rushes/1")
    }

    static func own(_ adapter: any ProviderAdapter) throws -> ProviderRoute {
        let key = try #require(try AccessToken("key-0123456789"))
        return ProviderRoute(to: adapter, key: key, userAgent: "rushes/1")
    }

    static func routes(_ adapter: any ProviderAdapter) throws -> [ProviderRoute] {
        [try router(adapter, billTo: "acme"), try own(adapter)]
    }

    /// A call for a prompt of two words.
    func call(
        _ task: InferenceTask? = nil,
        parameters: VideoParameters = VideoParameters(),
        image: ProviderImage? = nil,
        lora: ProviderModel.Adapter? = nil
    ) throws -> ProviderCall {
        let request = GenerationRequest(
            task: task ?? self.task,
            prompt: "a cat",
            model: try #require(ModelID("o/n")),
            parameters: parameters
        )
        return ProviderCall(
            request: request,
            model: try #require(ProviderModel(id: model, lora: lora)),
            image: image
        )
    }

    /// The job that the recorded answer begins.
    func job(on route: ProviderRoute) throws -> RemoteJob {
        let submission = try adapter.readSubmit(try Fixture(accepted).answer(.submit), from: route)
        return try #require(submission.job)
    }

    /// An answer with a text as its body.
    static func answer(
        _ body: String,
        status: Int = 200,
        _ purpose: ErrorMapping.Purpose = .job
    ) -> ProviderAnswer {
        ProviderAnswer(
            status: status,
            headers: [:],
            body: Array(body.utf8),
            mapping: ErrorMapping(host: "router.huggingface.co", purpose: purpose, now: .now)
        )
    }
}

extension PreparedRequest {
    /// The JSON of the body.
    var json: ParameterValue? {
        guard case .json(let value) = body else { return nil }
        return value
    }

    func header(_ name: String) -> String? {
        headers.first { $0.name == name }?.value
    }
}
