/// replicate (huggingface.js `providers/replicate.ts`): predictions, which a submit may wait for, in one
/// object for every answer.
struct ReplicateRoad: ProviderRoad {
    let provider = "replicate"
    let host = "https://api.replicate.com"

    func ask(_ call: RoadCall) -> RoadAsk? {
        guard call.segments.first == "v1" else { return nil }
        let rest = Array(call.segments.dropFirst())
        switch (call.request.method, rest.count, rest.first) {
        case ("POST", 4, "models") where rest[3] == "predictions":
            return submit("\(rest[1])/\(rest[2])", call)
        case ("POST", 1, "predictions"):
            // A pinned version says by itself which model it belongs to (huggingface.js
            // `providers/replicate.ts`).
            guard let version = call.body["version"]?.string else {
                return .refused(refused(FieldProblem("version", "version is required", "required")))
            }
            return Catalog.target(ofVersion: version, at: provider).flatMap { submit($0, call) }
        case ("GET", 2, "predictions"): return .about(rest[1], .poll)
        case ("POST", 3, "predictions") where rest[2] == "cancel": return .about(rest[1], .cancel)
        default: return nil
        }
    }

    private func submit(_ target: String, _ call: RoadCall) -> RoadAsk? {
        guard let task = call.task(of: target) else { return nil }
        let known = ["input", "version", "stream", "webhook", "webhook_events_filter"]
        if let extra = call.body.members.first(where: { !known.contains($0.name) }) {
            return .refused(
                problem(
                    "Additional property \(extra.name) is not allowed",
                    type: "additional_property_not_allowed",
                    field: ""
                )
            )
        }
        let input = call.body["input"] ?? [:]
        if let problem = Self.rules.problem(in: input) { return .refused(refused(problem)) }
        var submission = call.submission(target, task, input: input, image: input["image"]?.string)
        submission.wait = call.request.header("Prefer").flatMap(Self.wait)
        return .submit(submission)
    }

    private static let rules = [
        FieldRule("prompt", .text, isNeeded: true), FieldRule("seed", .whole(.min ... .max)),
        FieldRule("num_frames", .whole(1...1000)), FieldRule("num_inference_steps", .whole(1...500)),
        FieldRule("aspect_ratio", .text), FieldRule("negative_prompt", .text),
    ]

    /// The seconds of `wait` or `wait=N`, at most 60.
    private static func wait(_ preference: String) -> Double? {
        guard preference.hasPrefix("wait") else { return nil }
        let seconds = preference.split(separator: "=").dropFirst().first.flatMap { Double($0) }
        return min(60, max(1, seconds ?? 60))
    }

    func accepted(_ view: JobView) -> Scenario.Step {
        guard let wait = view.job.submission.wait else {
            return limited(.json(prediction(view), status: 201))
        }
        let applied = "wait=\(Int(wait))"
        // The status may lag behind an output that is there already (huggingface.js
        // `providers/replicate.ts`).
        let isDone = view.moment.isOver
        let step =
            isDone
            ? Scenario.Step.json(prediction(view, word: "processing"), status: 201)
            : .json(prediction(view, word: "starting"), status: 202)
                .header("Location", address(view)).header("Reason", "wait time exceeded")
        return limited(step.header("Preference-Applied", applied))
    }

    func status(_ view: JobView) -> Scenario.Step {
        limited(.json(prediction(view)))
    }

    func cancelled(_ view: JobView) -> Scenario.Step {
        var view = view
        if !view.moment.isOver { view.moment = view.has(.stubborn) ? view.moment : .cancelled }
        return limited(.json(prediction(view)))
    }

    /// Plain numbers under names that the Hub uses with a grammar (huggingface_hub `utils/_http.py`).
    private func limited(_ step: Scenario.Step) -> Scenario.Step {
        step.header("ratelimit-remaining", "599").header("ratelimit-reset", "1")
    }

    private func address(_ view: JobView) -> String {
        "\(view.host)/v1/predictions/\(view.job.id)"
    }

