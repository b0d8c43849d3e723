import HTTPTypes
import Hummingbird

/// Keeps pages out that were not invited.
///
/// A page of a stranger can make a browser on this machine send requests here. By the name in `Host` it is seen that a
/// stranger's own name was pointed at this machine (DNS rebinding), by `Origin` whose page asks.
struct OriginCheck: RouterMiddleware {
    typealias Context = ServerContext

    let settings: ServerSettings

    func handle(
        _ request: Request,
        context: ServerContext,
        next: @concurrent (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        if settings.isLoopback { try checkHost(request) }
        guard let origin = request.headers[.origin] else {
            try checkEmbedding(request)
            return try await next(request, context)
        }
        guard settings.allows(origin) || isOwn(origin, request) else {
            throw ServerProblem.uninvited
        }
        if request.method == .options, request.headers[.accessControlRequestMethod] != nil {
            return preflight(request)
        }
        return try await next(request, context)
    }

    /// A page may show what it may not read, such as a video, and so learn of it: that is for the pages that were named
    /// (https://www.w3.org/TR/fetch-metadata/). A link may be followed from anywhere.
    private func checkEmbedding(_ request: Request) throws(ServerProblem) {
        guard let site = Self.field("Sec-Fetch-Site", request), ["cross-site", "same-site"].contains(site),
            Self.field("Sec-Fetch-Mode", request) != "navigate"
        else { return }
        let page = Self.field("Referer", request).flatMap { WebOrigin($0) }
        guard let page, settings.clients.contains(page) else { throw ServerProblem.uninvited }
    }

    private static func field(_ name: String, _ request: Request) -> String? {
        HTTPField.Name(name).flatMap { request.headers[$0] }
    }

    private func checkHost(_ request: Request) throws(ServerProblem) {
        guard Self.isOurs(request.head.authority) else {
            throw ServerProblem(
                403,
                "The server does not answer to this name.",
                suggestion: "Ask for it as localhost or 127.0.0.1."
            )
        }
    }

    /// Whether a name in `Host` is this machine's own.
    static func isOurs(_ authority: String?) -> Bool {
        authority.map { ServerSettings.isLoopback(host($0)) } ?? false
    }

    /// The name or address without a port.
    static func host(_ authority: String) -> String {
        guard let end = authority.firstIndex(of: authority.hasPrefix("[") ? "]" : ":") else {
            return authority
        }
        guard authority[end] == "]" else { return String(authority[..<end]) }
        let rest = authority[authority.index(after: end)...]
        return rest.isEmpty || rest.hasPrefix(":") ? String(authority[...end]) : authority
    }

    /// Whether the page is one of the server's.
    private func isOwn(_ origin: String, _ request: Request) -> Bool {
        guard let authority = request.head.authority, let origin = WebOrigin(header: origin)
        else { return false }
        return origin == WebOrigin("http://" + authority) || origin == WebOrigin("https://" + authority)
    }

    private func preflight(_ request: Request) -> Response {
        var headers: HTTPFields = [
            .accessControlAllowMethods: "GET, HEAD, POST, OPTIONS",
            .accessControlAllowHeaders:
                "Authorization, Content-Type, Idempotency-Key, If-None-Match, If-Range, Last-Event-ID, Range",
            .accessControlMaxAge: "600",
        ]
        if let name = HTTPField.Name("Access-Control-Request-Private-Network"),
            request.headers[name] == "true",
            let answer = HTTPField.Name("Access-Control-Allow-Private-Network")
        {
            headers[answer] = "true"
        }
        return Response(status: .noContent, headers: headers)
    }
}
