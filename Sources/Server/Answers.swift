import Generations
import HTTPTypes
import Hummingbird

extension HTTPField.Name {
    static let generationID = known("X-Generation-Id")
    static let generationTime = known("X-Generation-Time")
    static let videoSize = known("X-Video-Size")
    static let idempotencyKey = known("Idempotency-Key")
    static let lastEventID = known("Last-Event-ID")

    private static func known(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is no name of a header") }
        return name
    }
}

extension Response {
    /// An answer in JSON.
    static func json(_ json: JSONText, _ status: HTTPResponse.Status = .ok) -> Response {
        text(json.text + "\n", "application/json; charset=utf-8", status)
    }

    /// An answer in text of some type, which nobody keeps.
    static func text(_ text: String, _ type: String, _ status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status,
            headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }

    /// A generation, with where it is found.
    static func generation(_ generation: Generation, _ status: HTTPResponse.Status = .ok) -> Response {
        var response = json(GenerationWire(generation).json, status)
        response.headers[.generationID] = String(generation.id.rawValue)
        if status == .accepted { response.headers[.location] = generation.id.location }
        return response
    }

    /// Why there is no other answer.
    static func problem(_ problem: ServerProblem) -> Response {
        var response = json(problem.json, HTTPResponse.Status(code: problem.status))
        if let retryAfter = problem.retryAfter { response.headers[.retryAfter] = String(retryAfter) }
        if let allows = problem.allows { response.headers[.allow] = allows }
        if let id = problem.id {
            response.headers[.generationID] = String(id.rawValue)
            response.headers[.location] = id.location
        }
        return response
    }
}

extension GenerationID {
    /// Where the generation is asked for.
    var location: String { "/api/generations/\(rawValue)" }
}
