/// The program's version; the only place where it stands.
enum Version {
    static let current = "0.1.0"

    /// How the program names itself to servers.
    static let userAgent = "rushes/\(current)"
}
