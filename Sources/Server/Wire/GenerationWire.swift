import Foundation
package import Generations

/// A generation as the JSON that scripts and pages read: the keys, their names and their order.
package struct GenerationWire: Sendable {
    package var generation: Generation

    package init(_ generation: Generation) {
        self.generation = generation
    }

    /// The object, every key always there.
    package var json: JSONText { WireField.object(Self.fields, of: generation) }

    /// The keys.
    static let fields: [WireField<Generation>] = request + outcome + marks

    private static let request: [WireField<Generation>] = [
        .init("id", .whole("The number, unique in this library.")) { .integer($0.id.rawValue) },
        .init("uuid", .text("The same in every library.").with("format", .string("uuid"))) {
            .string($0.uuid.uuidString.lowercased())
        },
        .init("status", .word(GenerationStatus.allCases.map(\.rawValue), "Where it stands.")) {
            .string($0.state.status.rawValue)
        },
        .init("task", .text("What the model does, such as text-to-video.")) {
            .string($0.request.task.rawValue)
        },
        .init("prompt", .text("What should be seen.")) { .string($0.request.prompt) },
        .init("model", .text("The model on the Hub: owner/name.")) { .string($0.request.model.rawValue) },
        .init("provider", .text("Who is asked for it, or was.").orNull) {
            .optional($0.provider?.rawValue ?? $0.request.provider)
        },
        .init("endpoint", .text("The endpoint that is asked instead of a provider.").orNull) {
            .optional($0.request.endpoint)
        },
        .init("parameters", .anyObject("Those that were given, and the seed.")) { parameters($0.request) },
    ]

    private static let outcome: [WireField<Generation>] = [
        .init("file", .text("The video's path on the machine of the server.").orNull) {
            .optional($0.video?.path)
        },
        .init("bytes", .whole("The video's size.").orNull) { .optional($0.video?.bytes) },
        .init("attempts", .whole("How often it was tried.")) { .integer(Int64($0.attempts)) },
        .init("job_id", .text("The provider's name of its work.").orNull) { .optional($0.job?.id.rawValue) },
        .init("cost", .anyObject("What the provider says it cost: dollars, or its own units.").orNull) {
            cost($0.cost)
        },
        .init("keyframe", .anyObject("The image that was made first.").orNull) { keyframe($0.keyframe) },
        .init("request_id", .text("The server's name of the last exchange.").orNull) {
            .optional($0.requestID)
        },
        .init("parent_id", .whole("The generation that this one repeats.").orNull) {
            .optional($0.parent?.rawValue)
        },
        .init("created_at", .date("When it was asked for.")) { .date($0.createdAt) },
        .init("finished_at", .date("When it ended.").orNull) { .date($0.finishedAt) },
        .init("seconds", WireField.schema(clocks)) { WireField.object(clocks, of: $0.clocks) },
    ]

    private static let marks: [WireField<Generation>] = [
        .init("favorite", .flag("Whether it has a star.")) { .bool($0.isFavorite) },
        .init("tags", .list(of: .text("A tag."), "Sorted.")) { .array($0.tags.map { .string($0) }) },
        .init("error", WireField.schema(failure).orNull) { error($0.state.failure) },
    ]

    private static let clocks: [WireField<GenerationClocks>] = [
        .init("waiting", .number("Queued, held, and between attempts.")) { .seconds($0.waiting) },
        .init("running", .number("At the provider.")) { .seconds($0.running) },
        .init("saving", .number("Coming in and being checked.")) { .seconds($0.saving) },
    ]

    private static let failure: [WireField<GenerationFailure>] = [
        .init("code", .word(FailureCode.allCases.map(\.rawValue), "The kind; more may be added.")) {
            .string($0.code.rawValue)
        },
        .init("message", .text("What happened, to what.")) { .string($0.message) },
        .init("hint", .text("What to try; empty when there is nothing.")) { .string($0.hint) },
        .init("status", .whole("The HTTP status that a server answered with.").orNull) {
            .optional($0.status)
        },
        .init("request_id", .text("That server's name of the exchange.").orNull) { .optional($0.requestID) },
    ]

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
    package static func parameters(_ request: GenerationRequest) -> JSONText {
        var members = parameters(request.parameters)
        if let image = request.image {
            members.append(.init(key: "image", value: .string(image.text)))
        }
        return .object(members)
    }

    /// The members of a set of parameters, without those that are left to the server.
    package static func parameters(_ parameters: VideoParameters) -> [JSONText.Member] {
        let all = ParameterWire.all.map { JSONText.Member(key: $0.key, value: $0.value(parameters)) }
        let extra = parameters.extra.sorted { $0.key < $1.key }
        return all.filter { $0.value != .null } + extra.map { .init(key: $0.key, value: JSONText($0.value)) }
    }

    /// What went wrong, or null.
    static func error(_ failure: GenerationFailure?) -> JSONText {
        failure.map { WireField.object(Self.failure, of: $0) } ?? .null
    }
}

extension GenerationState {
    /// Why it failed, or why it is held after an answer that was never seen.
    package var failure: GenerationFailure? {
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
