import Foundation
import Logging
import Server
import Synchronization
import Terminal

/// The program's log: one file and the one before it. Whoever writes into it keeps secrets out.
final class LogFile: Sendable {
    private let path: String
    private let limit: Int
    private let written: Mutex<Int>

    /// A log at a path, made when the first line is written.
    ///
    /// - Parameter limit: the size in bytes at which the file is put aside as `NAME.1`.
    init(path: String, limit: Int = 1_000_000) {
        self.path = path
        self.limit = limit
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size]) as? Int
        written = Mutex(size ?? 0)
    }

    /// Appends a line. A log that cannot be written stops nothing.
    func append(_ line: String) {
        let bytes = Data((line + "\n").utf8)
        written.withLock { written in
            if written + bytes.count > limit, written > 0 {
                rename(path, path + ".1")
                written = 0
            }
            if written == 0 { makeFile() }
            guard let file = FileHandle(forWritingAtPath: path) else { return }
            defer { try? file.close() }
            _ = try? file.seekToEnd()
            try? file.write(contentsOf: bytes)
            written += bytes.count
        }
    }

    private func makeFile() {
        let folder = (path as NSString).deletingLastPathComponent
        try? FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        guard !FileManager.default.fileExists(atPath: path) else { return }
        _ = FileManager.default.createFile(
            atPath: path,
            contents: nil,
            attributes: [.posixPermissions: 0o600]
        )
    }
}

/// Writes the program's log lines into a file.
struct FileLogHandler: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    let file: LogFile

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
        let details = all.sorted { $0.key < $1.key }.map {
            " \($0.key)=\(JSONText.string("\($0.value)").text)"
        }
        let date = Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        // One line, whoever has written a part of it: logs are looked at on terminals.
        let message = Sanitizing.line("\(event.message)", controls: .shown)
        file.append("\(date) \(event.level) \(message)\(details.joined())")
    }
}
