import Generations

/// Hugging Face's own servers: an image as bytes within one request, and no videos (huggingface_hub,
/// `inference/_providers/hf_inference.py`; hub-docs, `inference-providers/providers/hf-inference.md`).
struct HFInference: ImmediateAdapter {
    let provider = InferenceProvider.hfInference
    /// There is no way to it but the router.
    let ownBase = "https://router.huggingface.co/hf-inference"
    let tasks: Set<InferenceTask> = [.textToImage]

    /// The answer may be a JPEG all the same.
    func submit(_ call: ProviderCall) throws(ParameterProblem) -> ProviderRequest {
        try refuseLora(call.model)
        let parameters = PictureForm(size: .widthAndHeight).written(call.request.parameters)
        return ProviderRequest(
            method: .post,
            path: "/models/" + call.model.id,
            headers: [.init("Accept", "image/png")],
            body: ["inputs": .string(call.request.prompt), "parameters": .object(parameters)]
        )
    }

    func readSubmit(
        _ answer: ProviderAnswer,
        from route: ProviderRoute
    ) throws(InferenceError) -> JobSubmission {
        JobSubmission(job: nil, status: .finished(JobResult(media: try answer.picture())))
    }
}
