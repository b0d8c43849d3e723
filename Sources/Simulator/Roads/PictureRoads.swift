/// A list of pictures in base64, as nscale and together answer (huggingface.js `providers/`).
enum PictureList {
    static func base64(_ view: JobView) -> JSON {
        [
            "id": .string(view.job.id), "model": .string(view.job.submission.target), "object": "list",
            "data": [
                [
                    "timings": ["inference": .integer(Int(view.job.length * 1000))], "index": 0,
                    "b64_json": .string(Base64.text(StillPicture.bytes)),
                ]
            ],
        ]
    }
}

/// nscale (huggingface.js `providers/`): pictures in base64 within one request.
struct NscaleRoad: ProviderRoad {
    let provider = "nscale"
    let host = "https://inference.api.nscale.com"

    func ask(_ call: RoadCall) -> RoadAsk? {
        guard call.request.method == "POST", call.path == "v1/images/generations",
            let target = call.body["model"]?.string, let task = call.task(of: target)
        else { return nil }
        if let problem = Self.rules.problem(in: call.body) { return .refused(refused(problem)) }
        var submission = call.submission(target, task, input: call.body)
        submission.isSynchronous = true
        return .submit(submission)
    }

    private static let rules = [
        FieldRule("prompt", .text, isNeeded: true), FieldRule("response_format", .oneOf(["b64_json"])),
        FieldRule("size", .text),
    ]

    func accepted(_ view: JobView) -> Scenario.Step { .json(PictureList.base64(view)) }

    func status(_ view: JobView) -> Scenario.Step { lost(.poll) }

    func result(_ view: JobView) -> Scenario.Step {
        view.moment == .succeeded ? accepted(view) : .status(500, error: "image generation failed")
    }

    func lost(_ stage: RoadStage) -> Scenario.Step { .status(404, error: "Not Found") }

    func refused(_ problem: FieldProblem) -> Scenario.Step {
        .json(["error": ["message": "\(problem.field): \(problem.message)", "code": "400"]], status: 400)
    }
}

/// zai-org (huggingface.js `providers/`): pictures as jobs, whose ids are too long for a double.
struct ZaiRoad: ProviderRoad {
    let provider = "zai-org"
    let host = "https://api.z.ai"

    func ask(_ call: RoadCall) -> RoadAsk? {
        guard call.segments.starts(with: ["api", "paas", "v4"]) else { return nil }
        let rest = Array(call.segments.dropFirst(3))
        if call.request.method == "GET", rest.count == 2, rest[0] == "async-result" {
            return .about(rest[1], .poll)
        }
        guard call.request.method == "POST", rest == ["async", "images", "generations"],
            let target = call.body["model"]?.string, let task = call.task(of: target)
        else { return nil }
        if let problem = FieldRule("prompt", .text, isNeeded: true).problem(in: call.body) {
            return .refused(refused(problem))
        }
        return .submit(call.submission(target, task, input: call.body))
    }

    func accepted(_ view: JobView) -> Scenario.Step { .json(state(view)) }

    func status(_ view: JobView) -> Scenario.Step {
        guard view.moment == .succeeded else { return .json(state(view)) }
        return .json(state(view).adding(["image_result": [["url": .string(view.media)]]]))
    }

    private func state(_ view: JobView) -> JSON {
        let word: JSON? =
            switch view.moment {
            case .queued, .running: view.word("PROCESSING", strange: "WAITING")
            case .succeeded: "SUCCESS"
            case .failed, .cancelled, .aborted: "FAIL"
            }
        return .present(
            ("model", .string(view.job.submission.target)),
            ("id", .string(view.job.id)),
            ("request_id", .string(view.job.id)),
            ("task_status", word)
        )
    }

    func lost(_ stage: RoadStage) -> Scenario.Step { error(404, "1211", "task not found") }

    func refused(_ problem: FieldProblem) -> Scenario.Step {
        error(400, "1214", "\(problem.field): \(problem.message)")
    }

    func unauthorized() -> Scenario.Step { error(401, "1000", "Authentication Failed") }

    private func error(_ status: Int, _ code: String, _ message: String) -> Scenario.Step {
        .json(["error": ["code": .string(code), "message": .string(message)]], status: status)
    }
}
