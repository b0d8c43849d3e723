import Foundation

/// A request to make a video in the direct shape: `inputs` and `parameters` as JSON, or an image's bytes.
///
/// The shape is that of huggingface_hub `inference/_providers/hf_inference.py`.
struct GenerationCall: Sendable {
    /// The model of a path `…/models/{org}/{name}`; none on a custom endpoint.
    var model: String?
    /// The text that describes the video; empty when only an image came.
    var prompt: String
    /// `parameters.seed`.
    var seed: Int?
    /// A number for this prompt, seed and image, the same in every run.
    var fingerprint: UInt64

    /// What a server says of a body that it cannot read, as text/plain under 422.
    struct Unreadable: Error {
        var message: String
    }

    /// Reads a request, or throws what a server would say of it.
    init(_ request: ReceivedRequest) throws(Unreadable) {
        model = Self.model(inPath: request.path)
        if Self.isRaw(request.header("Content-Type")) {
            guard !request.body.isEmpty else { throw Unreadable(message: "Failed to read the request body") }
            prompt = ""
            fingerprint = StableHash.of(request.body)
            return
        }
        let payload = try Self.payload(request.body)
        prompt = payload.parameters?.prompt ?? payload.inputs
        seed = payload.parameters?.seed
        fingerprint = StableHash.of("\(payload.inputs)\u{0}\(prompt)\u{0}\(seed.map(String.init) ?? "")")
    }

    /// A call that came in a provider's own form.
    init(model: String, prompt: String, seed: Int?, image: String?) {
        self.model = model
        self.prompt = prompt
        self.seed = seed
        fingerprint = StableHash.of(
            "\(prompt)\u{0}\(seed.map(String.init) ?? "")\u{0}\(image ?? "")"
        )
    }

    /// The model's name in error texts.
    var modelName: String {
        model ?? "custom-endpoint"
    }

    /// What steps and words are counted by: the same call sent again has the same key.
    var key: String {
        "\(modelName)\u{0}\(prompt)\u{0}\(fingerprint)"
    }

    static func model(inPath path: String) -> String? {
        guard let models = path.range(of: "/models/") else { return nil }
        var name = String(path[models.upperBound...])
        if let pipeline = name.range(of: "/pipeline/") {
            name = String(name[..<pipeline.lowerBound])
        }
        return name.removingPercentEncoding ?? name
    }

    private static func isRaw(_ contentType: String?) -> Bool {
        guard let type = contentType?.lowercased() else { return false }
        return type.hasPrefix("image/") || type.hasPrefix("application/octet-stream")
    }

    private struct Payload: Decodable {
        var inputs: String
        var parameters: Parameters?
    }

    private struct Parameters: Decodable {
        var prompt: String?
        var seed: Int?

        enum CodingKeys: String, CodingKey {
            case prompt, seed
        }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            prompt = try? values.decodeIfPresent(String.self, forKey: .prompt)
            seed = try? values.decodeIfPresent(Int.self, forKey: .seed)
        }
    }

    /// The wording is that of the recorded answers: huggingface_hub
    /// `InferenceClientVCRTest.test_unprocessable_entity_error` and huggingface.js `tapes.json`.
    private static func payload(_ body: [UInt8]) throws(Unreadable) -> Payload {
        do {
            return try JSONDecoder().decode(Payload.self, from: Data(body))
        } catch DecodingError.keyNotFound(let key, _) {
            throw deserializing("missing field `\(key.stringValue)` at line 1 column \(body.count)")
        } catch DecodingError.typeMismatch(_, let context) {
            let name = context.codingPath.map(\.stringValue).joined(separator: ".")
            throw deserializing("\(name): invalid type, expected a string at line 1 column \(body.count)")
        } catch {
            throw Unreadable(
                message: "Failed to parse the request body as JSON: expected value at line 1 column 1"
            )
        }
    }

    private static func deserializing(_ problem: String) -> Unreadable {
        Unreadable(message: "Failed to deserialize the JSON body into the target type: \(problem)")
    }
}
