import Generations

/// WaveSpeed's predictions: submit and poll, in one envelope (huggingface.js `providers/wavespeed.ts`).
struct Wavespeed: ProviderAdapter {
    let provider = InferenceProvider.wavespeed
    let ownBase = "https://api.wavespeed.ai"
    let tasks: Set<InferenceTask> = [.textToVideo, .imageToVideo, .textToImage]
    let takesTextAndImage = true
    /// The provider asks for at least 5 s on video.
    let pace = PollPace(first: 5, longest: 10)

    /// The code of a synchronous request that ran out; its job goes on.
    private static let codeOfLongSync = 5_004

    func form(for model: ProviderModel) -> ParameterForm {
        var form = ParameterForm.plain("\(model.id) at wavespeed").with([.numFrames: nil, .fps: nil])
        form.size = .text("size")
        form.length = .seconds("duration")
        return form
    }

    // MARK: Prepare

    /// A data URI or an address is what the documents take as an image; a LoRA is named by its repository.
    func submit(_ call: ProviderCall) throws(ParameterProblem) -> ProviderRequest {
        var body = try parameters(of: call)
        body["prompt"] = .string(call.request.prompt)
        if let image = call.image { body["image"] = .string(image.text) }
        if let lora = call.model.lora {
            let path = ParameterValue.string(lora.repository.rawValue)
            body["loras"] = .array([.object(["path": path, "scale": .integer(1)])])
        }
        return ProviderRequest(method: .post, path: "/api/v3/" + call.model.id, body: body)
    }

    private func parameters(of call: ProviderCall) throws(ParameterProblem) -> [String: ParameterValue] {
        guard call.request.task == .textToImage else {
            return try form(for: call.model).written(call.request.parameters)
        }
        let takesNegativePrompt = PictureForm.takesNegativePrompt(call.model)
        return PictureForm(size: .text("size", sign: "*"), takesNegativePrompt: takesNegativePrompt)
            .written(call.request.parameters)
    }

    func poll(_ job: RemoteJob) -> ProviderRequest {
        ProviderRequest(method: .get, path: job.path)
    }

    // MARK: Read

    /// Both forms of the job's path exist, with `/result` at its end and without: the answer's is used.
    func readSubmit(
        _ answer: ProviderAnswer,
        from route: ProviderRoute
    ) throws(InferenceError) -> JobSubmission {
        let json = try envelope(answer)
        guard let text = json["data"]?["id"]?.text, let id = JobID(text) else { throw answer.noJob(json) }
        let usual = "/api/v3/predictions/\(PathText.encoded(id.rawValue))/result"
        var job = RemoteJob(provider: provider, id: id, route: route.kind, path: usual)
        // A stranger's address is no reason to give up a job whose id is known.
        if let path = json["data"]?["urls"]?["get"]?.text.flatMap({ route.path(of: $0) }) { job.path = path }
        return JobSubmission(job: job, status: status(json, of: answer))
    }

    func readPoll(_ answer: ProviderAnswer) throws(InferenceError) -> JobStatus {
        status(try envelope(answer), of: answer)
    }

    /// A code other than 200 is an error, also under a good status.
    private func envelope(_ answer: ProviderAnswer) throws(InferenceError) -> ParameterValue {
        let json = try answer.json()
        guard let code = json["code"]?.double.flatMap({ Int(exactly: $0) }), code != 200,
            code != Self.codeOfLongSync
        else { return json }
        guard (400..<600).contains(code) else { throw answer.failure([ErrorBody.message(in: json)]) }
        throw answer.mapping.error(status: code, headers: answer.headers, body: answer.body)
    }

    /// Failures come under 200 as well; every word that is not known means that it goes on.
    private func status(_ json: ParameterValue, of answer: ProviderAnswer) -> JobStatus {
        let data = json["data"] ?? .null
        let error = data["error"].flatMap { ErrorBody.message(in: $0) }
        switch ProviderAnswer.word(data["status"]) {
        case "completed":
            return answer.finished(data["outputs"]) { result in
                result.isFlagged = data["has_nsfw_contents"]?.list?.contains(.bool(true)) ?? false
            }
        case "failed": return .failed(answer.failure([error]))
        case "timeout": return .failed(answer.failure([error ?? "The provider's time for the job ran out."]))
        case "cancelled", "canceled": return .cancelled
        case "created", "pending": return .queued(JobProgress())
        default: return .running(JobProgress())
        }
    }
}
