import Foundation

/// Texts that are kept in files beside the tests and compared with what comes out now.
///
/// With `RECORD_SNAPSHOTS=1` in the environment the files are written anew, and the comparison fails, so that nobody
/// takes a recording for a passed test.
package enum Snapshot {
    /// What is wrong with a text; nil when it is as it was recorded.
    ///
    /// - Parameters:
    ///   - name: the file's name without its ending, in `__Snapshots__/<test file>/`.
    ///   - file: the test's own file.
    package static func difference(_ text: String, name: String, file: String = #filePath) -> String? {
        let test = URL(fileURLWithPath: file)
        let folder = test.deletingLastPathComponent()
            .appendingPathComponent("__Snapshots__")
            .appendingPathComponent(test.deletingPathExtension().lastPathComponent)
        let url = folder.appendingPathComponent(name + ".txt")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            return record(text, folder: folder, url: url)
        }
        guard let recorded = try? String(contentsOf: url, encoding: .utf8) else {
            return
                "There is no snapshot \(url.lastPathComponent): record it with RECORD_SNAPSHOTS=1. Now:\n\(text)"
        }
        return recorded == text ? nil : firstDifference(recorded, text, name: url.lastPathComponent)
    }

    private static func record(_ text: String, folder: URL, url: URL) -> String {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
            return "Recorded \(url.lastPathComponent); run again without RECORD_SNAPSHOTS."
        } catch {
            return "\(url.lastPathComponent) cannot be recorded: \(error)"
        }
    }

    private static func firstDifference(_ recorded: String, _ now: String, name: String) -> String {
        let old = recorded.split(separator: "\n", omittingEmptySubsequences: false)
        let new = now.split(separator: "\n", omittingEmptySubsequences: false)
        let line =
            zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset
            ?? min(old.count, new.count)
        let was = line < old.count ? String(old[line]) : "(the end)"
        let isNow = line < new.count ? String(new[line]) : "(the end)"
        return
            "\(name) differs from line \(line + 1) on.\nwas: \(was)\nnow: \(isNow)\n\nAll of it now:\n\(now)"
    }
}
