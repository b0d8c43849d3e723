import Generations

import struct Foundation.Data

/// The direct shape: a POST with prompt and parameters, answered with the video. Prepares the request; knows
/// nothing of sending. (huggingface.js `providers/hf-inference.ts`, huggingface_hub
/// `inference/_providers/hf_inference.py`)
struct DirectEndpoint: Sendable {
    var endpoint: Endpoint
    /// The token that belongs to this endpoint, or nil.
    var token: AccessToken?
    var billTo: String?
    var userAgent: String
    /// How long the proxy of an Inference Endpoint shall hold the request while it starts, in seconds.
    var scaleUpTimeout: Int?

    /// The request that asks for a video.
    ///
    /// - Throws: `ParameterProblem` for a value that cannot be sent.
    func prepare(
        _ request: GenerationRequest,
        image: InputImage?,
        traceID: String
    ) throws(ParameterProblem) -> PreparedRequest {
        let (body, contentType) = body(of: request, image: image)
        var headers: [PreparedRequest.Header] = [
            .init("Content-Type", contentType),
            .init("Accept", "video/mp4, */*"),
            .init("User-Agent", userAgent),
            .init("X-Amzn-Trace-Id", traceID),
        ]
        if let header = try PreparedRequest.Header.billTo(request.billTo ?? billTo) { headers.append(header) }
        if let scaleUpTimeout { headers.append(.init("X-Scale-Up-Timeout", String(scaleUpTimeout))) }
        return PreparedRequest(
            method: .post,
            url: endpoint.url(for: request.model),
            headers: headers,
            body: body,
            token: token
        )
    }

    /// Raw bytes for an image that comes alone, else JSON.
    private func body(of request: GenerationRequest, image: InputImage?) -> (PreparedRequest.Body, String) {
        var parameters = Self.parameters(of: request)
        guard let image else {
            return (Self.json(inputs: request.prompt, parameters), "application/json")
        }
        if request.prompt.contains(where: { !$0.isWhitespace }) {
            parameters["prompt"] = parameters["prompt"] ?? .string(request.prompt)
        }
        if parameters.isEmpty { return (.bytes(image.bytes), image.contentType) }
        let inputs = Data(image.bytes).base64EncodedString()
        return (Self.json(inputs: inputs, parameters), "application/json")
    }

    private static func json(inputs: String, _ parameters: [String: ParameterValue]) -> PreparedRequest.Body {
        .json(.object(["inputs": .string(inputs), "parameters": .object(parameters)]))
    }

    /// The parameters by the API's names, without those that nobody set. A provider's own parameter wins over
    /// ours of the same name.
    static func parameters(of request: GenerationRequest) -> [String: ParameterValue] {
        var parameters = request.parameters
        if request.model.name.lowercased().hasPrefix("stable-video-diffusion") {
            parameters = parameters.filled(from: .stableVideoDiffusionDefaults)
        }
        let named: [String: ParameterValue?] = [
            "negative_prompt": parameters.negativePrompt.flatMap { $0.isEmpty ? nil : .string($0) },
            "num_frames": parameters.numFrames.map(ParameterValue.integer),
            "fps": parameters.fps.map(ParameterValue.integer),
            "width": parameters.width.map(ParameterValue.integer),
            "height": parameters.height.map(ParameterValue.integer),
            "num_inference_steps": parameters.numInferenceSteps.map(ParameterValue.integer),
            "guidance_scale": parameters.guidanceScale.map(ParameterValue.number),
            "seed": parameters.seed.map { .integer(Int($0)) },
            "motion_bucket_id": parameters.motionBucketID.map(ParameterValue.integer),
            "noise_aug_strength": parameters.noiseAugStrength.map(ParameterValue.number),
        ]
        return named.compactMapValues { $0 }
            .merging(parameters.extra) { _, extra in extra }
            .filter { $0.value != .null }
    }
}
