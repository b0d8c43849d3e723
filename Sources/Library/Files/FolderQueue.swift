import Foundation
import Synchronization

/// Brings the names in folders to the disk. Whoever asks for a folder while that is under way for it waits for the next
/// time, together with all others who do: a thousand videos that end at once are not a thousand waits for the disk.
enum FolderQueue {
    /// By path, those who wait for the next time; a folder that nothing is under way for is not in it. By the path's bytes:
    /// two spellings of one letter are one text to Swift, and two folders to the disk.
    private static let waiting = Mutex<[[UInt8]: [CheckedContinuation<Void, Never>]]>([:])

    /// Returns when the folder's names, and its own name in the folder above, are on the disk as far as the file system
    /// can do that.
    static func synchronize(_ folder: String) async {
        let key = Array(folder.utf8)
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let isFirst = waiting.withLock { waiting in
                let isFirst = waiting[key] == nil
                waiting[key, default: []].append(continuation)
                return isFirst
            }
            if isFirst { FileQueue.start { next(folder, key) } }
        }
    }

    private static func next(_ folder: String, _ key: [UInt8]) {
        let served = waiting.withLock { $0.updateValue([], forKey: key) ?? [] }
        bringToDisk(folder)
        bringToDisk(FileSystem.parentFolder(of: folder))
        for continuation in served { continuation.resume() }
        let isMore = waiting.withLock { waiting in
            if waiting[key]?.isEmpty != false { waiting[key] = nil }
            return waiting[key] != nil
        }
        if isMore { FileQueue.start { next(folder, key) } }
    }

    /// Some file systems have no such call for folders; the videos themselves are on the disk.
    private static func bringToDisk(_ folder: String) {
        for _ in 1...100 {
            do {
                let file = try FileSystem.open(folder, flags: O_RDONLY | O_DIRECTORY)
                defer { FileSystem.close(file) }
                return try FileSystem.synchronize(file)
            } catch {
                // Of these there are more in a moment.
                guard [EMFILE, ENFILE, ENOMEM].contains(error.code) else { return }
                usleep(20_000)
            }
        }
    }
}
