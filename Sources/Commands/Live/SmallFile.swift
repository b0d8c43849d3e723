import Foundation

/// A file that is small, whatever it claims to be: it may be somebody else's, or never end.
enum SmallFile {
    /// Its bytes; nil when it cannot be read, or has more of them.
    static func contents(_ path: String, atMost limit: Int) -> Data? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        guard let data = try? file.read(upToCount: limit + 1), data.count <= limit else { return nil }
        return data
    }
}
