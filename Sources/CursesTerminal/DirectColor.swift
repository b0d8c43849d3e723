#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The 24-bit colours that ncurses sends only for a terminal whose description promises them.
///
/// The entries that do (`xterm-direct`) are seldom installed, and their colons are not understood everywhere.
/// So the user's own entry is changed in memory, shown to ncurses in a folder that exists only while it
/// starts, and `TERMINFO` is as before when this returns: no child ever sees it.
enum DirectColor {
    /// Opens a terminal under a description with direct colours; false when there is none, and nothing was
    /// opened.
    @MainActor
    static func withEntry(_ open: () -> Bool) -> Bool {
        guard let name = variable("TERM"), let entry = changedEntry(named: name),
            let folder = EntryFolder(name: name, bytes: entry)
        else { return false }
        defer { folder.remove() }
        let before = variable("TERMINFO")
        setenv("TERMINFO", folder.path, 1)
        defer {
            if let before { setenv("TERMINFO", before, 1) } else { unsetenv("TERMINFO") }
        }
        return open()
    }

    private static func changedEntry(named name: String) -> [UInt8]? {
        guard !name.isEmpty, !name.contains("/"), name.utf8.first != 0x2E else { return nil }
        for folder in folders() {
            for file in EntryFolder.files(of: name) {
                guard let bytes = contents(of: "\(folder)/\(file)") else { continue }
                guard var entry = TerminfoEntry(bytes), entry.promiseDirectColor() else { return nil }
                return entry.bytes
            }
        }
        return nil
    }

    /// Where ncurses looks, in its order (terminfo(5)); folders that are not there do no harm.
    private static func folders() -> [String] {
        let standard = ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/lib/terminfo"]
        let listed = (variable("TERMINFO_DIRS") ?? "").split(separator: ":").map(String.init)
        let own = [variable("TERMINFO"), variable("HOME").map { $0 + "/.terminfo" }].compactMap(\.self)
        return own + listed + standard
    }

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    private static func contents(of path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        // An entry has at most 32 KB (term(5)).
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = read(file, &bytes, bytes.count)
        return count > 0 ? Array(bytes.prefix(count)) : nil
    }
}

/// A temporary folder that holds one terminfo entry.
private struct EntryFolder {
    let path: String
    private let files: [String]

    /// Writes the entry; nil when that fails.
    init?(name: String, bytes: [UInt8]) {
        var template = Array("/tmp/terminfo-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { return nil }
        path = String(cString: made)
        files = Self.files(of: name)
        for file in files where !create(file, bytes) {
            remove()
            return nil
        }
    }

    /// The places of an entry: by its first letter, or by that letter's number in hex, as macOS has it.
    static func files(of name: String) -> [String] {
        guard let letter = name.utf8.first else { return [] }
        return ["\(name.prefix(1))/\(name)", "\(String(letter, radix: 16))/\(name)"]
    }

    func remove() {
        for file in files {
            unlink("\(path)/\(file)")
            rmdir("\(path)/\(file.prefix { $0 != "/" })")
        }
        rmdir(path)
    }

    private func create(_ file: String, _ bytes: [UInt8]) -> Bool {
        mkdir("\(path)/\(file.prefix { $0 != "/" })", 0o700)
        let descriptor = open("\(path)/\(file)", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return write(descriptor, bytes, bytes.count) == bytes.count
    }
}
