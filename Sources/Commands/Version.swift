import CProcess

/// The program's version; the only place where it stands.
enum Version {
    static let current = "0.1.0"

    /// The commit that this was built from; nil in a build that is no release, or that knew of none.
    static let commit = known(String(cString: rushes_build_commit()))

    /// How the program names itself to people.
    static let full = text(commit: commit)

    /// How the program names itself to servers.
    static let userAgent = "rushes/\(current)"

    /// `rushes 0.1.0 (1960b2a)`, or without what is not known.
    static func text(commit: String?) -> String {
        "rushes \(current)" + (commit.map { " (\($0))" } ?? "")
    }

    /// Nil for nothing.
    static func known(_ commit: String) -> String? { commit.isEmpty ? nil : commit }
}
