import Engine
import Generations
import Hummingbird
import Library

/// The page at `/`: the newest videos, and what is being made. HTML and a style sheet, no script.
struct FrontPage: Sendable {
    let session: ServerSession

    static let most = 24

    /// The page.
    func page(_ request: Request, _ context: ServerContext) async throws -> Response {
        let library = session.dependencies.library
        let videos = try await library.page(HistoryQuery(statuses: [.succeeded]), limit: Self.most)
        let open = await session.dependencies.engine.generations
        var response = Response.text(
            Self.html(videos: videos.generations, open: open),
            "text/html; charset=utf-8"
        )
        response.headers[.contentSecurityPolicy] =
            "default-src 'none'; media-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'"
        return response
    }

    /// The style sheet.
    func style(_ request: Request, _ context: ServerContext) async throws -> Response {
        .text(Self.css, "text/css; charset=utf-8")
    }

    /// The page as text; what others have written in it is escaped.
    static func html(videos: [Generation], open: [Generation]) -> String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Rushes</title>
        <link rel="stylesheet" href="/page.css">
        </head>
        <body>
        <header><h1>Rushes</h1><p><a href="/openapi.json">API</a> · <a href="/health">health</a></p></header>
        <main>
        \(section(open))\(videos.isEmpty ? "<p>There are no videos yet.</p>\n" : videos.map(card).joined())</main>
        </body>
        </html>

        """
    }

    private static func section(_ open: [Generation]) -> String {
        guard !open.isEmpty else { return "" }
        let lines = open.prefix(most).map { generation in
            let prompt = escaped(short(generation.request.prompt))
            return "<li><b>\(generation.state.status.rawValue)</b> <span dir=\"auto\">\(prompt)</span></li>"
        }
        return "<section><h2>Being made</h2><ul>\(lines.joined())</ul></section>\n"
    }

    private static func card(_ generation: Generation) -> String {
        let id = generation.id.rawValue
        let facts = [
            "#\(id)", generation.request.model.rawValue,
            generation.request.parameters.seed.map { "seed \($0)" },
        ].compactMap { $0 }
        return """
            <article id="take-\(id)">
            <video controls preload="metadata" src="/api/generations/\(id)/video"></video>
            <p dir="auto">\(escaped(short(generation.request.prompt)))</p>
            <footer>\(escaped(facts.joined(separator: " · ")))</footer>
            </article>

            """
    }

    private static func short(_ text: String) -> String {
        text.count > 400 ? text.prefix(400) + "…" : text
    }

    /// Text as it may stand in an element or an attribute.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\n", "\t": escaped += " "
            case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value): escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    private static let css = """
        :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
        body { margin: 0 auto; max-width: 72rem; padding: 1rem; }
        header { display: flex; justify-content: space-between; align-items: baseline; }
        h1 { margin: 0; font-size: 1.5rem; }
        main { display: grid; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)); gap: 1rem; }
        section { grid-column: 1 / -1; }
        article { border: 1px solid #8884; border-radius: .5rem; overflow: hidden; }
        video { display: block; width: 100%; background: #000; }
        article p { margin: .5rem .75rem; overflow-wrap: anywhere; }
        article footer { margin: .5rem .75rem; font-size: .8rem; opacity: .7; }

        """
}
