import Foundation

/// The hosts out of a working folder's `.env` that the user has confirmed once; kept beside the settings.
struct TrustedHosts: Sendable {
    /// The list: one host a line.
    let file: String

    /// Whether a host has been confirmed.
    func contains(_ host: String) -> Bool {
        confirmed().contains(host.lowercased())
    }

    /// Remembers a host; the list is the user's alone (0600 in a 0700 folder).
    func confirm(_ host: String) throws {
        var hosts = confirmed()
        guard hosts.insert(host.lowercased()).inserted else { return }
        let folder = (file as NSString).deletingLastPathComponent
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            let text = hosts.sorted().joined(separator: "\n") + "\n"
            try Data(text.utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        } catch {
            throw CommandFailure(
                .cannotWrite,
                "The list of trusted hosts cannot be written to \(file).",
                hint: "Allow writing there, and confirm the host again."
            )
        }
    }

    private func confirmed() -> Set<String> {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return [] }
        return Set(text.split(whereSeparator: \.isNewline).map { $0.lowercased() })
    }
}

/// The host of an address as it is confirmed: with its port when one is named.
enum HostName {
    /// The host of an address, in small letters; nil when there is none.
    static func host(of address: String) -> String? {
        // A `{model}` stands for a part of the path and is no part of a URL.
        let plain = address.replacingOccurrences(of: "{model}", with: "model")
        guard let parts = URLComponents(string: plain), let host = parts.host, !host.isEmpty else {
            return nil
        }
        return parts.port.map { "\(host.lowercased()):\($0)" } ?? host.lowercased()
    }

    /// Whether requests to an address stay on this machine.
    static func isLoopback(_ address: String) -> Bool {
        let plain = address.replacingOccurrences(of: "{model}", with: "model")
        guard let host = URLComponents(string: plain)?.host?.lowercased() else { return false }
        return host == "localhost" || host == "::1" || host == "[::1]"
            || (host.hasPrefix("127.") && host.split(separator: ".").count == 4
                && host.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") })
    }
}
