import Foundation
import Generations

extension Recipe {
    /// The recipe as the JSON object that is kept in the file: the words of the history's JSON, without paths.
    package var json: String {
        ParameterValue.object(values).json
    }

    /// The same with where the video is, for scripts.
    package func json(file: String, bytes: Int64) -> String {
        let place: [String: ParameterValue] = ["file": .string(file), "bytes": .integer(Int(bytes))]
        return ParameterValue.object(values.merging(place) { _, new in new }).json
    }

    private var values: [String: ParameterValue] {
        var parameters = parameters.json
        parameters["image"] = imageAddress.map(ParameterValue.string)
        var values: [String: ParameterValue] = [
            "generator": .string(origin.rawValue),
            "id": id.map { .integer(Int($0.rawValue)) } ?? .null,
            "uuid": Self.string(uuid?.uuidString.lowercased()),
            "status": .string(GenerationStatus.succeeded.rawValue),
            "task": .string(task.rawValue),
            "prompt": .string(prompt),
            "model": Self.string(model),
            "provider": Self.string(provider),
            "endpoint": Self.string(endpoint),
            "parameters": .object(parameters),
            "attempts": .integer(attempts),
            "job_id": Self.string(job),
            "request_id": Self.string(requestID),
            "parent_id": parent.map { .integer(Int($0.rawValue)) } ?? .null,
            "created_at": Self.string(createdAt?.formatted(Date.ISO8601FormatStyle())),
            "keyframe": keyframeModel.map { .object(["model": .string($0)]) } ?? .null,
        ]
        if needsImage { values["needs_image"] = .bool(true) }
        values["template"] = template.map(ParameterValue.string)
        if !former.isEmpty { values["former"] = .object(former.mapValues(ParameterValue.string)) }
        return values
    }

    /// Reads what `json` writes; nil for any other text.
    package init?(json text: String) {
        guard let values = ParameterValue(json: text)?.members,
            values["generator"]?.text == Origin.rushes.rawValue, let prompt = values["prompt"]?.text
        else { return nil }
        var parameters = values["parameters"]?.members ?? [:]
        let image = parameters.removeValue(forKey: "image")?.text
        self.init(
            id: values["id"]?.whole.map { GenerationID(Int64($0)) },
            uuid: values["uuid"]?.text.flatMap(UUID.init(uuidString:)),
            task: values["task"]?.text.flatMap(InferenceTask.init(rawValue:)) ?? .textToVideo,
            prompt: prompt,
            model: values["model"]?.text,
            provider: values["provider"]?.text,
            endpoint: values["endpoint"]?.text,
            imageAddress: image,
            needsImage: values["needs_image"] == .bool(true),
            keyframeModel: values["keyframe"]?.members?["model"]?.text,
            parameters: VideoParameters(json: parameters),
            template: values["template"]?.text,
            attempts: values["attempts"]?.whole ?? 0,
            job: values["job_id"]?.text,
            requestID: values["request_id"]?.text,
            parent: values["parent_id"]?.whole.map { GenerationID(Int64($0)) },
            createdAt: values["created_at"]?.text.flatMap { try? Date($0, strategy: .iso8601) },
            former: values["former"]?.members?.compactMapValues(\.text) ?? [:]
        )
    }

    private static func string(_ text: String?) -> ParameterValue {
        text.map(ParameterValue.string) ?? .null
    }
}
