import Foundation
import Generations
import Testing

@testable import HuggingFace

/// Every recorded answer of the providers, read by the reader that gets it, with what it means.
@Suite struct ProviderFixtureTests {
    enum Step: Sendable {
        case submit, poll, result, cancel
    }

    static let table: [(String, InferenceProvider, Step, String)] = [
        ("fal-queue-1-submit", .falAI, .submit, "job 764cabcf-b745-4b3e-ae38-1200304cf45b, queued at 2"),
        ("fal-queue-2-in-queue", .falAI, .poll, "queued at 1"),
        (
            "fal-queue-3-in-progress", .falAI, .poll,
            "running 40%, 18 s left: 40%|████ | 16/40 [00:12<00:18, 1.31it/s]"
        ),
        ("fal-queue-4-completed", .falAI, .poll, "result ready"),
        ("fal-queue-5-result", .falAI, .result, "https://v3b.fal.media/files/b/example/output.mp4, seed 42"),
        ("fal-result-null-fields", .falAI, .result, "https://v3.fal.media/files/example/out.mp4, seed 42"),
        ("fal-completed-with-error", .falAI, .poll, "failed: providerFailed Request timed out"),
        (
            "fal-422-content-policy", .falAI, .result,
            "failed: contentRefused body.prompt: The content could not be processed because it contained "
                + "material flagged by a content checker."
        ),
        ("fal-422-detail-string", .falAI, .result, "failed: invalidRequest Model directory…"),
        ("fal-422-missing-field", .falAI, .submit, "throws invalidRequest body.model_name: field required…"),
        (
            "fal-422-validation", .falAI, .submit,
            "throws invalidRequest body.loras.0.path: str type expected…"
        ),
        ("fal-400-data-url", .falAI, .submit, "throws invalidRequest Unsupported data URL…"),
        ("fal-404-text", .falAI, .submit, "throws modelNotFound 404: Not Found…"),
        ("fal-503-runner", .falAI, .submit, "throws tooBusy Runner connection failed…"),
        ("fal-hub-test-submit", .falAI, .submit, "job test_request_id, running"),
        ("fal-cancel-200-ok", .falAI, .cancel, "cancelled"),
        ("fal-cancel-202", .falAI, .cancel, "requested"),
        ("fal-cancel-400-already", .falAI, .cancel, "alreadyOver"),
        ("fal-cancel-404", .falAI, .cancel, "gone"),
        ("fal-sync-video-cogvideox", .falAI, .submit, "https://v3.fal.media/files/penguin…"),
        ("fal-sync-video-hunyuan-1", .falAI, .submit, "https://v3.fal.media/files/rabbit…"),
        ("fal-sync-video-ltx", .falAI, .submit, "https://v3.fal.media/files/kangaroo…"),
        ("fal-sync-video-mochi", .falAI, .submit, "https://fal.media/files/monkey…"),
        ("router-fal-video-sync-200", .falAI, .submit, "https://v3b.fal.media/files/b/example/video.mp4"),
        (
            "fal-image-flux-schnell", .falAI, .result,
            "https://fal.media/files/panda/Z8oLxNTAj2krojA0xvcUl.png, seed 233640447"
        ),
        (
            "router-fal-image-sync", .falAI, .submit,
            "https://v3.fal.media/files/koala/7EQDw9PT6pMiX2fm7bYOC.png, seed 3131504498"
        ),
        ("router-400-not-supported-fal", .falAI, .submit, "throws unsupported Model not supported by…"),
        ("router-401-invalid-credentials", .falAI, .submit, "throws invalidToken Invalid credentials…"),
        ("router-402-credits-depleted", .falAI, .submit, "throws paymentRequired You have depleted…"),
        ("router-402-payg-not-enabled", .falAI, .submit, "throws providerNotBillable Pay-as-you go…"),
        ("replicate-202-wait-exceeded", .replicate, .submit, "job 2ea92hmwgnrga0cmpp9rj00evw, queued"),
        (
            "replicate-video-mochi-1", .replicate, .submit,
            "job v48356wb8srme0cmjfdrd0kmzm, https://replicate.delivery/xezq/kbgNy0QZ6bIFMJB84rMEu"
                + "oD28JrnjyPfw5ZxUyaiMSkuuAEKA/output.mp4"
        ),
        (
            "replicate-image-array-output", .replicate, .submit,
            "job tqsn7eq3kxrma0cmjfcbkd5t3g, https://replicate.delivery/xezq/…"
        ),
        ("replicate-image-versioned", .replicate, .submit, "job t6p3z973p9rj60cmjfcavckd18, https://…"),
        ("router-replicate-201", .replicate, .submit, "job jf23sy140hrj00cn0008841srg, https://…"),
        ("replicate-poll-1", .replicate, .submit, "job azaq55dbukgxg6kubr4k6g3pby, queued"),
        ("replicate-poll-2", .replicate, .poll, "queued"),
        ("replicate-poll-3", .replicate, .poll, "running"),
        ("replicate-poll-4", .replicate, .poll, "running 0%: 0%| | 0/50 [00:00<?, ?it/s]"),
        (
            "replicate-poll-5", .replicate, .poll,
            "https://replicate.delivery/pbxt/gDoc64M9pRaQNdZb0evCRgm57WZJ5BKi0T5kzV6qm2tGmd8IA/"
                + "out-0.png"
        ),
        ("replicate-failed", .replicate, .poll, "failed: providerFailed Prediction failed: out of memory"),
        (
            "replicate-canceled-aborted", .replicate, .poll,
            "failed: providerFailed The job's deadline passed before it began."
        ),
        ("replicate-cancel-1", .replicate, .submit, "job hdwst0bb05rgp0cf0p29mzk2am, queued"),
        ("replicate-cancel-2", .replicate, .cancel, "cancelled"),
        ("replicate-cancel-2", .replicate, .poll, "cancelled"),
        ("replicate-401", .replicate, .submit, "throws invalidToken Unauthenticated…"),
        (
            "replicate-422-invalid-fields", .replicate, .submit,
            "throws invalidRequest Input validation failed…"
        ),
        ("replicate-422-problem", .replicate, .submit, "throws invalidRequest Input validation failed…"),
        ("novita-1-submit", .novita, .submit, "job 951f11c5-1192-461b-bc54-5fb5e2a60ed0, queued"),
        ("novita-2-processing", .novita, .poll, "running 40%, 30 s left"),
        (
            "novita-3-succeed", .novita, .poll,
            "https://faas-output-video.example/out.mp4?X-Amz-Expires=3600, seed 1234"
        ),
        ("novita-failed", .novita, .poll, "failed: contentRefused content violates policy"),
        ("novita-sync-python", .novita, .submit, "https://example.com/out.mp4"),
        ("wavespeed-1-submit", .wavespeed, .submit, "job pred_0001, queued"),
        ("wavespeed-2-processing", .wavespeed, .poll, "running"),
        ("wavespeed-3-completed", .wavespeed, .poll, "https://cdn.example/out.mp4"),
        ("wavespeed-failed", .wavespeed, .poll, "failed: contentRefused Content flagged"),
        ("together-1-submit", .together, .submit, "job job-123, queued"),
        ("together-2-in-progress", .together, .poll, "running"),
        ("together-3-completed", .together, .poll, "https://files.example.com/video.mp4"),
        ("together-completed-full", .together, .poll, "https://files.example.com/video.mp4, $0.25"),
        ("together-failed", .together, .poll, "failed: providerFailed generation failed"),
        ("together-400", .together, .submit, "throws invalidRequest Invalid request…"),
        // The recording cuts the base64, and the bytes below.
        ("router-together-image-retry-after-on-200", .together, .submit, "failed: notAnImage "),
        ("router-hf-inference-image", .hfInference, .submit, "throws notAnImage "),
        ("legacy-image-2023", .hfInference, .submit, "throws notAnImage "),
        ("nscale-image", .nscale, .submit, "68 bytes"),
        ("nscale-400", .nscale, .submit, "throws invalidRequest prompt: field required"),
        ("zai-1-submit", .zaiOrg, .submit, "job 25551764231520061234567890, running"),
        ("zai-2-processing", .zaiOrg, .poll, "running"),
        ("zai-3-success", .zaiOrg, .poll, "https://mfile.z.ai/example/image.png"),
        ("zai-failed", .zaiOrg, .poll, "failed: providerFailed The provider gives no reason."),
    ]

