/// fal-ai (huggingface.js `providers/fal-ai.ts`): a queue with a position, logs, results and cancels of their
/// own, and, without `_subdomain=queue`, one long request.
struct FalRoad: ProviderRoad {
    let provider = "fal-ai"
    let host = "https://queue.fal.run"
    let keyScheme = "Key"

    func ask(_ call: RoadCall) -> RoadAsk? {
        let isQueue = !call.isRouted || call.query["_subdomain"] == "queue"
        if let mark = call.segments.firstIndex(of: "requests"), call.segments.count > mark + 1 {
            // `_subdomain` alone makes the router ask the queue's host (huggingface.js
            // `lib/makeRequestOptions.ts`).
            guard isQueue else { return .refused(lost(.poll)) }
            return about(
                call.segments[mark + 1],
                call.segments.dropFirst(mark + 2),
                method: call.request.method
            )
        }
        guard call.request.method == "POST", let task = call.task(of: call.path) else { return nil }
        if let problem = FalModels.rules(for: call.path, task: task).problem(in: call.body) {
            return .refused(refused(problem))
        }
        let image = call.body["image_url"]?.string
        if let image, let refusal = Self.refusal(ofImage: image) { return .refused(refusal) }
        var submission = call.submission(call.path, task, input: call.body, image: image)
        submission.isSynchronous = !isQueue
        return .submit(submission)
    }

    private func about(_ id: String, _ rest: ArraySlice<String>, method: String) -> RoadAsk? {
        switch (method, rest.joined(separator: "/")) {
        case ("GET", "status"): .about(id, .poll)
        case ("GET", ""): .about(id, .result)
        case ("PUT", "cancel"): .about(id, .cancel)
        default: .refused(lost(.poll))
        }
    }

    /// 400 or 422 for an image that cannot be had (fal-js `types/endpoints.ts`); addresses are taken as they
    /// are.
    private static func refusal(ofImage address: String) -> Scenario.Step? {
        guard address.hasPrefix("data:") else {
            return address.hasPrefix("http") ? nil : .json(["detail": "Unsupported data URL"], status: 400)
        }
        return ImageData(dataURI: address) == nil
            ? .json(["detail": "Unsupported data URL"], status: 400) : nil
    }

    func accepted(_ view: JobView) -> Scenario.Step {
        var members = addresses(view)
        if let word = view.word("IN_QUEUE", strange: "PROCESSING") {
            members = JSON.object([JSON.Member(name: "status", value: word)]).adding(members)
        }
        if case .queued(let ahead) = view.moment {
            members = members.adding(["queue_position": .integer(ahead)])
        }
        if view.has(.nulls) { members = members.adding(["logs": nil, "metrics": nil]) }
        return .json(members).header("x-fal-request-id", view.job.id)
    }

    func status(_ view: JobView) -> Scenario.Step {
        let answer = JSON.present(("status", word(view))).adding(addresses(view)).adding(details(view))
        return .json(answer).header("x-fal-request-id", view.job.id)
    }

    private func word(_ view: JobView) -> JSON? {
        switch view.moment {
        case .queued: view.word("IN_QUEUE", strange: "WARMING")
        case .running: view.word("IN_PROGRESS", strange: "PROCESSING")
        case .succeeded, .failed, .cancelled, .aborted: "COMPLETED"
        }
    }

    /// What comes with each status; a failure is a COMPLETED with an error (fal-js `queue.ts`).
    private func details(_ view: JobView) -> JSON {
        switch view.moment {
        case .queued(let ahead):
            return ["queue_position": view.has(.nulls) ? nil : .integer(ahead)]
        case .running:
            return view.query["logs"] == "1" ? ["logs": logs(view)] : view.has(.nulls) ? ["logs": nil] : [:]
        case .succeeded:
            return [
                "logs": view.has(.nulls) ? nil : [], "metrics": ["inference_time": .number(view.job.length)],
            ]
        case .failed:
            return ["logs": [], "error": "Request timed out", "error_type": "request_timeout"]
        case .cancelled:
            return ["logs": [], "error": "Request was cancelled", "error_type": "client_cancelled"]
        case .aborted:
            return ["logs": [], "error": "Runner startup timed out", "error_type": "startup_timeout"]
        }
    }

