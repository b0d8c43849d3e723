import Generations

/// nscale's images: base64 within one request (huggingface_hub, `inference/_providers/nscale.py`).
struct Nscale: ImmediateAdapter {
    let provider = InferenceProvider.nscale
    let ownBase = "https://inference.api.nscale.com"
    let tasks: Set<InferenceTask> = [.textToImage]

    /// Nothing but the size is known to be taken beside the prompt.
    private static let form = PictureForm(
        size: .text("size", sign: "x"),
        takesNegativePrompt: false,
        takesSeed: false
    )

    func submit(_ call: ProviderCall) throws(ParameterProblem) -> ProviderRequest {
        try refuseLora(call.model)
        var body = Self.form.written(call.request.parameters)
        body["model"] = .string(call.model.id)
        body["prompt"] = .string(call.request.prompt)
        body["response_format"] = .string("b64_json")
        return ProviderRequest(method: .post, path: "/v1/images/generations", body: body)
    }

    func readSubmit(
        _ answer: ProviderAnswer,
        from route: ProviderRoute
    ) throws(InferenceError) -> JobSubmission {
        let json = try answer.json()
        guard let status = answer.listedPicture(in: json) else { throw answer.noJob(json) }
        return JobSubmission(job: nil, status: status)
    }
}
