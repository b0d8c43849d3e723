import Foundation
import Generations
import NIOHTTP1
import Testing

@testable import HuggingFace

/// What holds for every provider, however it words its jobs.
@Suite struct ProviderConformanceTests {
    @Test(arguments: ProviderSample.all)
    func `a submit is one POST with the prompt, below the base of its route`(sample: ProviderSample) throws {
        for route in try ProviderSample.routes(sample.adapter) {
            let prepared = try route.prepare(sample.adapter.submit(try sample.call()), traceID: "trace")
            #expect(prepared.method == .post)
            #expect(prepared.url.hasPrefix(route.base + "/"))
            #expect(
                JSONText.text(try #require(prepared.json)).components(separatedBy: #""a cat""#).count == 2
            )
            #expect(prepared.header("Content-Type") == "application/json")
            #expect(prepared.header("X-Amzn-Trace-Id") == "trace")
            #expect(prepared.token == route.token)
        }
    }

    @Test(arguments: InferenceProvider.allCases)
    func `what is said of providers is what they are asked`(_ provider: InferenceProvider) throws {
        let adapter = ProviderRegistry.adapter(for: provider)
        let id = try #require(JobID("1"))
        let job = RemoteJob(provider: provider, id: id, route: .router, path: "/a/requests/1")
        #expect((adapter.cancel(job) != nil) == provider.takesCancels)
        let makesVideos = adapter.tasks.contains(.textToVideo) || adapter.tasks.contains(.imageToVideo)
        #expect(InferenceProvider.forVideos.contains(provider) == makesVideos)
    }

    @Test(arguments: ProviderSample.all)
    func `the payer goes to the router alone, and so does what only the router wants`(
        sample: ProviderSample
    ) throws {
        let adapter = sample.adapter
        let submit = try adapter.submit(try sample.call())
        let routed = try ProviderSample.router(adapter, billTo: "acme")
        #expect(try routed.prepare(submit, traceID: "t").header("X-HF-Bill-To") == "acme")
        #expect(try routed.prepare(submit, billTo: "other", traceID: "t").header("X-HF-Bill-To") == "other")
        let own = try ProviderSample.own(adapter).prepare(submit, billTo: "acme", traceID: "t")
        #expect(own.header("X-HF-Bill-To") == nil)
        #expect(!own.url.contains("_subdomain"))
        #expect(own.url.hasPrefix(adapter.ownBase))
        #expect(own.scheme == (adapter.provider == .falAI ? .key : .bearer))
        #expect(try routed.prepare(submit, traceID: "t").scheme == .bearer)
        #expect(throws: ParameterProblem.self) { try routed.prepare(submit, billTo: "a\nb", traceID: "t") }
    }

    @Test(arguments: ProviderSample.all)
    func `a token of Hugging Face opens the router, and any other key the provider`(
        sample: ProviderSample
    ) throws {
        for (text, kind) in [("hf_abcdefghijklm0123", JobRoute.router), ("fal-key:0123456789", .provider)] {
            let token = try #require(try AccessToken(text))
            let route =
                kind == .router
                ? ProviderRoute(to: sample.adapter, token: token, userAgent: "rushes/1")
                : ProviderRoute(to: sample.adapter, key: token, userAgent: "rushes/1")
            #expect(route.kind == kind)
            let prepared = try route.prepare(sample.adapter.submit(try sample.call()), traceID: "t")
            var headers = HTTPHeaders()
            prepared.token?.authorize(&headers, as: prepared.scheme)
            let word = kind == .provider && sample.adapter.provider == .falAI ? "Key" : "Bearer"
            #expect(headers.first(name: "Authorization") == "\(word) \(text)")
            #expect(!prepared.printable.contains(text))
            #expect(prepared.printable.contains("Authorization: \(word) "))
        }
    }

    @Test(arguments: ProviderSample.withJobs)
    func `everything that is asked of a job goes to the base of its route`(sample: ProviderSample) throws {
        let adapter = sample.adapter
        for route in try ProviderSample.routes(adapter) {
            let job = try sample.job(on: route)
            #expect(job.route == route.kind)
            #expect(job.provider == adapter.provider)
            let requests = [adapter.poll(job), adapter.result(of: job), adapter.cancel(job)].compactMap { $0 }
            for request in requests {
                let prepared = try route.prepare(request, traceID: "t")
                #expect(prepared.url.hasPrefix(route.base + "/"))
                #expect(prepared.url.contains(job.id.rawValue))
                #expect(prepared.token == route.token)
                #expect(prepared.body == .none)
            }
            #expect(adapter.poll(job).method == .get)
            #expect(adapter.result(of: job)?.method ?? .get == .get)
            #expect(adapter.cancel(job)?.method != .get)
        }
    }

