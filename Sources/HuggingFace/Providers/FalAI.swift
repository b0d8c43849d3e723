import Generations
import NIOHTTP1

/// fal.ai's queue: submit, status, result, cancel (huggingface.js `providers/fal-ai.ts`; fal-js `queue.ts`).
struct FalAI: ProviderAdapter {
    let provider = InferenceProvider.falAI
    let ownBase = "https://queue.fal.run"
    let ownScheme = AuthorizationScheme.key
    let tasks: Set<InferenceTask> = [.textToVideo, .imageToVideo, .textToImage]
    let takesTextAndImage = true
    let pace = PollPace.usual

    /// Picks the queue behind the router over one long request, which would end after 120 s.
    private static let queue = "_subdomain=queue"

    func form(for model: ProviderModel) -> ParameterForm {
        FalModels.form(for: model.id) ?? .plain("\(model.id) at fal-ai")
    }

    // MARK: Prepare

    func submit(_ call: ProviderCall) throws(ParameterProblem) -> ProviderRequest {
        var body = try parameters(of: call)
        body["prompt"] = .string(call.request.prompt)
        if let image = call.image { body["image_url"] = .string(image.text) }
        if let lora = call.model.lora { body["loras"] = try Self.loras(lora) }
        return ProviderRequest(
            method: .post,
            path: "/" + call.model.id,
            routedQuery: Self.queue,
            body: body
        )
    }

    private func parameters(of call: ProviderCall) throws(ParameterProblem) -> [String: ParameterValue] {
        guard call.request.task == .textToImage else {
            return try form(for: call.model).written(call.request.parameters)
        }
        let takesNegativePrompt = PictureForm.takesNegativePrompt(call.model)
        return PictureForm(size: .object("image_size"), takesNegativePrompt: takesNegativePrompt)
            .written(call.request.parameters)
    }

    /// A LoRA's weights, fetched from the Hub by fal.ai.
    private static func loras(_ lora: ProviderModel.Adapter) throws(ParameterProblem) -> ParameterValue {
        guard let weights = lora.weights, PathText.isPlain(weights) else {
            throw ParameterProblem(
                parameter: "model",
                message: "The Hub does not say which file of \(lora.repository) holds its weights, "
                    + "and fal-ai has to know it."
            )
        }
        let path = "https://huggingface.co/\(lora.repository)/resolve/main/\(weights)"
        return .array([.object(["path": .string(path), "scale": .integer(1)])])
    }

    func poll(_ job: RemoteJob) -> ProviderRequest {
        request(.get, job, "/status", query: "logs=1")
    }

    func result(of job: RemoteJob) -> ProviderRequest? {
        request(.get, job, "")
    }

    func cancel(_ job: RemoteJob) -> ProviderRequest? {
        request(.put, job, "/cancel")
    }

    private func request(
        _ method: PreparedRequest.Method,
        _ job: RemoteJob,
        _ tail: String,
        query: String = ""
    ) -> ProviderRequest {
        ProviderRequest(method: method, path: job.path + tail, query: query, routedQuery: Self.queue)
    }

    // MARK: Read

    /// The path of `response_url` is shorter than the one that was asked. A job whose id is known is not given up for
    /// want of an address: nothing but the path is ever taken from there.
    func readSubmit(
        _ answer: ProviderAnswer,
        from route: ProviderRoute
    ) throws(InferenceError) -> JobSubmission {
        let json = try answer.json()
        guard let text = json["request_id"]?.text, let id = JobID(text) else {
            // Without the queue the answer is the result itself.
            guard json["video"] != nil || json["images"] != nil else { throw answer.noJob(json) }
            return JobSubmission(job: nil, status: result(json, of: answer))
        }
        let named = json["response_url"]?.text.flatMap { route.path(of: $0) }
        guard let path = named ?? answer.model.flatMap({ Self.usualPath(of: id, for: $0) }) else {
            throw answer.unreadable("the address of job \(id) is missing or not one of fal-ai's")
        }
        let job = RemoteJob(provider: provider, id: id, route: route.kind, path: path)
        return JobSubmission(job: job, status: status(json, of: answer))
    }

