import Foundation
import Subprocess

/// The programs that the user's path leads to.
struct Programs: Sendable {
    let environment: [String: String]

    /// Where a program is; nil when it is not installed.
    func path(of name: String) -> String? {
        if name.contains("/") { return FileManager.default.isExecutableFile(atPath: name) ? name : nil }
        let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        // A relative folder in the path would mean another program in every folder.
        return folders.lazy.filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Variables as a child's environment takes them.
    static func keyed(_ variables: [String: String]) -> [Environment.Key: String] {
        Dictionary(uniqueKeysWithValues: variables.map { (Environment.Key(stringLiteral: $0), $1) })
    }

    /// The environment for children: without tokens and keys, which none of them needs, under whatever name they
    /// stand there once more.
    var childEnvironment: [String: String] {
        let keys = Set(Settings.tokenVariables + ProviderKeys.variables.map(\.variable))
        // What is shorter is no secret, and would be found in everything.
        let secrets = keys.compactMap { environment[$0]?.trimmingCharacters(in: .whitespacesAndNewlines) }
            .filter { $0.count >= 8 }
        return environment.filter { name, value in
            !name.uppercased().contains("TOKEN") && !keys.contains(name)
                && !secrets.contains(where: value.contains) && !value.contains(/hf_[A-Za-z0-9]{20}/)
        }
    }
}
