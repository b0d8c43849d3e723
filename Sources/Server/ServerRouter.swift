import HTTPTypes
import Hummingbird

/// Which address leads where.
enum ServerRouter {
    private typealias Handler = @Sendable (Request, ServerContext) async throws -> Response

    private struct Route {
        var path: RouterPath
        var handlers: [(HTTPRequest.Method, Handler)]
    }

    /// All routes, behind everything that looks at each request.
    static func router(_ session: ServerSession) -> Router<ServerContext> {
        let router = Router(context: ServerContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: RequestLog(dependencies: session.dependencies))
        router.add(middleware: SafeHeaders(settings: session.settings))
        router.add(middleware: ProblemAnswers(dependencies: session.dependencies))
        router.add(middleware: OriginCheck(settings: session.settings))
        router.add(middleware: TokenCheck(token: session.settings.token))
        for route in routes(session) { add(route, to: router) }
        return router
    }

    private static func routes(_ session: ServerSession) -> [Route] {
        let orders = OrderRoutes(session: session)
        let videos = VideoRoutes(session: session, orders: orders)
        let history = HistoryRoutes(session: session)
        let events = EventRoute(session: session)
        let page = FrontPage(session: session)
        let description = OpenAPI(
            version: session.settings.version,
            needsToken: session.settings.token != nil
        ).json
        return [
            Route(path: "/", handlers: [(.get, { try await page.page($0, $1) })]),
            Route(path: "/page.css", handlers: [(.get, { try await page.style($0, $1) })]),
            Route(path: "/openapi.json", handlers: [(.get, { _, _ in .json(description) })]),
            Route(path: "/health", handlers: [(.get, { try await history.health($0, $1) })]),
            Route(path: "/api/video/generate", handlers: [(.post, { try await videos.generate($0, $1) })]),
            Route(
                path: "/api/generations",
                handlers: [
                    (.get, { try await history.list($0, $1) }), (.post, { try await orders.create($0, $1) }),
                ]
            ),
            Route(path: "/api/generations/:id", handlers: [(.get, { try await history.one($0, $1) })]),
            Route(path: "/api/generations/:id/video", handlers: [(.get, { try await videos.file($0, $1) })]),
            Route(
                path: "/api/generations/:id/events",
                handlers: [(.get, { try await events.stream($0, $1) })]
            ),
            Route(
                path: "/api/generations/:id/cancel",
                handlers: [(.post, { try await orders.cancel($0, $1) })]
            ),
            Route(
                path: "/api/generations/:id/rerun",
                handlers: [(.post, { try await orders.rerun($0, $1) })]
            ),
        ]
    }

    /// The route, and for every other method the answer that names those that it takes.
    private static func add(_ route: Route, to router: Router<ServerContext>) {
        var taken = route.handlers.map(\.0)
        for (method, handler) in route.handlers { router.on(route.path, method: method, use: handler) }
        if taken.contains(.get) { taken.append(.head) }
        let allowed = (taken + [.options]).map(\.rawValue).joined(separator: ", ")
        for method in [HTTPRequest.Method.get, .head, .post, .put, .patch, .delete, .options]
        where !taken.contains(method) {
            router.on(route.path, method: method) { _, _ -> Response in
                guard method == .options else { throw ServerProblem.wrongMethod(allowed) }
                return Response(status: .noContent, headers: [.allow: allowed])
            }
        }
    }
}
