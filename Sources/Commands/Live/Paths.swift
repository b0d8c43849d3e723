import Foundation

/// The folders that the program uses, by the XDG base directory specification or the habits of macOS.
struct Paths: Hashable, Sendable {
    enum Platform: Hashable, Sendable {
        case linux, macOS

        static var current: Platform {
            #if os(macOS)
                .macOS
            #else
                .linux
            #endif
        }
    }

    /// The user's own folder.
    let home: String
    /// Holds `config.json` and the list of trusted hosts.
    let config: String
    /// The library where nobody chose another.
    let library: String
    /// The library of `--demo` where nobody chose another.
    let demoLibrary: String
    /// Holds the log.
    let state: String
    /// Holds what can be made again.
    let cache: String
    /// Where people look for their videos.
    let videos: String

    /// The folders for a pinned environment; reads `user-dirs.dirs` and nothing else.
    init(
        environment: [String: String],
        platform: Platform = .current,
        accountHome: @autoclosure () -> String = NSHomeDirectory()
    ) {
        let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? accountHome()
        self.home = home
        /// A relative path in an XDG variable is to be ignored, says the specification.
        func folder(_ variable: String, _ fallback: String) -> String {
            let given = environment[variable].flatMap { $0.hasPrefix("/") ? $0 : nil }
            return Self.join(given ?? Self.join(home, fallback), "rushes")
        }
        let applicationSupport = "Library/Application Support"
        switch platform {
        case .linux:
            config = folder("XDG_CONFIG_HOME", ".config")
            library = folder("XDG_DATA_HOME", ".local/share")
            state = folder("XDG_STATE_HOME", ".local/state")
            cache = folder("XDG_CACHE_HOME", ".cache")
            videos = Self.join(
                Self.userVideos(environment: environment, home: home) ?? Self.join(home, "Videos"),
                "Rushes"
            )
        case .macOS:
            config = folder("XDG_CONFIG_HOME", applicationSupport)
            library = folder("XDG_DATA_HOME", applicationSupport)
            state = folder("XDG_STATE_HOME", "Library/Logs")
            cache = folder("XDG_CACHE_HOME", "Library/Caches")
            videos = Self.join(environment["XDG_VIDEOS_DIR"] ?? Self.join(home, "Movies"), "Rushes")
        }
        demoLibrary = Self.join(library, "demo")
    }

    /// Where the settings are read from.
    var settingsFile: String { Self.join(config, "config.json") }
    /// The hosts out of a working folder's `.env` that the user has confirmed.
    var trustedHostsFile: String { Self.join(config, "trusted-hosts") }
    /// Holds pictures that were taken out of videos.
    var stillsFolder: String { Self.join(cache, "stills") }
    var logFile: String { Self.join(state, "rushes.log") }

    /// A path below a folder.
    static func join(_ folder: String, _ name: String) -> String {
        folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }

    /// A path as the user gave it, made absolute: `~` is the home, anything relative is below a folder.
    func absolute(_ path: String, in folder: String) -> String {
        if path == "~" { return home }
        if path.hasPrefix("~/") { return Self.join(home, String(path.dropFirst(2))) }
        let full = path.hasPrefix("/") ? path : Self.join(folder, path)
        return URL(fileURLWithPath: full).standardizedFileURL.path
    }

    /// `XDG_VIDEOS_DIR` from the environment, else from `user-dirs.dirs` (xdg-user-dirs: `XDG_VIDEOS_DIR="$HOME/…"`
    /// or an absolute path).
    private static func userVideos(environment: [String: String], home: String) -> String? {
        if let given = environment["XDG_VIDEOS_DIR"], given.hasPrefix("/") { return given }
        let configHome = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let file = join(configHome ?? join(home, ".config"), "user-dirs.dirs")
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
        guard let value = DotEnv.parse(text)["XDG_VIDEOS_DIR"] else { return nil }
        let expanded = value.hasPrefix("$HOME") ? home + value.dropFirst("$HOME".count) : value
        // A folder that is the home itself means that the user has switched this one off.
        let folder = expanded.hasSuffix("/") ? String(expanded.dropLast()) : expanded
        return folder.hasPrefix("/") && folder != home ? folder : nil
    }
}
