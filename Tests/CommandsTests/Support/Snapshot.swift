import Foundation
import Testing

/// Compares text with a file beside the tests. With `RECORD_SNAPSHOTS=1` it writes the file and fails.
func expectSnapshot(
    _ text: String,
    _ name: String,
    file: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent(
        "__Snapshots__"
    )
    let url = folder.appendingPathComponent(name + ".txt")
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
        try Data(text.utf8).write(to: url)
        Issue.record("\(name) was recorded", sourceLocation: sourceLocation)
        return
    }
    let recorded = try? String(contentsOf: url, encoding: .utf8)
    #expect(text == recorded, "differs from \(name).txt", sourceLocation: sourceLocation)
}
