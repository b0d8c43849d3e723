import Foundation
import Generations

/// A generation as the JSON that scripts read: the keys, their names and their order.
struct GenerationWire: Sendable {
    var generation: Generation

    init(_ generation: Generation) {
        self.generation = generation
    }

    /// The object, every key always there.
    var json: JSONText {
        let request = generation.request
        return .members([
            "id": .integer(generation.id.rawValue),
            "uuid": .string(generation.uuid.uuidString.lowercased()),
            "status": .string(generation.state.status.rawValue),
            "task": .string(request.task.rawValue),
            "prompt": .string(request.prompt),
            "model": .string(request.model.rawValue),
            "provider": .optional(generation.provider?.rawValue ?? request.provider),
            "endpoint": .optional(request.endpoint),
            "parameters": Self.parameters(request),
            "file": .optional(generation.video?.path),
            "bytes": .optional(generation.video?.bytes),
            "attempts": .integer(Int64(generation.attempts)),
            "job_id": .optional(generation.job?.id.rawValue),
            "cost": Self.cost(generation.cost),
            "keyframe": Self.keyframe(generation.keyframe),
            "request_id": .optional(generation.requestID),
            "parent_id": .optional(generation.parent?.rawValue),
            "created_at": .date(generation.createdAt),
            "finished_at": .date(generation.finishedAt),
            "seconds": .members([
                "waiting": .seconds(generation.clocks.waiting),
                "running": .seconds(generation.clocks.running),
                "saving": .seconds(generation.clocks.saving),
            ]),
            "favorite": .bool(generation.isFavorite),
            "tags": .array(generation.tags.map { .string($0) }),
            "error": Self.error(generation.state.failure),
        ])
    }

    /// What the provider says it cost, in its own measure, or null.
    private static func cost(_ cost: JobCost?) -> JSONText {
        switch cost {
        case .dollars(let amount): .members(["dollars": .number(amount)])
        case .units(let amount): .members(["units": .number(amount)])
        case nil: .null
        }
    }

    /// The image that was made first, or null.
    private static func keyframe(_ keyframe: Keyframe?) -> JSONText {
        guard let keyframe else { return .null }
        return .members([
            "model": .string(keyframe.model.rawValue),
            "provider": .optional(keyframe.provider),
            "file": .optional(keyframe.file),
            "seconds": keyframe.seconds.map { .seconds($0) } ?? .null,
        ])
    }

    /// The parameters that were given, in the words of the API, then the provider's own.
    static func parameters(_ request: GenerationRequest) -> JSONText {
        var members = parameters(request.parameters)
        if let image = request.image {
            members.append(.init(key: "image", value: .string(image.text)))
        }
        return .object(members)
    }

    /// The members of a set of parameters, without those that are left to the server.
    static func parameters(_ parameters: VideoParameters) -> [JSONText.Member] {
        let all: KeyValuePairs<String, JSONText> = [
            "seed": .optional(parameters.seed),
            "negative_prompt": .optional(parameters.negativePrompt),
            "num_frames": .optional(parameters.numFrames),
            "fps": .optional(parameters.fps),
            "width": .optional(parameters.width),
            "height": .optional(parameters.height),
            "num_inference_steps": .optional(parameters.numInferenceSteps),
            "guidance_scale": parameters.guidanceScale.map { .number($0) } ?? .null,
            "motion_bucket_id": .optional(parameters.motionBucketID),
            "noise_aug_strength": parameters.noiseAugStrength.map { .number($0) } ?? .null,
        ]
        let given = all.filter { $0.value != .null }.map { JSONText.Member(key: $0.key, value: $0.value) }
        let extra = parameters.extra.sorted { $0.key < $1.key }
        return given + extra.map { JSONText.Member(key: $0.key, value: JSONText($0.value)) }
    }

    /// What went wrong, or null.
    static func error(_ failure: GenerationFailure?) -> JSONText {
        guard let failure else { return .null }
        return .members([
            "code": .string(failure.code.rawValue),
            "message": .string(failure.message),
            "hint": .string(failure.hint),
            "status": .optional(failure.status),
            "request_id": .optional(failure.requestID),
        ])
    }
}

extension GenerationState {
    /// Why it failed, or why it is held after an answer that was never seen.
    var failure: GenerationFailure? {
        switch self {
        case .failed(let failure), .held(.interruptedSubmit(let failure)), .held(.job(let failure)): failure
        default: nil
        }
    }
}

extension JSONText {
    /// A parameter's value as it was given.
    init(_ value: ParameterValue) {
        self =
            switch value {
            case .null: .null
            case .bool(let value): .bool(value)
            case .integer(let value): .integer(Int64(value))
            case .number(let value): .number(value)
            case .string(let value): .string(value)
            case .array(let values): .array(values.map { JSONText($0) })
            case .object(let members):
                .object(
                    members.sorted { $0.key < $1.key }.map { Member(key: $0.key, value: JSONText($0.value)) }
                )
            }
    }
}
