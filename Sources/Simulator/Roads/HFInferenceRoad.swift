/// hf-inference (huggingface.js `providers/hf-inference.ts`): pictures as bytes within one request, and no
/// videos at all.
struct HFInferenceRoad: ProviderRoad {
    let provider = "hf-inference"
    let host = "https://router.huggingface.co/hf-inference"

    func ask(_ call: RoadCall) -> RoadAsk? {
        guard call.request.method == "POST", let model = GenerationCall.model(inPath: "/" + call.path) else {
            return nil
        }
        if Catalog.dropped.contains(model) { return .refused(.deprecated(by: provider)) }
        guard Catalog.model(model) != nil else {
            return .refused(.status(404, error: "Model \(model) does not exist"))
        }
        guard let task = call.task(of: model) else { return nil }
        do {
            let direct = try GenerationCall(call.request)
            let input = call.body["parameters"] ?? [:]
            return .submit(
                Submission(target: model, task: task, call: direct, input: input, isSynchronous: true)
            )
        } catch {
            return .refused(.status(422, body: .text(error.message)))
        }
    }

    func accepted(_ view: JobView) -> Scenario.Step { result(view) }

    func status(_ view: JobView) -> Scenario.Step { lost(.poll) }

    func result(_ view: JobView) -> Scenario.Step {
        guard view.moment == .succeeded else { return .status(500, error: "CUDA out of memory") }
        // The server need not obey `Accept` (huggingface.js `providers/hf-inference.ts`).
        let step =
            view.has(.mislabeled) ? Scenario.Step.picture().header("Content-Type", "image/jpeg") : .picture()
        return step.header("x-compute-type", "cpu").header("x-compute-time", "\(view.job.length)")
            .header("x-inference-id", view.job.id)
    }

    func lost(_ stage: RoadStage) -> Scenario.Step { .status(404, error: "Not Found: Model not found") }

    func refused(_ problem: FieldProblem) -> Scenario.Step {
        .json(["error": "\(problem.field): \(problem.message)", "error_type": "validation"], status: 422)
    }
}
