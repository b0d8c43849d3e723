import Foundation
import Generations
import NIOHTTP1
import Testing

@testable import HuggingFace

/// What single providers do that others do not.
@Suite struct ProviderOddityTests {
    // MARK: Addresses

    @Test(arguments: [
        "https://evil.example/fal-ai/wan/requests/a", "https://queue.fal.run.evil.example/requests/a",
        "https://evilfal.run/requests/a", "https://queue.fal.run/../replicate/v1/predictions",
        "https://queue.fal.run/a/%2e%2e/b", "https://queue.fal.run//a", "https://queue.fal.run/",
        "queue.fal.run/a",
        "https://user@queue.fal.run/a", "file:///etc/passwd", "https://queue.fal.run/a b", "",
    ])
    func `an address that is foreign, or climbs, is not used, and the job is where it usually is`(
        address: String
    ) throws {
        for (adapter, body, usual) in [
            (
                FalAI() as any ProviderAdapter, #"{"request_id":"r1","response_url":"\#(address)"}"#,
                "/fal-ai/wan/requests/r1"
            ),
            (
                Wavespeed(), #"{"code":200,"data":{"id":"r1","urls":{"get":"\#(address)"}}}"#,
                "/api/v3/predictions/r1/result"
            ),
        ] {
            let route = try ProviderSample.router(adapter)
            var answer = ProviderSample.answer(body, .submit)
            answer.model = ProviderModel(id: ProviderSample.of(adapter.provider).model)
            let job = try #require(try adapter.readSubmit(answer, from: route).job)
            #expect(job.id.rawValue == "r1")
            #expect(job.path == usual)
        }
    }

    @Test(
        arguments: [
            ("fal-ai/wan/v2.2-5b/text-to-video", "/fal-ai/wan/requests/r1"),
            ("minimax/h3/image-to-video", "/minimax/h3/requests/r1"),
            ("workflows/me/film/x", "/workflows/me/film/requests/r1"), ("one", nil),
        ] as [(String, String?)]
    )
    func `fal's job without an address is asked for below its app`(model: String, path: String?) throws {
        let route = try ProviderSample.router(FalAI())
        var answer = ProviderSample.answer(#"{"request_id":"r1"}"#, .submit)
        answer.model = ProviderModel(id: model)
        if let path {
            #expect(try FalAI().readSubmit(answer, from: route).job?.path == path)
            return
        }
        let error = try #require(throws: InferenceError.self) {
            try FalAI().readSubmit(answer, from: route)
        }
        #expect(error.detail.message.contains("r1"))
        #expect(error.detail.mayBeAccepted)
    }

    @Test func `addresses on the router, on the provider's hosts and on a demo's base mean the same`() throws
    {
        let adapter = FalAI()
        let token = try AccessToken("hf_abcdefghijklm0123")
        let demo = "http://127.0.0.1:8080"
        let route = ProviderRoute(through: demo, to: adapter, token: token, userAgent: "rushes/1")
        for address in [
            "https://queue.fal.run/fal-ai/wan/requests/a", "https://fal.run/fal-ai/wan/requests/a?x=1#y",
            "http://127.0.0.1:8080/fal-ai/fal-ai/wan/requests/a",
        ] {
            #expect(route.path(of: address) == "/fal-ai/wan/requests/a")
        }
        #expect(route.path(of: "http://127.0.0.1:8081/fal-ai/fal-ai/wan/requests/a") == nil)
    }

    @Test func `ids that could climb or carry a query are encoded`() throws {
        for adapter in [Replicate() as any ProviderAdapter, Together(), Novita()] {
            let route = try ProviderSample.router(adapter)
            let body = #"{"id":"../x?y=1&z","task_id":"../x?y=1&z"}"#
            let job = try adapter.readSubmit(ProviderSample.answer(body, .submit), from: route).job
            let url = try route.prepare(adapter.poll(try #require(job)), traceID: "t").url
            #expect(url.contains("..%2Fx%3Fy%3D1%26z"))
        }
        for id in ["..", ".", "", "a b", "a\nb", String(repeating: "a", count: 300)] {
            #expect(JobID(id) == nil)
        }
    }

    // MARK: Routes of the providers

    @Test func `fal's job is asked with the queue's word, also for its result and its end`() throws {
        let adapter = FalAI()
        let route = try ProviderSample.router(adapter)
        let job = try ProviderSample.of(.falAI).job(on: route)
        let base =
            "https://router.huggingface.co/fal-ai/fal-ai/wan/requests/764cabcf-b745-4b3e-ae38-1200304cf45b"
        let requests = [adapter.poll(job), adapter.result(of: job), adapter.cancel(job)].compactMap { $0 }
        #expect(
            try requests.map { try route.prepare($0, traceID: "t").url } == [
                base + "/status?_subdomain=queue&logs=1", base + "?_subdomain=queue",
                base + "/cancel?_subdomain=queue",
            ]
        )
        #expect(requests.map(\.method) == [.get, .get, .put])
        let own = try ProviderSample.own(adapter).prepare(adapter.poll(job), traceID: "t").url
        #expect(
            own == base.replacing("https://router.huggingface.co/fal-ai", with: "https://queue.fal.run")
                + "/status?logs=1"
        )
    }

