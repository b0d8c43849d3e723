import Foundation
import TestSupport

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A home folder for one test, with everything that the program reads and writes; removed with the value.
final class Home: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/rushes-e2e-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw CocoaError(.fileWriteUnknown) }
        path = String(cString: made)
        for folder in ["config", "data", "state", "videos", "temporary", "work"] {
            try FileManager.default.createDirectory(
                atPath: path + "/" + folder,
                withIntermediateDirectories: false
            )
        }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Everything that the program may see of the outside: no token, no proxy, no settings.
    func environment(_ more: [String: String] = [:], term: String = "xterm-256color") -> [String: String] {
        let own = [
            "HOME": path, "XDG_CONFIG_HOME": path + "/config", "XDG_DATA_HOME": path + "/data",
            "XDG_STATE_HOME": path + "/state", "XDG_VIDEOS_DIR": path + "/videos",
            "TMPDIR": path + "/temporary",
            // Whatever editor this machine has is not opened: one that ends at once is.
            "EDITOR": "true", "VISUAL": "true",
            // Screens look the same with ffmpeg and without.
            "RUSHES_PICTURES": "none",
        ]
        return PseudoTerminal.environment(term: term, own.merging(more) { $1 })
    }

    /// An empty working folder, without a `.env`.
    var workingFolder: String { path + "/work" }

    /// The library of the demo.
    var demoLibrary: String { path + "/data/rushes/demo" }

    /// The path of each file in the home.
    var files: [String] {
        let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        return names.map { path + "/" + $0 }.filter {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: $0, isDirectory: &isFolder) && !isFolder.boolValue
        }
    }

    /// The videos that are complete, by path.
    var videos: [String] { files.filter { $0.hasSuffix(".mp4") }.sorted() }
}
