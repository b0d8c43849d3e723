/// together (together-python `types/videos.py`): videos as jobs with a price, pictures as base64, and
/// `Retry-After` on answers that are in order.
struct TogetherRoad: ProviderRoad {
    let provider = "together"
    let host = "https://api.together.xyz"

    func ask(_ call: RoadCall) -> RoadAsk? {
        let method = call.request.method
        if method == "GET", call.segments.count == 3, call.segments.starts(with: ["v2", "videos"]) {
            return .about(call.segments[2], .poll)
        }
        let isPicture = call.path == "v1/images/generations"
        guard method == "POST", isPicture || call.path == "v2/videos" else { return nil }
        guard let target = call.body["model"]?.string else {
            return .refused(refused(FieldProblem("model", "Invalid request", "")))
        }
        guard let task = call.task(of: target), task.isPicture == isPicture else {
            return .refused(RoadCall.notSupported(by: provider))
        }
        if let problem = Self.rules.problem(in: call.body) ?? imageProblem(call.body) {
            return .refused(refused(problem))
        }
        let image = call.body["frame_images"]?.values.first?["input_image"]?.string
        var submission = call.submission(target, task, input: call.body, image: image)
        submission.isSynchronous = isPicture
        return .submit(submission)
    }

    private static let rules = [
        FieldRule("prompt", .text), FieldRule("seconds", .oneOf((1...10).map { "\($0)" })),
        FieldRule("fps", .whole(15...60)), FieldRule("steps", .whole(1...50)),
        FieldRule("seed", .whole(.min ... .max)), FieldRule("guidance_scale", .number(0...100)),
        FieldRule("negative_prompt", .text), FieldRule("output_format", .oneOf(["MP4", "WEBM"])),
        FieldRule("output_quality", .whole(0...100)), FieldRule("width", .whole(1...8192)),
        FieldRule("height", .whole(1...8192)), FieldRule("frame_images", .list),
        FieldRule("reference_images", .list),
    ]

    /// The image field holds 61,440 characters.
    private func imageProblem(_ body: JSON) -> FieldProblem? {
        for frame in body["frame_images"]?.values ?? [] {
            guard let image = frame["input_image"]?.string, ImageData.isReadable(image) else {
                return FieldProblem("frame_images", "input_image must be a URL or a data URI", "invalid")
            }
            if image.count > 61_440 {
                return FieldProblem("frame_images", "input_image is longer than 61440 characters", "invalid")
            }
        }
        return nil
    }

    func accepted(_ view: JobView) -> Scenario.Step {
        limited(.json(video(view)))
    }

    func status(_ view: JobView) -> Scenario.Step {
        limited(.json(video(view)))
    }

    private func video(_ view: JobView) -> JSON {
        let input = view.job.submission.input
        let hidden: JSON? = view.has(.nulls) ? .null : nil
        let size = "\(input["width"]?.integer ?? 1280)x\(input["height"]?.integer ?? 720)"
        return .present(
            ("id", .string(view.job.id)),
            ("model", view.has(.nulls) ? .null : .string(view.job.submission.target)),
            ("object", "video"),
            ("status", word(view)),
            ("seconds", view.has(.nulls) ? .null : input["seconds"] ?? "5"),
            ("size", .string(size)),
            ("created_at", .integer(SimulatedDate.unix(view.begun))),
            ("completed_at", view.moment.isOver ? .integer(SimulatedDate.unix(view.begun + 9)) : hidden),
            ("error", view.moment == .failed ? Self.failure : hidden),
            ("outputs", outputs(view) ?? hidden)
        )
    }

    private static let failure: JSON = ["code": nil, "message": "generation failed"]

    private func outputs(_ view: JobView) -> JSON? {
        guard view.moment == .succeeded else { return view.moment.isOver ? .null : nil }
        return ["cost": view.has(.nulls) ? nil : 0.25, "video_url": .string(view.media)]
    }

    private func word(_ view: JobView) -> JSON? {
        switch view.moment {
        case .queued: view.word("queued", strange: "pending")
        case .running: view.word("in_progress", strange: "rendering")
        case .succeeded: "completed"
        case .failed: "failed"
        case .cancelled, .aborted: "cancelled"
        }
    }

    func result(_ view: JobView) -> Scenario.Step {
        guard view.moment == .succeeded else {
            return error(500, "generation failed", type: "server_error", param: nil)
        }
        return limited(.json(PictureList.base64(view)))
    }

    /// The trap: these come with 200 as well (together-python `types/videos.py`).
    private func limited(_ step: Scenario.Step) -> Scenario.Step {
        step.header("retry-after", "2").header("x-ratelimit-limit", "20")
            .header("x-ratelimit-remaining", "39").header("x-ratelimit-reset", "2")
    }

    func lost(_ stage: RoadStage) -> Scenario.Step {
        error(404, "Video not found", type: "invalid_request_error", param: nil)
    }

    func refused(_ problem: FieldProblem) -> Scenario.Step {
        error(400, problem.message, type: "invalid_request_error", param: .string(problem.field))
    }

    func unauthorized() -> Scenario.Step {
        error(401, "Invalid API key provided.", type: "invalid_request_error", param: nil)
    }

    private func error(_ status: Int, _ message: String, type: String, param: JSON) -> Scenario.Step {
        limited(
            .json(
                [
                    "id": "9026c5ba8ae9d397-CDG",
                    "error": [
                        "message": .string(message), "type": .string(type), "param": param, "code": nil,
                    ],
                ],
                status: status
            )
        )
    }
}
