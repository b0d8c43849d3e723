/// How the server is reached, and by whom.
package struct ServerSettings: Sendable {
    package var host: String
    /// 0 for any that is free.
    package var port: Int
    /// Nobody without it is answered; nil where the machine itself is the only one that reaches the server.
    package var token: ServerToken?
    /// The pages that may call the server from a browser.
    package var clients: [WebOrigin]
    package var version: String
    package var limits: Limits

    package init(
        host: String,
        port: Int,
        token: ServerToken? = nil,
        clients: [WebOrigin] = [],
        version: String,
        limits: Limits = Limits()
    ) {
        self.host = host
        self.port = port
        self.token = token
        self.clients = clients
        self.version = version
        self.limits = limits
    }

    /// What one client, or all of them together, may take.
    package struct Limits: Sendable {
        /// Connections at once; more wait for their turn.
        package var connections = 1_024
        /// For a request's head to come, and between two requests.
        package var idle = Duration.seconds(60)
        /// For a request's body to come.
        package var body = Duration.seconds(60)
        /// How long a client waits for its video; then it is told where it will be.
        package var wait = Duration.seconds(3_600)
        /// How often those who wait look at the library, beside what they are told.
        package var look = Duration.seconds(2)
        /// For a client to take the next piece of a video.
        package var send = Duration.seconds(120)
        /// Between two signs of life in a stream of events.
        package var heartbeat = Duration.seconds(15)
        /// What is under way when the server is ended has so long.
        package var grace = Duration.seconds(4)

        package init() {}
    }

    /// Whether only this machine reaches the server.
    package var isLoopback: Bool { Self.isLoopback(host) }

    /// Whether a name or address is this machine's own.
    package static func isLoopback(_ host: String) -> Bool {
        let host = host.lowercased()
        if host == "localhost" || host == "::1" || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}

/// What a client has to know to be answered. Its text appears in no description.
package struct ServerToken: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    private let bytes: [UInt8]

    /// Takes a text of visible ASCII; nil for anything else, which no header could hold.
    package init?(_ text: String) {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        bytes = Array(text.utf8)
    }

    /// Whether a text is the token; takes the same time for every text of one length.
    func matches(_ text: String) -> Bool {
        let given = Array(text.utf8)
        var difference = UInt(bitPattern: given.count ^ bytes.count)
        for (index, byte) in given.enumerated() { difference |= UInt(byte ^ bytes[index % bytes.count]) }
        return difference == 0
    }

    package var description: String { "<token>" }
    package var debugDescription: String { description }
}

/// Where a page in a browser comes from: scheme, host and port.
package struct WebOrigin: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// Reads an address such as `http://localhost:3000`; a path behind it does not count. Nil for what is none.
    package init?(_ text: String) {
        let text = text.lowercased()
        guard let scheme = ["http://", "https://"].first(where: text.hasPrefix) else { return nil }
        let authority = text.dropFirst(scheme.count).prefix { $0 != "/" }
        let standard = scheme == "http://" ? ":80" : ":443"
        let short = authority.hasSuffix(standard) ? authority.dropLast(standard.count) : authority
        let isName = { (character: Character) in
            character.isASCII && (character.isLetter || character.isNumber || ".:-[]_".contains(character))
        }
        guard !short.isEmpty, short.allSatisfy(isName) else { return nil }
        description = scheme + short
    }

    /// Reads what a browser says of a page: an address and nothing behind it.
    init?(header text: String) {
        self.init(text)
        guard description == text.lowercased() else { return nil }
    }

    /// Reads several addresses with commas between them.
    ///
    /// - Throws: the first text that is none.
    package static func list(_ text: String) throws(NoOrigin) -> [WebOrigin] {
        var origins: [WebOrigin] = []
        for part in text.split(separator: ",") {
            let part = part.trimmingSpaces
            guard !part.isEmpty else { continue }
            guard let origin = WebOrigin(part) else { throw NoOrigin(text: part) }
            origins.append(origin)
        }
        return origins
    }

    /// A text that is no page's address.
    package struct NoOrigin: Error, Hashable, Sendable {
        package var text: String
    }
}

extension StringProtocol {
    /// Without blanks at both ends.
    var trimmingSpaces: String {
        var rest = self[...]
        while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
        while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
        return String(rest)
    }
}

extension WebOrigin {
    /// Whether the page is one of this machine.
    package var isLoopback: Bool {
        let authority = description.drop { $0 != "/" }.dropFirst(2)
        return ServerSettings.isLoopback(OriginCheck.host(String(authority)))
    }
}