    @Test(arguments: ProviderSample.all)
    func `an image goes along wherever the provider animates images`(sample: ProviderSample) throws {
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array(repeating: 7, count: 20)
        guard sample.adapter.tasks.contains(.imageToVideo) else { return }
        let images: [(ProviderImage, String)] = [
            (.address("https://a.example/i.png"), "https://a.example/i.png"),
            (
                .image(try InputImage(png, from: "i.png")),
                "data:image/png;base64," + Data(png).base64EncodedString()
            ),
        ]
        for (image, text) in images {
            let body = try sample.adapter.submit(try sample.call(.imageToVideo, image: image)).body
            #expect(JSONText.text(.object(try #require(body))).contains(text))
        }
    }

    @Test(arguments: ProviderSample.ofVideos)
    func `a word of ours is written or refused with a reason, and never dropped`(sample: ProviderSample)
        throws
    {
        let plain = try sample.adapter.submit(try sample.call()).body
        let words: [VideoParameters] = [
            VideoParameters(negativePrompt: "blur"), VideoParameters(numFrames: 81), VideoParameters(fps: 16),
            VideoParameters(numFrames: 81, fps: 16), VideoParameters(width: 1_280, height: 720),
            VideoParameters(width: 333, height: 777), VideoParameters(width: 640),
            VideoParameters(numInferenceSteps: 20), VideoParameters(guidanceScale: 4),
            VideoParameters(seed: 7), VideoParameters(motionBucketID: 100),
            VideoParameters(noiseAugStrength: 0.1), VideoParameters(extra: ["own": .string("x")]),
        ]
        for parameters in words {
            let call = try sample.call(parameters: parameters)
            do {
                #expect(try sample.adapter.submit(call).body != plain, "\(parameters)")
            } catch {
                #expect(error.message.hasSuffix("."))
                #expect(error.message.count > 20)
            }
        }
    }

    @Test(arguments: ProviderSample.all)
    func `what is null is not sent, and the user's own names win`(sample: ProviderSample) throws {
        let parameters = VideoParameters(seed: 7, extra: ["none": .null, "seed": .integer(9)])
        let body = try #require(try sample.adapter.submit(try sample.call(parameters: parameters)).body)
        let nested = body["input"] ?? body["parameters"]
        let inner = nested.flatMap { if case .object(let inner) = $0 { inner } else { nil } } ?? body
        #expect(inner["seed"] == .integer(9))
        #expect(inner["none"] == nil)
    }

    @Test(arguments: ProviderSample.withJobs)
    func `a status that nobody knows means that the job goes on`(sample: ProviderSample) throws {
        for word in ["WARMING_UP", "", "null", "données", "\u{202E}"] {
            let status = try sample.adapter.readPoll(ProviderSample.answer(sample.poll(word)))
            #expect(status.isPending, "\(word)")
        }
    }

