import Generations

/// Z.ai's images: submit and poll (huggingface_hub, `inference/_providers/zai_org.py`).
struct ZaiOrg: ProviderAdapter {
    let provider = InferenceProvider.zaiOrg
    let ownBase = "https://api.z.ai"
    let tasks: Set<InferenceTask> = [.textToImage]
    /// The official client asks every 5 s.
    let pace = PollPace(first: 5, longest: 5)

    /// Sent with everything that is asked here.
    private static let headers: [PreparedRequest.Header] = [
        .init("x-source-channel", "hugging_face"), .init("Accept-Language", "en-US,en"),
    ]

    /// Its models take sides of 1,024 to 2,048 pixels in steps of 32.
    private static let form = PictureForm(
        size: .text("size", sign: "x"),
        grid: PictureGrid(step: 32, shortest: 1_024, longest: 2_048),
        takesNegativePrompt: false,
        takesSeed: false
    )

    func form(for model: ProviderModel) -> ParameterForm {
        .plain("\(model.id) at zai-org")
    }

    // MARK: Prepare

    func submit(_ call: ProviderCall) throws(ParameterProblem) -> ProviderRequest {
        guard call.model.lora == nil else {
            throw ParameterProblem(parameter: "model", message: "zai-org is not known to take LoRAs.")
        }
        var body = Self.form.written(call.request.parameters)
        body["model"] = .string(call.model.id)
        body["prompt"] = .string(call.request.prompt)
        return ProviderRequest(
            method: .post,
            path: "/api/paas/v4/async/images/generations",
            headers: Self.headers,
            body: body
        )
    }

    func poll(_ job: RemoteJob) -> ProviderRequest {
        ProviderRequest(method: .get, path: job.path, headers: Self.headers)
    }

    // MARK: Read

    /// The id is a text of more digits than a number keeps.
    func readSubmit(
        _ answer: ProviderAnswer,
        from route: ProviderRoute
    ) throws(InferenceError) -> JobSubmission {
        let json = try answer.json()
        guard let text = json["id"]?.text, let id = JobID(text) else { throw answer.noJob(json) }
        let path = "/api/paas/v4/async-result/" + PathText.encoded(id.rawValue)
        let job = RemoteJob(provider: provider, id: id, route: route.kind, path: path)
        return JobSubmission(job: job, status: status(json, of: answer))
    }

    func readPoll(_ answer: ProviderAnswer) throws(InferenceError) -> JobStatus {
        status(try answer.json(), of: answer)
    }

    private func status(_ json: ParameterValue, of answer: ProviderAnswer) -> JobStatus {
        switch ProviderAnswer.word(json["task_status"]) {
        case "success": answer.finished(json["image_result"])
        case "fail": .failed(answer.failure([ErrorBody.message(in: json)]))
        default: .running(JobProgress())
        }
    }
}