    @Test(arguments: table)
    func `each recorded answer reads as what it is`(
        row: (name: String, provider: InferenceProvider, step: Step, outcome: String)
    ) throws {
        let adapter = ProviderRegistry.adapter(for: row.provider)
        let answer = try Fixture(row.name).answer(row.step == .submit ? .submit : .job)
        let outcome = try words(adapter, row.step, answer)
        // An expectation that is cut ends so.
        guard row.outcome.hasSuffix("…") else { return #expect(outcome == row.outcome) }
        #expect(outcome.hasPrefix(row.outcome.dropLast()), "\(outcome)")
    }

    @Test(arguments: ["fal-sync-video-hunyuan-2", "replicate-video-mochi-2"])
    func `the videos that answers lead to begin like videos`(name: String) throws {
        #expect(MediaSniffer.verdict(try Fixture(name).body, isWhole: true) == .video)
    }

    @Test(arguments: ["cdn-fal-image", "cdn-replicate-image"])
    func `pictures are told from videos whatever their type says`(name: String) throws {
        #expect(MediaSniffer.verdict(try Fixture(name).body, isWhole: true) == .image("PNG"))
    }

    @Test func `every recorded answer of the providers is in the table`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures")
        let prefixes = [
            "fal-", "replicate-", "novita-", "nscale-", "wavespeed-", "together-", "zai-",
        ]
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path())
            .map { String($0.dropLast(5)) }
            .filter { name in prefixes.contains { name.hasPrefix($0) } }
        let media: Set = ["fal-sync-video-hunyuan-2", "replicate-video-mochi-2"]
        #expect(Set(names).subtracting(media).subtracting(Self.table.map(\.0)).isEmpty)
        #expect(names.count > 40)
    }

    @Test func `the addresses that are asked next are rebuilt on the router`() throws {
        let fixture = try Fixture("fal-hub-test-submit")
        let adapter = FalAI()
        let route = try ProviderSample.router(adapter)
        let job = try #require(try adapter.readSubmit(try fixture.answer(.submit), from: route).job)
        let result = try #require(adapter.result(of: job))
        #expect(try route.prepare(result, traceID: "t").url == fixture.expected?["result_url"]?.text)
        #expect(
            try route.prepare(adapter.poll(job), traceID: "t").url
                == (fixture.expected?["status_url"]?.text).map { $0 + "&logs=1" }
        )
    }

    @Test(arguments: [
        (
            "fal-queue-1-submit", InferenceProvider.falAI, "fal-ai/wan/v2.2-5b/text-to-video",
            VideoParameters(numFrames: 81, seed: 42)
        ),
        ("novita-1-submit", .novita, "wan-t2v", VideoParameters(numInferenceSteps: 30)),
        ("wavespeed-1-submit", .wavespeed, "wavespeed-ai/wan-2.2/t2v-5b-720p", VideoParameters()),
        (
            "together-1-submit", .together, "some/video-model",
            VideoParameters(width: 512, height: 512, numInferenceSteps: 30, guidanceScale: 3.5, seed: 42)
        ),
    ])
    func `the recorded submits are the ones that are sent`(
        name: String,
        provider: InferenceProvider,
        model: String,
        parameters: VideoParameters
    ) throws {
        let fixture = try Fixture(name)
        let adapter = ProviderRegistry.adapter(for: provider)
        let prompt = try #require(fixture.request["body"]?["prompt"]?.text)
        let request = GenerationRequest(
            prompt: prompt,
            model: try #require(ModelID("o/n")),
            parameters: parameters
        )
        let call = ProviderCall(request: request, model: try #require(ProviderModel(id: model)))
        let prepared = try ProviderSample.router(adapter).prepare(try adapter.submit(call), traceID: "t")
        #expect(prepared.url == fixture.url)
        #expect(prepared.method.rawValue == fixture.request["method"]?.text)
        #expect(prepared.json == fixture.request["body"])
    }

    // MARK: Words

    private func words(_ adapter: any ProviderAdapter, _ step: Step, _ answer: ProviderAnswer) throws
        -> String
    {
        do {
            switch step {
            case .submit:
                let route = try ProviderSample.router(adapter)
                let submission = try adapter.readSubmit(answer, from: route)
                let job = submission.job.map { "job \($0.id), " } ?? ""
                return job + OutcomeWords.of(submission.status)
            case .poll: return OutcomeWords.of(try adapter.readPoll(answer))
            case .result: return OutcomeWords.of(try adapter.readResult(answer))
            case .cancel: return "\(adapter.readCancel(answer))"
            }
        } catch let error as InferenceError {
            return "throws " + OutcomeWords.of(error)
        }
    }
}