    @Test(arguments: ProviderSample.all)
    func `an answer that is no JSON tells nothing of the job`(sample: ProviderSample) throws {
        let route = try ProviderSample.router(sample.adapter)
        for body in ["", "<html><title>502 Bad Gateway</title></html>", "[]", "null", "\"x\"", "{", "7"] {
            #expect(throws: InferenceError.self) {
                try sample.adapter.readPoll(ProviderSample.answer(body))
            }
            let error = #expect(throws: InferenceError.self) {
                try sample.adapter.readSubmit(ProviderSample.answer(body, .submit), from: route)
            }
            if sample.adapter.provider != .hfInference { #expect(error?.detail.mayBeAccepted == true) }
        }
        #expect(throws: InferenceError.self) {
            try sample.adapter.readSubmit(ProviderSample.answer("{}", .submit), from: route)
        }
    }

    @Test(arguments: ProviderSample.all)
    func `an error under a good status at submit is told and begins no job`(sample: ProviderSample) throws {
        let route = try ProviderSample.router(sample.adapter)
        let answer = ProviderSample.answer(#"{"error":"flagged by a content checker"}"#, .submit)
        do {
            _ = try sample.adapter.readSubmit(answer, from: route)
            Issue.record("a job began")
        } catch {
            guard case .contentRefused = error else { throw error }
        }
    }

    @Test(arguments: ProviderSample.all, ErrorMappingTests.table)
    func `each recorded error means the same at every provider's submit`(
        sample: ProviderSample,
        row: (String, String, String)
    ) throws {
        let answer = try Fixture(row.0).answer(.submit)
        let route = try ProviderSample.router(sample.adapter)
        #expect(throws: answer.error) { try sample.adapter.readSubmit(answer, from: route) }
    }

    @Test(arguments: ProviderSample.all, [401, 402, 403, 404, 408, 410, 429, 502, 503, 504])
    func `a poll that fails is no end of the job`(sample: ProviderSample, status: Int) throws {
        let answer = ProviderSample.answer("<html>", status: status)
        #expect(throws: answer.error) { try sample.adapter.readPoll(answer) }
        #expect(throws: InferenceError.self) { try sample.adapter.readResult(answer) }
    }

    @Test(arguments: ProviderSample.all)
    func `a job that the provider has forgotten is said to be gone, and not its model`(
        sample: ProviderSample
    ) throws {
        for status in [404, 410] {
            do {
                _ = try sample.adapter.readPoll(ProviderSample.answer(#"{"detail":"x"}"#, status: status))
                Issue.record("a status was read")
            } catch {
                guard case .endpointGone(let detail) = error else { throw error }
                #expect(detail.message == "x")
            }
        }
    }

    @Test(arguments: ProviderSample.all)
    func `a cancel that the server refuses is said to be refused`(sample: ProviderSample) {
        for status in [401, 405, 500, 502] {
            guard case .refused = sample.adapter.readCancel(ProviderSample.answer("", status: status)) else {
                Issue.record("\(status) was taken for a cancel")
                continue
            }
        }
        for body in ["", "404 page not found", #"{"detail":"Not Found"}"#] {
            let missing = sample.adapter.readCancel(ProviderSample.answer(body, status: 404))
            guard case .refused = missing else {
                Issue.record("a way that is missing was taken for a job that is gone")
                continue
            }
        }
    }

    @Test(arguments: ProviderSample.all)
    func `random answers do no harm and lead nowhere else`(sample: ProviderSample) throws {
        var random = SystemRandomNumberGenerator()
        let pieces = [
            "{", "}", "[", "]", ":", ",", "\"id\"", "\"status\"", "\"data\"", "\"task\"", "\"request_id\"",
            "\"response_url\"", "\"urls\"", "\"get\"", "\"https://evil.example/x\"", "\"output\"", "null",
            "1e999",
            "\"video\"", "\"COMPLETED\"", "\"succeeded\"", "\u{0}", "-1", "\"../../x\"", "\"logs\"",
            "\"code\"",
        ]
        let route = try ProviderSample.router(sample.adapter)
        for _ in 0..<500 {
            let body =
                "{"
                + (0..<Int.random(in: 0..<16, using: &random))
                .map { _ in pieces.randomElement(using: &random) ?? "" }.joined() + "}"
            let answer = ProviderSample.answer(body, .submit)
            _ = try? sample.adapter.readPoll(answer)
            _ = try? sample.adapter.readResult(answer)
            _ = sample.adapter.readCancel(answer)
            guard let job = try? sample.adapter.readSubmit(answer, from: route).job else { continue }
            let poll = try route.prepare(sample.adapter.poll(job), traceID: "t")
            #expect(poll.url.hasPrefix(route.base + "/"))
        }
    }

    @Test(arguments: ProviderSample.all)
    func `polls come neither faster than twice a second nor slower than ten seconds`(sample: ProviderSample) {
        let waits = (0..<100).map(sample.adapter.pace.wait(before:))
        #expect(waits == waits.sorted())
        #expect(waits.allSatisfy { (.milliseconds(500) ... .seconds(10)).contains($0) })
        #expect(sample.adapter.provider != .wavespeed || waits.allSatisfy { $0 >= .seconds(5) })
    }
}
