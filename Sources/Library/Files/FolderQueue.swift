import Foundation
import Synchronization

/// Brings the names in folders to the disk. Whoever asks for a folder while that is under way for it waits for the next
/// time, together with all others who do: a thousand videos that end at once are not a thousand waits for the disk.
enum FolderQueue {
    /// By path, those who wait for the next time; a folder that nothing is under way for is not in it.
    private static let waiting = Mutex<[String: [CheckedContinuation<Void, Never>]]>([:])
    /// The folders whose own names this program has brought to the disk.
    private static let named = Mutex<Set<[UInt64]>>([])

    /// Returns when the folder's names, and its own name in the folder above, are on the disk as far as the file system
    /// can do that.
    static func synchronize(_ folder: String) async {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let isFirst = waiting.withLock { waiting in
                let isFirst = waiting[folder] == nil
                waiting[folder, default: []].append(continuation)
                return isFirst
            }
            if isFirst { FileQueue.start { next(folder) } }
        }
    }

    private static func next(_ folder: String) {
        let served = waiting.withLock { waiting in
            waiting.updateValue([], forKey: folder) ?? []
        }
        bringToDisk(folder)
        for continuation in served { continuation.resume() }
        let isMore = waiting.withLock { waiting in
            if waiting[folder]?.isEmpty != false { waiting[folder] = nil }
            return waiting[folder] != nil
        }
        if isMore { FileQueue.start { next(folder) } }
    }

    private static func bringToDisk(_ folder: String) {
        guard let identity = synchronized(folder) else { return }
        let isKnown = named.withLock { $0.contains(identity) }
        guard !isKnown, synchronized(FileSystem.parentFolder(of: folder)) != nil else { return }
        named.withLock { _ = $0.insert(identity) }
    }

    /// Which folder it was; nil when that cannot be done.
    private static func synchronized(_ folder: String) -> [UInt64]? {
        // Some file systems have no such call for folders; the video itself is on the disk.
        guard let file = try? FileSystem.open(folder, flags: O_RDONLY | O_DIRECTORY) else { return nil }
        defer { FileSystem.close(file) }
        guard (try? FileSystem.synchronize(file)) != nil else { return nil }
        return try? FileSystem.facts(file).identity
    }
}
