import Foundation
import HTTPTypes
import Hummingbird

/// Lets those in who know the token, where there is one.
struct TokenCheck: RouterMiddleware {
    typealias Context = ServerContext

    let token: ServerToken?

    func handle(
        _ request: Request,
        context: ServerContext,
        next: @concurrent (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        guard let token, request.uri.path != "/health" else { return try await next(request, context) }
        guard let given = Self.token(in: request.headers[.authorization] ?? ""), token.matches(given) else {
            throw ServerProblem(
                401,
                "The server's token is missing or wrong.",
                suggestion: "Send it as Authorization: Bearer TOKEN; it is RUSHES_SERVER_TOKEN of the server."
            )
        }
        return try await next(request, context)
    }

    /// The token of a header: as a bearer's, or as the password that a browser asks a person for.
    static func token(in header: String) -> String? {
        let parts = header.split(separator: " ", maxSplits: 1).map(\.trimmingSpaces)
        guard parts.count == 2 else { return nil }
        switch parts[0].lowercased() {
        case "bearer": return parts[1]
        case "basic":
            guard let data = Data(base64Encoded: parts[1]) else { return nil }
            let pair = String(decoding: data, as: UTF8.self).split(
                separator: ":",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            return pair.count == 2 ? String(pair[1]) : nil
        default: return nil
        }
    }

    /// What is asked for. A person with a browser is asked for a password; a script only for the token.
    static func challenge(for request: Request) -> String {
        let isPage = request.method == .get && request.headers[.accept]?.contains("text/html") == true
        return isPage ? "Basic realm=\"Rushes\", charset=\"UTF-8\"" : "Bearer realm=\"Rushes\""
    }
}
