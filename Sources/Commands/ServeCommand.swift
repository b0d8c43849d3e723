import ArgumentParser
import Generations
import Server

/// `rushes serve`: the REST server.
struct ServeCommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Make videos over HTTP: for web pages and scripts, until Ctrl-C.",
        discussion: """
            On this machine only, unless --host says otherwise; then RUSHES_SERVER_TOKEN has to be set, and \
            clients send it as `Authorization: Bearer TOKEN`. GET /openapi.json describes every route, and the \
            page at / shows the newest videos.

            EXAMPLES
              rushes serve
              rushes serve --client-url http://localhost:3000
              curl -X POST http://127.0.0.1:3001/api/video/generate -H 'Content-Type: application/json' \\
                -d '{"prompt": "a red fox in falling snow"}' -o fox.mp4
            """
    )

    @Option(help: ArgumentHelp("The name or address that it listens on (127.0.0.1).", valueName: "host"))
    var host: String?

    @Option(help: ArgumentHelp("The port (3001); 0 takes any that is free.", valueName: "number"))
    var port: Int?

    @Option(
        help: ArgumentHelp(
            "The pages that may call it from a browser, with commas between them.",
            valueName: "url,…"
        )
    )
    var clientURL: String?

    @OptionGroup(title: "General") var shared: SharedOptions

    var flags: [Setting: SettingValue] {
        var flags = shared.flags
        flags[.host] = host.map { SettingValue(text: $0, origin: .flag("--host")) }
        flags[.port] = port.map { SettingValue(text: String($0), origin: .flag("--port")) }
        flags[.clients] = clientURL.map { SettingValue(text: $0, origin: .flag("--client-url")) }
        return flags
    }

    func validate() throws {
        guard let port else { return }
        guard (0...65_535).contains(port) else { throw ValidationError("--port must be from 0 to 65535.") }
    }

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        if let failure = dependencies.demoRefusal { throw failure }
        try await ServeSession(dependencies, try dependencies.settings.server()).run()
        return .done
    }
}