    private func logs(_ view: JobView) -> JSON {
        let bar = ProgressLine.text(view.moment.steps(of: 40), of: 40)
        return [
            line("loading pipeline", "INFO", view.date(after: 1)),
            line(bar, "STDERR", view.date(after: view.job.length / 2)),
        ]
    }

    private func line(_ message: String, _ level: String, _ date: JSON) -> JSON {
        ["message": .string(message), "level": .string(level), "source": "USER", "timestamp": date]
    }

    /// The path names the application and not the whole model (huggingface.js `providers/fal-ai.ts`).
    private func addresses(_ view: JobView) -> JSON {
        let application = view.job.submission.target.split(separator: "/").prefix(2).joined(separator: "/")
        let base = "\(view.host)/\(application)/requests/\(view.job.id)"
        return [
            "request_id": .string(view.job.id), "response_url": .string(base),
            "status_url": .string(base + "/status"), "cancel_url": .string(base + "/cancel"),
        ]
    }

    func result(_ view: JobView) -> Scenario.Step {
        switch view.moment {
        case .queued, .running: Self.inProgress
        case .succeeded: view.has(.early) && view.job.readings == 1 ? Self.inProgress : delivered(view)
        case .failed: Self.infrastructure(504, "Request timed out", "request_timeout")
        case .cancelled: Self.infrastructure(499, "Request was cancelled", "client_cancelled")
        case .aborted: Self.infrastructure(504, "Runner startup timed out", "startup_timeout")
        }
    }

    private static let inProgress = Scenario.Step.json(
        ["detail": "Request is still in progress"],
        status: 400
    )

    private static func infrastructure(_ status: Int, _ detail: String, _ type: String) -> Scenario.Step {
        .json(["detail": .string(detail), "error_type": .string(type)], status: status)
            .header("X-Fal-Error-Type", type)
    }

    private func delivered(_ view: JobView) -> Scenario.Step {
        let input = view.job.submission.input
        let isPicture = view.job.submission.task.isPicture
        let file = isPicture ? picture(view) : video(view)
        let seed = JSON.integer(view.job.submission.call.seed ?? 3_131_504_498)
        let rest: JSON = [
            "timings": ["inference": .number(view.job.length)], "seed": view.has(.nulls) ? nil : seed,
            "has_nsfw_concepts": [false], "prompt": input["prompt"] ?? "",
        ]
        return .json(
            JSON.object([JSON.Member(name: isPicture ? "images" : "video", value: file)]).adding(rest)
        )
        .header("x-fal-request-id", view.job.id)
        .header("x-fal-billable-units", "1")
        .header("x-fal-served-from", JobID.uuid("served"))
    }

    private func video(_ view: JobView) -> JSON {
        let size = Clip.suiting(view.job.submission.call).bytes.count
        return [
            "url": .string(view.media), "content_type": view.has(.nulls) ? nil : "application/octet-stream",
            "file_name": view.has(.nulls) ? nil : "output.mp4",
            "file_size": view.has(.nulls) ? nil : .integer(size),
        ]
    }

    private func picture(_ view: JobView) -> JSON {
        let isInline = view.has(.inline) || view.job.submission.input["sync_mode"] == true
        let address = isInline ? "data:image/png;base64,\(Base64.text(StillPicture.bytes))" : view.media
        return [["url": .string(address), "width": 96, "height": 64, "content_type": "image/jpeg"]]
    }

    func cancelled(_ view: JobView) -> Scenario.Step {
        switch view.moment {
        case .queued: .json(["status": "OK"])
        case .running: .json(["status": "CANCELLATION_REQUESTED"], status: 202)
        case .succeeded, .failed, .cancelled, .aborted: .json(["status": "ALREADY_COMPLETED"], status: 400)
        }
    }

    func lost(_ stage: RoadStage) -> Scenario.Step {
        stage == .cancel
            ? .json(["status": "NOT_FOUND"], status: 404) : .status(404, body: .text("404: Not Found"))
    }

    func refused(_ problem: FieldProblem) -> Scenario.Step {
        .json(
            [
                "detail": [
                    [
                        "loc": ["body", .string(problem.field)], "msg": .string(problem.message),
                        "type": .string(problem.type),
                    ]
                ]
            ],
            status: 422
        )
    }

    func unauthorized() -> Scenario.Step {
        .json(
            ["detail": "Cannot access application. Authentication is required to access this application."],
            status: 401
        )
    }
}
