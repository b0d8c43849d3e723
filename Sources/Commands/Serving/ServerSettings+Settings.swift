import Server

extension Settings {
    /// How the server is reached, and by whom.
    ///
    /// - Throws: `CommandFailure` for what cannot be, or would let strangers in.
    func server() throws -> ServerSettings {
        let host = self[.host] ?? "127.0.0.1"
        let token = try serverToken()
        if !ServerSettings.isLoopback(host) {
            try refuseFolder(.host, "opens the server to the network")
            try refuseFolder(.serverToken, "says who may use the server")
            guard token != nil else {
                throw CommandFailure(
                    .usage,
                    "On \(host) others can reach the server, and spend your credits.",
                    hint: "Set RUSHES_SERVER_TOKEN to something long and random, which clients have to send."
                )
            }
        }
        var settings = ServerSettings(
            host: host,
            port: try serverPort(),
            token: token,
            clients: try clients(),
            version: Version.current
        )
        settings.limits.connections = OpenFiles.connections(upTo: settings.limits.connections)
        return settings
    }

    private func serverPort() throws -> Int {
        let text = self[.port] ?? "3001"
        guard let port = Int(text), (0...65_535).contains(port) else {
            throw CommandFailure(
                .usage,
                "The port is “\(text)” (\(origin(.port).text)), and must be a whole number from 0 to 65535."
            )
        }
        return port
    }

    private func serverToken() throws -> ServerToken? {
        guard let text = self[.serverToken] else { return nil }
        guard text.utf8.count >= 16, let token = ServerToken(text) else {
            throw CommandFailure(
                .usage,
                "RUSHES_SERVER_TOKEN (\(origin(.serverToken).text)) is shorter than 16 characters, or not plain ASCII.",
                hint: "Make one: openssl rand -hex 32"
            )
        }
        return token
    }

    /// The pages that may call the server.
    private func clients() throws -> [WebOrigin] {
        guard let text = self[.clients] else { return [] }
        do {
            let origins = try WebOrigin.list(text)
            if !origins.allSatisfy(\.isLoopback) {
                try refuseFolder(.clients, "lets the pages of others use your credits")
            }
            return origins
        } catch let problem as WebOrigin.NoOrigin {
            throw CommandFailure(
                .usage,
                "“\(problem.text)” in CLIENT_URL (\(origin(.clients).text)) is no address of a page.",
                hint: "Write it as http://localhost:3000; several with commas between them."
            )
        }
    }

    /// A folder may be a stranger's: what opens the server comes from the user.
    private func refuseFolder(_ setting: Setting, _ what: String) throws {
        guard origin(setting).isWorkingFolder else { return }
        throw CommandFailure(
            .usage,
            "\(setting.variable) in .env of this folder \(what).",
            hint: "Set it in the environment or the settings file, if that is what you want."
        )
    }
}
