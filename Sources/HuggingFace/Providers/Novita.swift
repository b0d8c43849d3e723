import Generations

/// Novita's tasks: submit and poll. Of its two routes this is the one with jobs (huggingface.js
/// `providers/novita.ts`).
struct Novita: ProviderAdapter {
    let provider = InferenceProvider.novita
    let ownBase = "https://api.novita.ai"
    let tasks: Set<InferenceTask> = [.textToVideo]
    let pace = PollPace.usual

    /// `wan-t2v` is the one video model that is documented; of others only the name of the steps is known.
    func form(for model: ProviderModel) -> ParameterForm {
        guard model.id == "wan-t2v" else {
            return .plain("\(model.id) at novita").with([.numInferenceSteps: ParameterKey("steps")])
        }
        return Self.wan
    }

    private static let wan = ParameterForm(
        name: "Wan 2.1 at novita",
        keys: [
            .negativePrompt: ParameterKey("negative_prompt"),
            .numInferenceSteps: ParameterKey("steps", 1...40),
            .guidanceScale: ParameterKey("guidance_scale", 0...10),
            .seed: ParameterKey("seed", -1...9_999_999_999),
        ],
        size: .widthAndHeight([
            VideoSize(832, 480), VideoSize(480, 832), VideoSize(1_280, 720), VideoSize(720, 1_280),
        ]),
        length: .fixed,
        others: ["enable_safety_checker", "fast_mode", "flow_shift", "loras", "prompt"]
    )

    // MARK: Prepare

    func submit(_ call: ProviderCall) throws(ParameterProblem) -> ProviderRequest {
        guard call.model.lora == nil else {
            throw ParameterProblem(
                parameter: "model",
                message: "novita takes LoRAs only as a parameter: give loras."
            )
        }
        var body = try form(for: call.model).written(call.request.parameters)
        body["prompt"] = .string(call.request.prompt)
        return ProviderRequest(method: .post, path: "/v3/async/" + call.model.id, body: body)
    }

    func poll(_ job: RemoteJob) -> ProviderRequest {
        ProviderRequest(
            method: .get,
            path: job.path,
            query: "task_id=" + PathText.encoded(job.id.rawValue)
        )
    }

    // MARK: Read

    func readSubmit(
        _ answer: ProviderAnswer,
        from route: ProviderRoute
    ) throws(InferenceError) -> JobSubmission {
        let json = try answer.json()
        guard let text = json["task_id"]?.text, let id = JobID(text) else {
            // The other route answers with the result itself.
            guard json["video"] != nil else { throw answer.noJob(json) }
            return JobSubmission(job: nil, status: answer.finished(json["video"]))
        }
        let job = RemoteJob(provider: provider, id: id, route: route.kind, path: "/v3/async/task-result")
        return JobSubmission(job: job, status: .queued(JobProgress()))
    }

    func readPoll(_ answer: ProviderAnswer) throws(InferenceError) -> JobStatus {
        let json = try answer.json()
        let task = json["task"] ?? .null
        switch ProviderAnswer.word(task["status"]) {
        case "task_status_succeed": return finished(json, answer)
        case "task_status_failed": return .failed(answer.failure([task["reason"]?.text]))
        case "task_status_queued": return .queued(progress(task))
        default: return .running(progress(task))
        }
    }

    /// The only provider that says a percentage; nothing and zero are alike before it begins.
    private func progress(_ task: ParameterValue) -> JobProgress {
        let percent = task["progress_percent"]?.double.flatMap { (0...100).contains($0) ? $0 : nil }
        return JobProgress(
            fraction: percent.map { $0 / 100 },
            remaining: ErrorBody.usable(task["eta"]?.double)
        )
    }

    private func finished(_ json: ParameterValue, _ answer: ProviderAnswer) -> JobStatus {
        let video = json["videos"]?.list?.first { VideoPlace.text(in: $0) != nil }
        return answer.finished(video) { result in
            result.seed = json["extra"]?["seed"]?.double.flatMap { Int64(exactly: $0) }
        }
    }
}
