import Engine
import Generations
import Library
import Synchronization

/// The library of one run: opened when it is first asked for, closed when the run is over.
final class LibraryHandle: Sendable {
    private let folder: String
    private let videos: String?
    private let now: @Sendable () -> Moment
    private let tell: @Sendable (String) -> Void
    private let opened = Mutex<LibraryDatabase?>(nil)

    /// A handle on the library in a folder; touches nothing yet.
    ///
    /// - Parameters:
    ///   - videos: the folder whose videos come back into a library that was damaged.
    ///   - tell: is given a sentence about damage when the run is over: a screen is gone then.
    init(
        folder: String,
        videos: String? = nil,
        now: @escaping @Sendable () -> Moment,
        tell: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.folder = folder
        self.videos = videos
        self.now = now
        self.tell = tell
    }

    /// The library; made when it is missing.
    func open() throws -> LibraryDatabase {
        try opened.withLock { opened in
            if let library = opened { return library }
            let library = try LibraryDatabase.open(folder: folder, videos: videos, now: now)
            opened = library
            return library
        }
    }

    /// Brings everything into the one file. What cannot be brought there now is there at the next start.
    func close() {
        opened.withLock { opened in
            if let report = opened?.rescue { tell(Self.sentence(report)) }
            try? opened?.close()
            opened = nil
        }
    }

    /// What was done about a damaged library.
    static func sentence(_ report: RescueReport) -> String {
        let videos = report.indexed == 0 ? "" : ", and \(report.indexed) came back from their videos"
        return
            "The library was damaged: \(report.saved) generations of it could be read and are saved\(videos); "
            + "the damaged file is kept as \(report.keptAs)."
    }
}
