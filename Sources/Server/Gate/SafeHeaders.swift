import HTTPTypes
import Hummingbird

/// What every answer says to browsers, and to the pages that may call the server.
struct SafeHeaders: RouterMiddleware {
    typealias Context = ServerContext

    let settings: ServerSettings

    func handle(
        _ request: Request,
        context: ServerContext,
        next: @concurrent (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        add(.xContentTypeOptions, "nosniff", to: &response)
        add("Referrer-Policy", "no-referrer", to: &response)
        add("X-Frame-Options", "DENY", to: &response)
        // Pages of other origins may show a video; without clients of its own, no other page may.
        add(
            "Cross-Origin-Resource-Policy",
            settings.clients.isEmpty ? "same-origin" : "cross-origin",
            to: &response
        )
        if response.headers[.contentSecurityPolicy] == nil {
            add("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'", to: &response)
        }
        // These two have no body, and so no length of one.
        if [204, 304].contains(response.status.code) { response.headers[.contentLength] = nil }
        guard !settings.clients.isEmpty else { return response }
        response.headers.append(HTTPField(name: .vary, value: "Origin"))
        if let origin = request.headers[.origin], settings.allows(origin) {
            response.headers[.accessControlAllowOrigin] = origin
            response.headers[.accessControlExposeHeaders] = Self.exposed
        }
        return response
    }

    /// What a page may read beside the body.
    private static let exposed =
        "Accept-Ranges, Content-Disposition, Content-Length, Content-Range, ETag, Location, Retry-After, "
        + "X-Generation-Id, X-Generation-Time, X-Video-Size"

    private func add(_ name: HTTPField.Name, _ value: String, to response: inout Response) {
        response.headers[name] = value
    }

    private func add(_ name: String, _ value: String, to response: inout Response) {
        guard let name = HTTPField.Name(name) else { return }
        response.headers[name] = value
    }
}

extension ServerSettings {
    /// Whether a page may call the server from a browser.
    func allows(_ origin: String) -> Bool {
        WebOrigin(header: origin).map { clients.contains($0) } ?? false
    }
}
