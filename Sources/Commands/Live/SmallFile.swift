import Foundation

/// A file that is small, whatever it claims to be: it may be somebody else's, or never end.
enum SmallFile {
    /// Its bytes; nil when it cannot be read, or has more of them.
    static func contents(_ path: String, atMost limit: Int) -> Data? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        do {
            // Nothing is read of a file that is empty, and that is no error.
            let data = try file.read(upToCount: limit + 1) ?? Data()
            return data.count <= limit ? data : nil
        } catch {
            return nil
        }
    }
}