    @Test func `a pinned version of replicate's goes into the body`() throws {
        var sample = ProviderSample.of(.replicate)
        let plain = try sample.adapter.submit(try sample.call())
        #expect(plain.path == "/v1/models/wan-video/wan-2.2-5b-fast/predictions")
        #expect(plain.body?["version"] == nil)
        #expect(plain.headers == [.init("Prefer", "wait=1")])
        sample.model = "lightricks/ltx-video:8c47da66"
        let pinned = try sample.adapter.submit(try sample.call())
        #expect(pinned.path == "/v1/predictions")
        #expect(
            pinned.body == ["version": .string("8c47da66"), "input": .object(["prompt": .string("a cat")])]
        )
    }

    @Test func `a LoRA is named as each provider wants it, or refused`() throws {
        let repository = try #require(ModelID("larryvrh/MiniMax-H3-Turbo-Lora"))
        let lora = ProviderModel.Adapter(repository: repository, weights: "w/x.safetensors")
        let expected: [InferenceProvider: String] = [
            .falAI: "https://huggingface.co/larryvrh/MiniMax-H3-Turbo-Lora/resolve/main/w/x.safetensors",
            .wavespeed: "larryvrh/MiniMax-H3-Turbo-Lora",
        ]
        for sample in ProviderSample.all {
            let call = try sample.call(lora: lora)
            guard let path = expected[sample.adapter.provider] else {
                #expect(throws: ParameterProblem.self) { try sample.adapter.submit(call) }
                continue
            }
            let loras = try sample.adapter.submit(call).body?["loras"]
            #expect(loras == .array([.object(["path": .string(path), "scale": .integer(1)])]))
        }
        let unnamed = try ProviderSample.of(.falAI).call(lora: .init(repository: repository, weights: nil))
        #expect(throws: ParameterProblem.self) { try FalAI().submit(unnamed) }
    }

    @Test func `together's image is the first frame, and its length has a limit`() throws {
        let sample = ProviderSample.of(.together)
        let address = "https://a.example/i.png"
        let body = try sample.adapter.submit(try sample.call(.imageToVideo, image: .address(address))).body
        #expect(
            body?["frame_images"]
                == .array([.object(["input_image": .string(address), "frame": .string("first")])])
        )
        #expect(body?["model"] == .string("Wan-AI/Wan2.2-T2V-A14B"))
        let png: [UInt8] =
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array(repeating: 7, count: 60_000)
        let large = try sample.call(.imageToVideo, image: .image(try InputImage(png, from: "i.png")))
        let problem = try #require(throws: ParameterProblem.self) { try sample.adapter.submit(large) }
        #expect(problem.message.contains("45 KB"))
    }

    // MARK: Oddities of answers

    @Test(arguments: [400, 500])
    func `fal's result asked too early is no failure`(status: Int) throws {
        let answer = ProviderSample.answer(#"{"detail":"Request is still in progress"}"#, status: status)
        #expect(try FalAI().readResult(answer).isPending)
        let status = ProviderSample.answer(#"{"status":"IN_PROGRESS"}"#, status: 202)
        #expect(try FalAI().readResult(status).isPending)
        #expect(try !FalAI().readResult(ProviderSample.answer("{}")).isPending)
    }

    @Test(arguments: [
        (#"{"status":"COMPLETED","error":null,"error_type":null,"logs":null}"#, "ready"),
        (#"{"status":"COMPLETED","error_type":"runner_disconnected"}"#, "providerFailed"),
        (#"{"status":"COMPLETED","error":{"message":"NSFW content"}}"#, "contentRefused"),
        (#"{"status":"FAILED"}"#, "providerFailed"),
        (#"{"status":"CANCELED"}"#, "cancelled"),
        (#"{"status":"IN_QUEUE","queue_position":null,"logs":[null,{"message":null},"x"]}"#, "queued"),
        (#"{"queue_position":3}"#, "queued"),
        (#"{"status":"in_progress","logs":"text"}"#, "running"),
    ])
    func `fal's statuses with holes in them are read`(body: String, expected: String) throws {
        #expect(word(try FalAI().readPoll(ProviderSample.answer(body))) == expected)
    }

    @Test func `fal says what it billed, which seed it took, and that a video is marked`() throws {
        var answer = ProviderSample.answer(
            #"{"video":{"url":"https://v3.fal.media/a.mp4"},"seed":7,"has_nsfw_concepts":[true]}"#
        )
        answer.headers.add(name: "X-Fal-Billable-Units", value: "2.5")
        #expect(
            try FalAI().readResult(answer)
                == .finished(
                    JobResult(
                        media: .address("https://v3.fal.media/a.mp4"),
                        cost: .units(2.5),
                        seed: 7,
                        isFlagged: true
                    )
                )
        )
    }

    @Test func `replicate's job is found in the Location when the body lacks it`() throws {
        var answer = ProviderSample.answer(#"{"status":"starting"}"#, status: 202, .submit)
        answer.headers.add(name: "Location", value: "https://api.replicate.com/v1/predictions/p1")
        let route = try ProviderSample.router(Replicate())
        #expect(try Replicate().readSubmit(answer, from: route).job?.path == "/v1/predictions/p1")
        answer.headers.replaceOrAdd(name: "Location", value: "https://evil.example/v1/predictions/p1")
        #expect(throws: InferenceError.self) { try Replicate().readSubmit(answer, from: route) }
    }

    @Test(arguments: [
        (#"{"status":"succeeded","output":"https://r.example/a.mp4"}"#, "https://r.example/a.mp4"),
        (#"{"status":"succeeded","output":[null,"https://r.example/a.mp4"]}"#, "https://r.example/a.mp4"),
        (#"{"status":"succeeded","output":{"video":"https://r.example/a.mp4"}}"#, "https://r.example/a.mp4"),
        (#"{"status":"succeeded","output":"data:video/mp4;base64,AAAA"}"#, "3 bytes"),
        (#"{"status":"succeeded","output":null}"#, "notAVideo"),
        (#"{"status":"succeeded","output":"/etc/passwd"}"#, "notAVideo"),
        (#"{"status":"succeeded","output":null,"data_removed":true}"#, "providerFailed"),
        (#"{"status":"processing","output":["https://r.example/part.mp4"]}"#, "running"),
        (#"{"status":"failed","error":null,"output":null}"#, "providerFailed"),
    ])
    func `replicate's output comes in every shape`(body: String, expected: String) throws {
        #expect(word(try Replicate().readPoll(ProviderSample.answer(body))) == expected)
    }

    @Test(arguments: [
        (#"{"code":401,"message":"bad key"}"#, "invalidToken"),
        (#"{"code":429,"message":"slow"}"#, "rateLimited"),
        (#"{"code":1001,"message":"no credit"}"#, "providerFailed"),
    ])
    func `wavespeed's codes are errors under a good status`(body: String, expected: String) throws {
        var answer = ProviderSample.answer(body)
        answer.mapping.token = FoundToken(
            token: try #require(try AccessToken("hf_abcdefgh")),
            source: "HF_TOKEN"
        )
        let error = try #require(throws: InferenceError.self) { try Wavespeed().readPoll(answer) }
        #expect("\(error)".hasPrefix(expected))
    }

    @Test func `wavespeed's job goes on when its synchronous time ran out`() throws {
        let body = #"{"code":5004,"message":"timeout","data":{"id":"p1","status":"processing"}}"#
        let route = try ProviderSample.router(Wavespeed())
        let submission = try Wavespeed().readSubmit(ProviderSample.answer(body, .submit), from: route)
        #expect(submission.job?.path == "/api/v3/predictions/p1/result")
        #expect(submission.status.isPending)
    }

    @Test func `together's waiting advice with good answers is no error`() throws {
        var answer = ProviderSample.answer(#"{"id":"j"}"#)
        answer.headers.add(name: "Retry-After", value: "2")
        #expect(word(try Together().readPoll(answer)) == "queued")
        let failed = #"{"id":"j","error":{"message":"x","code":"content_policy"}}"#
        #expect(word(try Together().readPoll(ProviderSample.answer(failed))) == "contentRefused")
    }

    // MARK: Logs

    @Test(
        arguments: [
            (" 40%|████      | 16/40 [00:12<00:18,  1.31it/s]", 0.4, 18.0),
            (
                "100%|██████████| 5/5 [00:01<00:00]\r\n  2%|▏         | 1/50 [00:00<1:02:03,  1.57it/s]",
                0.02, 3_723
            ),
            ("  0%|          | 0/50 [00:00<?, ?it/s]", 0, nil), ("50% done", nil, nil), ("", nil, nil),
            ("999%|x| 1/2", nil, nil), (String(repeating: "7%|", count: 20_000), nil, nil),
        ] as [(String, Double?, Double?)]
    )
    func `the last progress bar of a log is the progress`(log: String, fraction: Double?, remaining: Double?)
    {
        let progress = ProgressLog.progress(log)
        #expect(progress.fraction == fraction)
        #expect(progress.remaining == remaining)
        #expect(progress.log.count <= ProgressLog.lines)
    }

    @Test func `a log loses what steers terminals, and secrets`() {
        let lines = (0..<50).map { "line \($0)" } + ["\u{1B}[31mred\u{7}", "token: hf_abcdefghijklm0123"]
        let log = ProgressLog.progress(lines.joined(separator: "\n")).log
        #expect(log.count == 20)
        #expect(log.suffix(3) == ["line 49", "[31mred", "token: [token]"])
    }

    private func word(_ status: JobStatus) -> String {
        switch status {
        case .queued: "queued"
        case .running: "running"
        case .resultReady: "ready"
        case .cancelled: "cancelled"
        case .failed(let error): String("\(error)".prefix { $0 != "(" })
        case .finished(let result):
            switch result.media {
            case .address(let address): address
            case .bytes(let bytes): "\(bytes.count) bytes"
            }
        }
    }
}
