import Foundation

/// The names that a path may go on to, for the screen.
enum PathCompletion {
    /// The most names that are told.
    private static let limit = 50

    /// The paths that begin so, folders with a slash behind them, hidden ones only when they are asked for.
    static func paths(_ text: String, in folder: String, home: String) -> [String] {
        let (head, tail) = halves(text)
        let path = head.hasPrefix("~/") ? home + head.dropFirst() : head
        let place = path.hasPrefix("/") ? path : "\(folder)/\(path)"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
        let found = names.filter { $0.hasPrefix(tail) && ($0.first != "." || tail.first == ".") }
        return found.sorted().prefix(limit).map { name in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: "\(place)/\(name)", isDirectory: &isFolder)
            return head + name + (isFolder.boolValue ? "/" : "")
        }
    }

    /// The path up to its last slash, and what is behind it.
    private static func halves(_ text: String) -> (head: String, tail: String) {
        guard let slash = text.lastIndex(of: "/") else { return ("", text) }
        let end = text.index(after: slash)
        return (String(text[..<end]), String(text[end...]))
    }
}
