/// novita (huggingface.js `providers/novita.ts`): tasks with a real percentage, and another path that answers
/// in one long request.
struct NovitaRoad: ProviderRoad {
    let provider = "novita"
    let host = "https://api.novita.ai"

    func ask(_ call: RoadCall) -> RoadAsk? {
        let method = call.request.method
        if method == "GET", call.path == "v3/async/task-result" {
            return .about(call.query["task_id"] ?? "", .poll)
        }
        guard method == "POST", call.segments.count == 3, call.segments[0] == "v3",
            ["async", "hf"].contains(call.segments[1]), let task = call.task(of: call.segments[2])
        else { return nil }
        if let problem = Self.rules.problem(in: call.body) { return .refused(refused(problem)) }
        var submission = call.submission(call.segments[2], task, input: call.body)
        submission.isSynchronous = call.segments[1] == "hf"
        return .submit(submission)
    }

    private static let rules = [
        FieldRule("prompt", .textOf(1...2000), isNeeded: true),
        FieldRule("negative_prompt", .textOf(0...2000)),
        FieldRule("steps", .whole(1...40)), FieldRule("guidance_scale", .number(0...10)),
        FieldRule("flow_shift", .number(1...10)), FieldRule("seed", .whole(-1...9_999_999_999)),
        FieldRule("width", .whole(480...1280)), FieldRule("height", .whole(480...1280)),
        FieldRule("loras", .list), FieldRule("fast_mode", .flag), FieldRule("enable_safety_checker", .flag),
    ]

    func accepted(_ view: JobView) -> Scenario.Step {
        .json(["task_id": .string(view.job.id)])
    }

    func status(_ view: JobView) -> Scenario.Step {
        let isDone = view.moment == .succeeded
        let seed = JSON.string("\(view.job.submission.call.seed ?? 1234)")
        let none: JSON = view.has(.nulls) ? nil : []
        return .json([
            "extra": view.has(.nulls) ? nil : isDone ? ["seed": seed] : [:],
            "task": task(view),
            "images": none,
            "videos": isDone ? [video(view)] : none,
            "audios": none,
        ])
    }

    private func task(_ view: JobView) -> JSON {
        let isKnown = !view.has(.nulls)
        return .present(
            ("task_id", .string(view.job.id)),
            ("task_type", isKnown ? "WAN_TXT_TO_VIDEO" : .null),
            ("status", word(view)),
            ("reason", isKnown ? .string(reason(view.moment)) : .null),
            ("eta", isKnown ? .integer(eta(view)) : .null),
            ("progress_percent", isKnown ? .integer(percent(view.moment)) : .null)
        )
    }

    /// The life of the address is a text here and a number elsewhere.
    private func video(_ view: JobView) -> JSON {
        [
            "video_url": .string("\(view.media)?X-Amz-Expires=3600&X-Amz-Signature=0123456789abcdef"),
            "video_url_ttl": view.has(.oddword) ? 3600 : "3600", "video_type": "mp4",
        ]
    }

    private func word(_ view: JobView) -> JSON? {
        switch view.moment {
        case .queued: view.word("TASK_STATUS_QUEUED", strange: "TASK_STATUS_PENDING")
        case .running: view.word("TASK_STATUS_PROCESSING", strange: "TASK_STATUS_RENDERING")
        case .succeeded: "TASK_STATUS_SUCCEED"
        case .failed, .cancelled, .aborted: "TASK_STATUS_FAILED"
        }
    }

    private func reason(_ moment: JobMoment) -> String {
        switch moment {
        case .failed: "content violates policy"
        case .cancelled, .aborted: "task timed out"
        case .queued, .running, .succeeded: ""
        }
    }

    private func percent(_ moment: JobMoment) -> Int {
        moment == .succeeded ? 100 : moment.isOver ? 0 : moment.steps(of: 100)
    }

    private func eta(_ view: JobView) -> Int {
        view.moment.isOver ? 0 : Int(view.job.length) * (100 - percent(view.moment)) / 100
    }

    func result(_ view: JobView) -> Scenario.Step {
        view.moment == .succeeded
            ? .json(["video": ["video_url": .string(view.media)]])
            : Self.error(500, "INTERNAL_SERVER_ERROR", reason(view.moment))
    }

    func lost(_ stage: RoadStage) -> Scenario.Step {
        Self.error(404, "TASK_NOT_FOUND", "task not found")
    }

    func refused(_ problem: FieldProblem) -> Scenario.Step {
        Self.error(400, "INVALID_REQUEST_BODY", "\(problem.field): \(problem.message)")
    }

    func unauthorized() -> Scenario.Step {
        Self.error(401, "INVALID_API_KEY", "invalid api key")
    }

    private static func error(_ status: Int, _ reason: String, _ message: String) -> Scenario.Step {
        .json(
            [
                "code": .integer(status), "reason": .string(reason), "message": .string(message),
                "metadata": [:],
            ],
            status: status
        )
    }
}
