import Generations

/// Together's videos: submit and poll (huggingface.js `providers/together.ts`).
struct Together: ProviderAdapter {
    let provider = InferenceProvider.together
    let ownBase = "https://api.together.xyz"
    let tasks: Set<InferenceTask> = [.textToVideo, .imageToVideo, .textToImage]
    /// Both official clients ask every 2 s. Its `Retry-After` comes with good answers too and is not for
    /// polls.
    let pace = PollPace(first: 2, longest: 5)

    /// The most characters that the image may have as text.
    private static let longestImage = 61_440
    /// With a third more for base64, and the words before it, still no more than that.
    let largestImage = 45_000

    func form(for model: ProviderModel) -> ParameterForm {
        var form = ParameterForm.plain("\(model.id) at together").with([
            .numFrames: nil,
            .fps: ParameterKey("fps", 15...60),
            .numInferenceSteps: ParameterKey("steps", 10...50),
            .motionBucketID: nil,
            .noiseAugStrength: nil,
        ])
        form.length = .seconds("seconds", isText: true, range: 1...10)
        return form
    }

    // MARK: Prepare

    func submit(_ call: ProviderCall) throws(ParameterProblem) -> ProviderRequest {
        guard call.model.lora == nil else {
            throw ParameterProblem(
                parameter: "model",
                message: "together is not known to take LoRAs."
            )
        }
        guard call.request.task != .textToImage else { return Self.picture(call) }
        var body = try form(for: call.model).written(call.request.parameters)
        body["model"] = .string(call.model.id)
        body["prompt"] = .string(call.request.prompt)
        if let image = call.image { body["frame_images"] = try frames(image) }
        return ProviderRequest(method: .post, path: "/v2/videos", body: body)
    }

    /// A keyframe comes within one request, in base64.
    private static func picture(_ call: ProviderCall) -> ProviderRequest {
        let form = PictureForm(
            size: .widthAndHeight,
            takesNegativePrompt: PictureForm.takesNegativePrompt(call.model)
        )
        var body = form.written(call.request.parameters)
        body["model"] = .string(call.model.id)
        body["prompt"] = .string(call.request.prompt)
        body["response_format"] = .string("base64")
        return ProviderRequest(method: .post, path: "/v1/images/generations", body: body)
    }

    private func frames(_ image: ProviderImage) throws(ParameterProblem) -> ParameterValue {
        let text = image.text
        guard text.utf8.count <= Self.longestImage else {
            throw ParameterProblem(
                parameter: "image",
                message: "together takes an image of \(InputImage.size(largestImage)) at most: make it "
                    + "smaller, or give its https address."
            )
        }
        return .array([.object(["input_image": .string(text), "frame": .string("first")])])
    }

    func poll(_ job: RemoteJob) -> ProviderRequest {
        ProviderRequest(method: .get, path: job.path)
    }

    // MARK: Read

    func readSubmit(
        _ answer: ProviderAnswer,
        from route: ProviderRoute
    ) throws(InferenceError) -> JobSubmission {
        let json = try answer.json()
        if let picture = answer.listedPicture(in: json) { return JobSubmission(job: nil, status: picture) }
        let status = status(json, of: answer)
        guard let text = json["id"]?.text, let id = JobID(text) else { throw answer.noJob(json) }
        let path = "/v2/videos/" + PathText.encoded(id.rawValue)
        let job = RemoteJob(provider: provider, id: id, route: route.kind, path: path)
        return JobSubmission(job: job, status: status)
    }

    func readPoll(_ answer: ProviderAnswer) throws(InferenceError) -> JobStatus {
        status(try answer.json(), of: answer)
    }

    /// A status may be missing while a job waits. Errors come in an envelope with an id of its own.
    private func status(_ json: ParameterValue, of answer: ProviderAnswer) -> JobStatus {
        let error = json["error"].flatMap { ErrorBody.message(in: $0) }
        let code = json["error"]?["code"]?.text
        switch ProviderAnswer.word(json["status"]) {
        case "completed":
            return answer.finished(json["outputs"]) { result in
                result.cost = json["outputs"]?["cost"]?.double.map(JobCost.dollars)
            }
        case "failed": return .failed(answer.failure([error, code]))
        case "cancelled", "canceled": return .cancelled
        case "queued": return .queued(JobProgress())
        case "": return error == nil ? .queued(JobProgress()) : .failed(answer.failure([error, code]))
        default: return .running(JobProgress())
        }
    }
}
