/// wavespeed (huggingface.js `providers/wavespeed.ts`): one envelope for every answer, whose failures come
/// with status 200.
struct WavespeedRoad: ProviderRoad {
    let provider = "wavespeed"
    let host = "https://api.wavespeed.ai"

    func ask(_ call: RoadCall) -> RoadAsk? {
        guard call.segments.starts(with: ["api", "v3"]) else { return nil }
        let rest = Array(call.segments.dropFirst(2))
        if call.request.method == "GET", rest.first == "predictions", rest.count >= 2 {
            // With and without `/result`: both forms exist.
            return rest.dropFirst(2) == ["result"] || rest.count == 2 ? .about(rest[1], .poll) : nil
        }
        let target = rest.joined(separator: "/")
        guard call.request.method == "POST", let task = call.task(of: target) else { return nil }
        if let problem = rules(task).problem(in: call.body) { return .refused(refused(problem)) }
        if let problem = Self.problem(ofSize: call.body["size"]?.string) { return .refused(refused(problem)) }
        let image = call.body["image"]?.string
        if let image, !ImageData.isReadable(image) {
            return .refused(refused(FieldProblem("image", "must be a URL or base64", "invalid")))
        }
        return .submit(call.submission(target, task, input: call.body, image: image))
    }

    private func rules(_ task: RoadTask) -> [FieldRule] {
        [
            FieldRule("prompt", .text, isNeeded: task != .imageToVideo),
            FieldRule("image", .text, isNeeded: task == .imageToVideo),
            FieldRule("duration", .number(1...30)), FieldRule("num_inference_steps", .whole(1...500)),
            FieldRule("guidance_scale", .number(0...100)), FieldRule("flow_shift", .number(0...100)),
            FieldRule("seed", .whole(-1 ... .max)), FieldRule("negative_prompt", .text),
            FieldRule("enable_safety_checker", .flag), FieldRule("loras", .list),
        ]
    }

    /// Sizes have an asterisk: `832*480`.
    private static func problem(ofSize size: String?) -> FieldProblem? {
        guard let size else { return nil }
        let numbers = size.split(separator: "*").compactMap { Int($0) }
        return numbers.count == 2 ? nil : FieldProblem("size", "must be like \"832*480\"", "invalid")
    }

    func accepted(_ view: JobView) -> Scenario.Step {
        if view.has(.envelope) {
            return .json(["code": 400, "message": "Insufficient credits for this model", "data": nil])
        }
        return envelope(view)
    }

    func status(_ view: JobView) -> Scenario.Step {
        envelope(view)
    }

    private func envelope(_ view: JobView) -> Scenario.Step {
        let end = view.has(.short) ? "" : "/result"
        let address = "\(view.host)/api/v3/predictions/\(view.job.id)\(end)"
        let isDone = view.moment == .succeeded
        let none: JSON = view.has(.nulls) ? nil : []
        let data = JSON.present(
            ("id", .string(view.job.id)),
            ("model", .string(view.job.submission.target)),
            ("outputs", isDone ? [.string(view.media)] : none),
            ("urls", ["get": .string(address)]),
            ("has_nsfw_contents", isDone ? [false] : none),
            ("status", word(view)),
            ("created_at", view.date()),
            ("error", view.has(.nulls) && isDone ? nil : .string(error(view.moment))),
            ("timings", view.has(.nulls) ? .null : ["inference": .integer(milliseconds(view))])
        )
        return .json(["code": 200, "message": "success", "data": data])
    }

    private func milliseconds(_ view: JobView) -> Int {
        view.moment == .succeeded ? Int(view.job.length * 1000) : 0
    }

    private func word(_ view: JobView) -> JSON? {
        switch view.moment {
        case .queued: view.word("created", strange: "pending")
        case .running: view.word("processing", strange: "rendering")
        case .succeeded: "completed"
        case .failed: "failed"
        case .cancelled: "cancelled"
        case .aborted: "timeout"
        }
    }

    private func error(_ moment: JobMoment) -> String {
        switch moment {
        case .failed: "Content flagged"
        case .aborted: "The task timed out"
        case .queued, .running, .succeeded, .cancelled: ""
        }
    }

    func lost(_ stage: RoadStage) -> Scenario.Step {
        .json(["code": 404, "message": "prediction not found", "data": nil], status: 404)
    }

    func refused(_ problem: FieldProblem) -> Scenario.Step {
        .json(["code": 400, "message": "\(problem.field): \(problem.message)", "data": nil], status: 400)
    }

    func unauthorized() -> Scenario.Step {
        .json(["code": 401, "message": "Invalid access key", "data": nil], status: 401)
    }
}
