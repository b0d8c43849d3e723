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

    /// The environment for children: without tokens and keys, which none of them needs.
    var childEnvironment: [String: String] {
        let keys = Set(ProviderKeys.variables.map(\.variable))
        return environment.filter { name, _ in !name.contains("TOKEN") && !keys.contains(name) }
    }
}
