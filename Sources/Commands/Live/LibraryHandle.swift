import Engine
import Generations
import Library
import Synchronization

/// The library of one run: opened when it is first asked for, closed when the run is over.
final class LibraryHandle: Sendable {
    private let folder: String
    private let now: @Sendable () -> Moment
    private let opened = Mutex<LibraryDatabase?>(nil)

    /// A handle on the library in a folder; touches nothing yet.
    init(folder: String, now: @escaping @Sendable () -> Moment) {
        self.folder = folder
        self.now = now
    }

    /// The library; made when it is missing.
    func open() throws -> LibraryDatabase {
        try opened.withLock { opened in
            if let library = opened { return library }
            let library = try LibraryDatabase.open(folder: folder, now: now)
            opened = library
            return library
        }
    }

    /// Brings everything into the one file. What cannot be brought there now is there at the next start.
    func close() {
        opened.withLock { opened in
            try? opened?.close()
            opened = nil
        }
    }
}
