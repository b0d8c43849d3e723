extension SteeringWord {
    /// Answers that the same call will get again.
    static let refusals: [SteeringWord] = [
        SteeringWord("unsupported", "400, the provider does not serve the model") {
            .status(400, error: "Model not supported by provider \($0.provider ?? "hf-inference")")
        },
        SteeringWord("unauthorized", "401, the token is not accepted") { _ in .unauthorized() },
        SteeringWord("credits", "402, the credits are used up") { _ in
            .status(
                402,
                error:
                    "You have depleted your monthly included credits. Purchase pre-paid credits to "
                    + "continue using Inference Providers. Alternatively, subscribe to PRO to "
                    + "get 20x more included usage."
            )
        },
        SteeringWord("payg", "402, the provider cannot be paid as you go") {
            .status(
                402,
                error: "Pay-as-you go is not enabled for provider \($0.provider ?? "fal-ai") yet."
            )
        },
        SteeringWord("forbidden", "403, the token lacks the permission") { _ in .noPermission() },
        SteeringWord("gated", "403, the model's terms are not accepted") { .gated(model: $0.call.modelName) },
        SteeringWord("missing", "404, no such model") {
            .status(404, error: "Model \($0.call.modelName) does not exist")
        },
        SteeringWord("gone", "410 of the old host") { _ in
            .status(
                410,
                error: "https://api-inference.huggingface.co is no longer supported. Please use "
                    + "https://router.huggingface.co instead."
            )
        },
        SteeringWord("deprecated", "410, the provider dropped the model") {
            .deprecated(by: $0.provider ?? "hf-inference")
        },
        SteeringWord("toolarge", "413, the request is too large") { _ in .tooLarge() },
        SteeringWord("refuse", "422, the content is refused") { _ in .contentRefused() },
        SteeringWord("nsfw", "422, the content is refused") { _ in .contentRefused() },
        SteeringWord("invalid", "422, a parameter is out of range") { _ in
            .status(
                422,
                json:
                    #"{"detail":[{"loc":["body","parameters","num_frames"],"msg":"ensure this value is "#
                    + #"less than or equal to 161","type":"value_error.number.not_le"}]}"#
            )
        },
        SteeringWord("validation", "422, a parameter is out of range, in the old wording") { _ in
            .status(
                422,
                json: #"{"error":"Input validation error: `guidance_scale` must be > 0.0 and < 20.0","#
                    + #""error_type":"validation"}"#
            )
        },
    ]
}

extension Scenario.Step {
    /// 401 as the router words it.
    package static func unauthorized() -> Self {
        status(401, error: "Invalid credentials in Authorization header")
    }

    /// 410 for a model that a provider used to serve.
    static func deprecated(by provider: String) -> Self {
        status(
            410,
            error: "The requested model is deprecated and no longer supported by provider \(provider)"
        )
    }

    /// 413 as text.
    static func tooLarge() -> Self {
        status(413, body: .text("Failed to buffer the request body: length limit exceeded"))
    }

    /// 403 with the Hub's error headers (huggingface_hub `utils/_http.py`).
    static func gated(model: String) -> Self {
        let text =
            "Access to model \(model) is restricted and you are not in the authorized list. "
            + "Visit https://huggingface.co/\(model) to ask for access."
        return status(403, error: text).header("X-Error-Code", "GatedRepo").header("X-Error-Message", text)
    }

    /// 422 as fal-ai words it.
    static func contentRefused() -> Self {
        status(
            422,
            json:
                #"{"detail":[{"loc":["body","prompt"],"msg":"The content could not be processed because it "#
                + #"contained material flagged by a content checker.","type":"content_policy_violation","#
                + #""url":"https://docs.fal.ai/errors/#content_policy_violation","input":"…"}]}"#
        )
    }
}
