import Generations
import NIOHTTP1

/// Replicate's predictions: submit, poll, cancel (huggingface.js `providers/replicate.ts`).
struct Replicate: ProviderAdapter {
    let provider = InferenceProvider.replicate
    let ownBase = "https://api.replicate.com"
    /// Its image-to-video is in neither official client.
    let tasks: Set<InferenceTask> = [.textToVideo, .textToImage]
    let pace = PollPace.usual

    /// Each model has an input schema of its own; the Hub's names are what most share.
    func form(for model: ProviderModel) -> ParameterForm {
        .plain("\(model.id.prefix { $0 != ":" }) at replicate")
    }

    // MARK: Prepare

    /// A pinned version is posted to one address for all models. Its answer is held for a second only, so
    /// that the job's id can be written down.
    func submit(_ call: ProviderCall) throws(ParameterProblem) -> ProviderRequest {
        var input = try parameters(of: call)
        input["prompt"] = .string(call.request.prompt)
        var request = ProviderRequest(
            method: .post,
            path: "/v1/models/\(call.model.id)/predictions",
            headers: [.init("Prefer", "wait=1")],
            body: ["input": .object(input)]
        )
        if let colon = call.model.id.firstIndex(of: ":") {
            let version = call.model.id[call.model.id.index(after: colon)...]
            request.path = "/v1/predictions"
            request.body?["version"] = .string(String(version))
        }
        return request
    }

    /// A keyframe's LoRA is named by its page; videos take none.
    private func parameters(of call: ProviderCall) throws(ParameterProblem) -> [String: ParameterValue] {
        guard call.request.task == .textToImage else {
            guard call.model.lora == nil else {
                throw ParameterProblem(parameter: "model", message: "replicate takes LoRAs for images only.")
            }
            return try form(for: call.model).written(call.request.parameters)
        }
        var input = Self.pictureForm(for: call.model).written(call.request.parameters)
        if let lora = call.model.lora {
            input["lora_weights"] = .string("https://huggingface.co/\(lora.repository)")
        }
        return input
    }

    /// FLUX takes a shape where others take sides.
    private static func pictureForm(for model: ProviderModel) -> PictureForm {
        guard model.id.lowercased().contains("flux") else { return PictureForm(size: .widthAndHeight) }
        let shapes = ["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3", "5:4", "4:5", "21:9", "9:21"]
        return PictureForm(size: .shape("aspect_ratio", shapes), takesNegativePrompt: false)
    }

    func poll(_ job: RemoteJob) -> ProviderRequest {
        ProviderRequest(method: .get, path: job.path)
    }

    func cancel(_ job: RemoteJob) -> ProviderRequest? {
        ProviderRequest(method: .post, path: job.path + "/cancel")
    }

    // MARK: Read

    /// After a wait the output may be there while the status still says `processing`.
    func readSubmit(
        _ answer: ProviderAnswer,
        from route: ProviderRoute
    ) throws(InferenceError) -> JobSubmission {
        let json = try answer.json()
        let located = answer.headers.first(name: "location").flatMap { route.path(of: $0) }
        guard let text = json["id"]?.text ?? located?.split(separator: "/").last.map(String.init),
            let id = JobID(text)
        else { throw answer.noJob(json) }
        var status = status(json, of: answer)
        if VideoPlace.text(in: json["output"]) != nil, status.isPending { status = finished(json, answer) }
        return JobSubmission(job: job(id, on: route), status: status)
    }

    /// Made of the id; `urls.get` is never called.
    func job(_ id: JobID, on route: ProviderRoute) -> RemoteJob {
        let path = "/v1/predictions/" + PathText.encoded(id.rawValue)
        return RemoteJob(provider: provider, id: id, route: route.kind, path: path)
    }

    func readPoll(_ answer: ProviderAnswer) throws(InferenceError) -> JobStatus {
        status(try answer.json(), of: answer)
    }

    private func status(_ json: ParameterValue, of answer: ProviderAnswer) -> JobStatus {
        let log = json["logs"]?.text ?? ""
        let error = json["error"].flatMap { ErrorBody.message(in: $0) }
        switch ProviderAnswer.word(json["status"]) {
        case "succeeded": return finished(json, answer)
        case "failed": return .failed(answer.failure([error]))
        case "canceled", "cancelled": return .cancelled
        case "aborted":
            return .failed(answer.failure([error ?? "The job's deadline passed before it began."]))
        case "starting": return .queued(ProgressLog.progress(log))
        default: return .running(ProgressLog.progress(log))
        }
    }

    private func finished(_ json: ParameterValue, _ answer: ProviderAnswer) -> JobStatus {
        if case .bool(true) = json["data_removed"], VideoPlace.text(in: json["output"]) == nil {
            return .failed(answer.failure(["The provider has removed the video already."]))
        }
        return answer.finished(json["output"])
    }

    /// The answer is the job as it is then.
    func readCancel(_ answer: ProviderAnswer) -> JobCancellation {
        guard answer.isSuccess, let json = JSONText.value(answer.body) else { return answer.cancellation() }
        return switch ProviderAnswer.word(json["status"]) {
        case "succeeded", "failed": .alreadyOver
        case "starting", "processing": .requested
        default: .cancelled
        }
    }
}
