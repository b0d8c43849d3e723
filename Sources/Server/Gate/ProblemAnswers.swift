import Generations
import Hummingbird
import Logging
import NIOHTTP1

/// Turns every error into an answer that helps.
struct ProblemAnswers: RouterMiddleware {
    typealias Context = ServerContext

    let dependencies: ServerDependencies

    func handle(
        _ request: Request,
        context: ServerContext,
        next: @concurrent (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPParserError {
            // Answered, and the connection closed, where the bytes are read.
            throw error
        } catch {
            let problem = ServerProblem(error)
            if problem.status == 500 {
                dependencies.logger.error("Unexpected", metadata: ["error": "\(String(reflecting: error))"])
            }
            if problem.code == .modelLoading { context.note.text = ServerProblem.coldModel }
            if let id = problem.id { context.note.id = id }
            var response = Response.problem(problem)
            if problem.status == 401, problem.code == nil {
                response.headers[.wwwAuthenticate] = TokenCheck.challenge(for: request)
            }
            return response
        }
    }
}
