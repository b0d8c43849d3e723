import Generations

/// The description of the server (OpenAPI 3.1), made of the same fields as its answers.
struct OpenAPI: Sendable {
    let version: String
    /// Whether a token is needed.
    let needsToken: Bool

    /// The whole document.
    var json: JSONText {
        .members([
            "openapi": .string("3.1.0"),
            "info": .members([
                "title": .string("Rushes"), "version": .string(version),
                "description": .string("Makes videos with Hugging Face, and keeps them."),
                "license": .members(["name": .string("MIT"), "identifier": .string("MIT")]),
            ]),
            "servers": .array([.members(["url": .string("/")])]),
            "security": .array(needsToken ? [.members(["token": .array([])])] : [.members([:])]),
            "paths": .object(
                Self.paths.map { path, operations in
                    JSONText.Member(
                        key: path,
                        value: .object(operations.map { .init(key: $0.method, value: $0.json) })
                    )
                }
            ),
            "components": .members([
                "schemas": .members([
                    "Generation": WireField.schema(GenerationWire.fields).json,
                    "GenerationList": HistoryRoutes.listSchema.json,
                    "Health": WireField.schema(Health.fields).json,
                    "Problem": ServerProblem.schema.json,
                    "VideoOrder": Self.order(VideoOrder.fields).json,
                    "RerunOrder": Self.order(VideoOrder.againFields).json,
                ]),
                "securitySchemes": .members([
                    "token": .members(["type": .string("http"), "scheme": .string("bearer")])
                ]),
            ]),
        ])
    }

    private static func order(_ fields: [VideoOrder.Field]) -> WireSchema {
        .object(fields.map { ($0.key, $0.schema) }, required: [])
    }

    /// One thing that can be done at an address.
    private struct Operation: Sendable {
        var method: String
        var json: JSONText

        init(
            _ method: String,
            _ name: String,
            _ summary: String,
            parameters: [JSONText] = [],
            body: String? = nil,
            isOpen: Bool = false,
            answers: [(Int, JSONText)],
            problems: [Int]
        ) {
            self.method = method
            let told = answers + problems.map { ($0, OpenAPI.problem($0)) }
            var members: [JSONText.Member] = [
                .init(key: "operationId", value: .string(name)),
                .init(key: "summary", value: .string(summary)),
            ]
            if isOpen { members.append(.init(key: "security", value: .array([]))) }
            if !parameters.isEmpty { members.append(.init(key: "parameters", value: .array(parameters))) }
            if let body { members.append(.init(key: "requestBody", value: OpenAPI.body(body))) }
            members.append(
                .init(
                    key: "responses",
                    value: .object(told.map { JSONText.Member(key: String($0.0), value: $0.1) })
                )
            )
            json = .object(members)
        }
    }

    private static let failures = [400, 401, 402, 403, 404, 409, 422, 429, 500, 502, 503, 504]

