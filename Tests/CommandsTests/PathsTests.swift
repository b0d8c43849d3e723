import Testing

@testable import Commands

@Suite struct PathsTests {
    @Test func `without variables the folders are those of the XDG specification`() {
        let paths = Paths(environment: ["HOME": "/home/ada"], platform: .linux)
        #expect(paths.settingsFile == "/home/ada/.config/rushes/config.json")
        #expect(paths.library == "/home/ada/.local/share/rushes")
        #expect(paths.demoLibrary == "/home/ada/.local/share/rushes/demo")
        #expect(paths.logFile == "/home/ada/.local/state/rushes/rushes.log")
        #expect(paths.videos == "/home/ada/Videos/Rushes")
    }

    @Test func `variables move the folders, and relative ones are ignored`() {
        let paths = Paths(
            environment: [
                "HOME": "/home/ada", "XDG_DATA_HOME": "/data/", "XDG_STATE_HOME": "state",
                "XDG_VIDEOS_DIR": "/films",
            ],
            platform: .linux
        )
        #expect(paths.library == "/data/rushes")
        #expect(paths.state == "/home/ada/.local/state/rushes")
        #expect(paths.videos == "/films/Rushes")
    }

    @Test func `a Mac has its own folders`() {
        let paths = Paths(environment: ["HOME": "/Users/ada"], platform: .macOS)
        #expect(paths.library == "/Users/ada/Library/Application Support/rushes")
        #expect(paths.videos == "/Users/ada/Movies/Rushes")
    }

    @Test(arguments: [
        ("XDG_VIDEOS_DIR=\"$HOME/Filme\"", "Filme/Rushes"), ("XDG_VIDEOS_DIR=\"$HOME/\"", "Videos/Rushes"),
        ("XDG_MUSIC_DIR=\"$HOME/Musik\"", "Videos/Rushes"), ("XDG_VIDEOS_DIR=\"Filme\"", "Videos/Rushes"),
    ])
    func `the folder for videos is that of user-dirs`(line: String, folder: String) throws {
        let stage = try Stage()
        try stage.write("# comment\n\(line)\n", to: "home/.config/user-dirs.dirs")
        let paths = Paths(environment: stage.environment, platform: .linux)
        #expect(paths.videos == stage.path("home/" + folder))
    }

    @Test func `a user's path becomes absolute`() {
        let paths = Paths(environment: ["HOME": "/home/ada"], platform: .linux)
        #expect(paths.absolute("~/x", in: "/there") == "/home/ada/x")
        #expect(paths.absolute("a/../b", in: "/there") == "/there/b")
        #expect(paths.absolute("/etc/x", in: "/there") == "/etc/x")
    }
}