    /// Where a job is when its answer does not say so, or names a stranger: below the owner and the name of its app,
    /// without what follows them in the model's name (fal-js `queue.ts`, `parseEndpointId`).
    private static func usualPath(of id: JobID, for model: ProviderModel) -> String? {
        let segments = model.id.split(separator: "/")
        let isInNamespace = ["workflows", "comfy"].contains(segments.first)
        let app = segments.prefix(isInNamespace ? 3 : 2)
        guard app.count == (isInNamespace ? 3 : 2) else { return nil }
        return "/" + app.joined(separator: "/") + "/requests/" + PathText.encoded(id.rawValue)
    }

    func readPoll(_ answer: ProviderAnswer) throws(InferenceError) -> JobStatus {
        status(try answer.json(), of: answer)
    }

    /// `COMPLETED` is good or bad; every word that is not known means that it goes on.
    private func status(_ json: ParameterValue, of answer: ProviderAnswer) -> JobStatus {
        let log = (json["logs"]?.list ?? []).compactMap { $0["message"]?.text ?? $0.text }
        let progress = ProgressLog.progress(
            log.joined(separator: "\n"),
            position: json["queue_position"]?.double.flatMap { Int(exactly: $0) }
        )
        switch ProviderAnswer.word(json["status"]) {
        case "completed": return failure(json, of: answer).map(JobStatus.failed) ?? .resultReady
        case "failed": return .failed(failure(json, of: answer) ?? answer.failure([]))
        case "canceled", "cancelled": return .cancelled
        case "in_queue": return .queued(progress)
        case "": return json["queue_position"]?.double == nil ? .running(progress) : .queued(progress)
        default: return .running(progress)
        }
    }

    private func failure(_ json: ParameterValue, of answer: ProviderAnswer) -> InferenceError? {
        let type = json["error_type"]?.text
        let message =
            json["error"].flatMap { ErrorBody.message(in: $0) }
            ?? json["detail"].flatMap {
                ErrorBody.message(in: .object(["detail": $0]))
            }
        guard message != nil || type != nil else { return nil }
        return answer.failure([message, type])
    }

    /// A failed job answers here with its own status; what it says will not change.
    func readResult(_ answer: ProviderAnswer) throws(InferenceError) -> JobStatus {
        if [400, 500].contains(answer.status), isTooEarly(answer) { return .running(JobProgress()) }
        guard [400, 413, 422, 451].contains(answer.status) else {
            return result(try answer.json(), of: answer)
        }
        return .failed(answer.error)
    }

    private func isTooEarly(_ answer: ProviderAnswer) -> Bool {
        ErrorBody(answer.body, contentType: nil).message.lowercased().contains("still in progress")
    }

    private func result(_ json: ParameterValue, of answer: ProviderAnswer) -> JobStatus {
        let media = json["video"] ?? json["images"]
        if VideoPlace.text(in: media) == nil {
            if let error = failure(json, of: answer) { return .failed(error) }
            let status = status(json, of: answer)
            if json["status"] != nil, status.isPending { return status }
        }
        return answer.finished(media) { result in
            result.seed = json["seed"]?.double.flatMap { Int64(exactly: $0) }
            result.isFlagged = json["has_nsfw_concepts"]?.list?.contains(.bool(true)) ?? false
            let units = answer.headers.first(name: "x-fal-billable-units").flatMap { Double($0) }
            result.cost = units.flatMap { $0.isFinite ? .units($0) : nil }
        }
    }

    /// The words of the cancel call.
    func readCancel(_ answer: ProviderAnswer) -> JobCancellation {
        switch ProviderAnswer.word(JSONText.value(answer.body)?["status"]) {
        case "already_completed": .alreadyOver
        case "not_found": .gone
        case "cancellation_requested": .requested
        default: answer.cancellation()
        }
    }
}