    private static let paths: [(String, [Operation])] = [
        (
            "/health",
            [
                Operation(
                    "get",
                    "health",
                    "How the server is; no token is needed.",
                    isOpen: true,
                    answers: [(200, answer("How it is.", .named("Health")))],
                    problems: [403]
                )
            ]
        ),
        (
            "/api/video/generate",
            [
                Operation(
                    "post",
                    "generateVideo",
                    "Make a video, wait for it, and send it.",
                    parameters: [idempotencyKey],
                    body: "VideoOrder",
                    answers: [(200, video("The video."))],
                    problems: failures
                )
            ]
        ),
        (
            "/api/generations",
            [
                Operation(
                    "get",
                    "listGenerations",
                    "The history, newest first.",
                    parameters: HistoryWish.parameters.map { query($0.0, $0.1) },
                    answers: [(200, answer("A part of the history.", .named("GenerationList")))],
                    problems: [400, 401, 403, 500]
                ),
                Operation(
                    "post",
                    "createGeneration",
                    "Queue a video, and say where it will be.",
                    parameters: [idempotencyKey],
                    body: "VideoOrder",
                    answers: [(202, answer("Queued.", .named("Generation")))],
                    problems: [400, 401, 403, 404, 422, 500, 503]
                ),
            ]
        ),
        (
            "/api/generations/{id}",
            [
                Operation(
                    "get",
                    "getGeneration",
                    "One generation.",
                    parameters: [id],
                    answers: [(200, answer("The generation.", .named("Generation")))],
                    problems: [401, 403, 404]
                )
            ]
        ),
        (
            "/api/generations/{id}/video",
            [
                Operation(
                    "get",
                    "getVideo",
                    "The file of a video, or a part of it.",
                    parameters: [
                        id, header("Range", "One range of bytes."),
                        header("If-Range", "The ETag of what is had."),
                        header("If-None-Match", "The ETag of what is had."),
                    ],
                    answers: [
                        (200, video("The whole.")), (206, video("The part that was asked for.")),
                        (304, described("It is the same.")),
                    ],
                    problems: [401, 403, 404, 416]
                )
            ]
        ),
        (
            "/api/generations/{id}/events",
            [
                Operation(
                    "get",
                    "watchGeneration",
                    "What happens to a generation, as server-sent events, until it has ended.",
                    parameters: [id, header("Last-Event-ID", "The last event that was seen.")],
                    answers: [
                        (200, content("The events.", "text/event-stream", .text("Events."))),
                        (204, described("It has ended, and everything was seen.")),
                    ],
                    problems: [401, 403, 404]
                )
            ]
        ),
        (
            "/api/generations/{id}/cancel",
            [
                Operation(
                    "post",
                    "cancelGeneration",
                    "End a generation.",
                    parameters: [id],
                    answers: [
                        (200, answer("It has ended.", .named("Generation"))),
                        (202, answer("It will end.", .named("Generation"))),
                    ],
                    problems: [401, 403, 404, 409, 503]
                )
            ]
        ),
        (
            "/api/generations/{id}/rerun",
            [
                Operation(
                    "post",
                    "rerunGeneration",
                    "Queue a generation again, with what is given in its place.",
                    parameters: [id, idempotencyKey],
                    body: "RerunOrder",
                    answers: [(202, answer("Queued.", .named("Generation")))],
                    problems: [400, 401, 403, 404, 422, 500, 503]
                )
            ]
        ),
    ]

    private static let id = parameter("id", in: "path", isRequired: true, .whole("The generation's number."))
    private static let idempotencyKey = header(
        "Idempotency-Key",
        "The client's own name for the request: repeated, it makes nothing new."
    )

    private static func query(_ name: String, _ schema: WireSchema) -> JSONText {
        parameter(name, in: "query", isRequired: false, schema)
    }

    private static func header(_ name: String, _ description: String) -> JSONText {
        parameter(name, in: "header", isRequired: false, .text(description))
    }

    private static func parameter(
        _ name: String,
        in place: String,
        isRequired: Bool,
        _ schema: WireSchema
    ) -> JSONText {
        .members([
            "name": .string(name), "in": .string(place), "required": .bool(isRequired), "schema": schema.json,
        ])
    }

    private static func body(_ name: String) -> JSONText {
        .members([
            "required": .bool(name == "VideoOrder"),
            "content": .members(["application/json": .members(["schema": WireSchema.named(name).json])]),
        ])
    }

    private static func answer(_ description: String, _ schema: WireSchema) -> JSONText {
        content(description, "application/json", schema)
    }

    private static func video(_ description: String) -> JSONText {
        content(description, "video/mp4", WireSchema.text("The bytes.").with("format", .string("binary")))
    }

    private static func content(_ description: String, _ type: String, _ schema: WireSchema) -> JSONText {
        .members([
            "description": .string(description),
            "content": .object([.init(key: type, value: .members(["schema": schema.json]))]),
        ])
    }

    private static func described(_ description: String) -> JSONText {
        .members(["description": .string(description)])
    }

    private static func problem(_ status: Int) -> JSONText {
        answer(meanings[status] ?? "It could not be done.", .named("Problem"))
    }

    private static let meanings = [
        400: "The request cannot be.", 401: "A token is missing or wrong.", 402: "The credits are used up.",
        403: "A right is missing, or the page may not call the server.", 404: "There is no such thing.",
        409: "It has ended, or is held.", 416: "The video has no such part.",
        422: "The Idempotency-Key was that of another request.", 429: "The provider limits the rate.",
        500: "The server's own fault.", 502: "The provider failed.",
        503: "The model is loading, or the server is being stopped.", 504: "It took too long.",
    ]
}