    private func prediction(_ view: JobView, word: String? = nil) -> JSON {
        let parts = view.job.submission.target.split(separator: ":").map(String.init)
        let model = JSON.string(parts[0])
        let usual = word ?? usualWord(view.moment)
        let status = word == "processing" ? .string(usual) : view.word(usual, strange: "booting")
        let base = address(view)
        let hidden: JSON? = view.has(.nulls) ? .null : nil
        return .present(
            ("id", .string(view.job.id)),
            ("model", model),
            // Recorded bodies held this key twice (replicate-python `client.py`).
            ("model", view.has(.twice) ? model : nil),
            ("version", parts.count > 1 ? .string(parts[1]) : "hidden"),
            ("input", view.job.submission.input),
            ("logs", view.has(.nulls) || view.moment == .cancelled ? .null : .string(logs(view.moment))),
            ("output", output(view)),
            ("data_removed", false),
            ("error", error(view.moment)),
            ("status", status),
            ("created_at", view.date()),
            ("started_at", hasBegun(view.moment) ? view.date(after: 1) : hidden),
            ("completed_at", view.moment.isOver ? view.date(after: view.job.length) : hidden),
            ("urls", ["cancel": .string(base + "/cancel"), "get": .string(base)]),
            ("metrics", view.moment.isOver ? metrics(view) : hidden)
        )
    }

    private func usualWord(_ moment: JobMoment) -> String {
        switch moment {
        case .queued: "starting"
        case .running: "processing"
        case .succeeded: "succeeded"
        case .failed: "failed"
        case .cancelled: "canceled"
        case .aborted: "aborted"
        }
    }

    private func hasBegun(_ moment: JobMoment) -> Bool {
        switch moment {
        case .queued, .aborted: false
        case .running, .succeeded, .failed, .cancelled: true
        }
    }

    private func output(_ view: JobView) -> JSON {
        guard view.moment == .succeeded else { return .null }
        let isList = view.job.submission.task.isPicture || view.has(.list)
        return isList ? [.string(view.media)] : .string(view.media)
    }

    private func error(_ moment: JobMoment) -> JSON {
        moment == .failed ? "Prediction failed: out of memory" : .null
    }

    private func logs(_ moment: JobMoment) -> String {
        guard hasBegun(moment) else { return "" }
        let lines = stride(from: 0, through: moment.steps(of: 20), by: 4).map {
            ProgressLine.text($0, of: 20)
        }
        return "Using seed: 42\n" + lines.map { $0 + "\n" }.joined()
    }

    private func metrics(_ view: JobView) -> JSON {
        ["predict_time": .number(view.job.length - 1), "total_time": .number(view.job.length)]
    }

    func lost(_ stage: RoadStage) -> Scenario.Step {
        Self.problem(404, "Not found", "The requested resource could not be found.")
    }

    func refused(_ problem: FieldProblem) -> Scenario.Step {
        let isMissing = problem.type == "value_error.missing"
        let text = isMissing ? "\(problem.field) is required" : "\(problem.field): \(problem.message)"
        return self.problem(text, type: isMissing ? "required" : problem.type, field: "input")
    }

    func unauthorized() -> Scenario.Step {
        Self.problem(401, "Unauthenticated", "You did not pass a valid authentication token")
    }

    private func problem(_ text: String, type: String, field: String) -> Scenario.Step {
        let place = field.isEmpty ? "" : "\(field): "
        let fields: JSON = [["type": .string(type), "field": .string(field), "description": .string(text)]]
        return Self.problem(
            422,
            "Input validation failed",
            "- \(place)\(text)\n",
            more: ["invalid_fields": fields]
        )
    }

    /// RFC 9457, as `application/problem+json` (replicate-python `client.py`).
    private static func problem(
        _ status: Int,
        _ title: String,
        _ detail: String,
        more: JSON = [:]
    ) -> Scenario.Step {
        let body: JSON = ["detail": .string(detail), "status": .integer(status), "title": .string(title)]
        return .json(body.adding(more), status: status).header("Content-Type", "application/problem+json")
    }
}
