import Foundation
import Generations

// A `.part` that outlives the exchange, or the program, that has begun it.

extension PartialVideo {
    /// Opens what is kept of a download; nil when it is gone, or when somebody else writes it.
    ///
    /// - Returns: the file, and how many bytes it has.
    static func resume(
        _ path: String,
        like planned: VideoPlace
    ) throws(SystemFailure) -> (video: PartialVideo, length: Int64)? {
        guard path.utf8.first == FileSystem.slash, path.hasSuffix(suffix),
            let file = try openLeftover(path)
        else { return nil }
        do {
            let facts = try FileSystem.facts(file)
            var place = VideoPlace(file: String(path.dropLast(suffix.count)))
            place.isOwnName = planned.isOwnName
            let mode = newFileMode(in: place.folder)
            return (PartialVideo(place: place, number: 1, path: path, file: file, mode: mode), facts.size)
        } catch {
            FileSystem.close(file)
            throw error
        }
    }

    /// Whether its name still leads to it: a folder can vanish under an open file.
    var isNamed: Bool {
        guard let named = try? FileSystem.facts(path), let own = try? FileSystem.facts(file) else {
            return false
        }
        return named.identity == own.identity
    }

    /// The same bytes in a new file, in a folder that is made again; this one is closed.
    func copied() throws(SystemFailure) -> PartialVideo {
        let copy = try PartialVideo.create(at: place)
        do {
            var offset: Int64 = 0
            while true {
                let bytes = try FileSystem.read(file, at: offset, count: 1 << 20)
                guard !bytes.isEmpty else { break }
                try FileSystem.write(bytes, to: copy.file, at: offset)
                offset += Int64(bytes.count)
            }
        } catch {
            copy.remove()
            throw error
        }
        FileSystem.close(file)
        return copy
    }

    private static let suffix = ".part"

    /// The permissions that a new file gets; the umask cannot be read without changing it for all threads.
    private static func newFileMode(in folder: String) -> mode_t {
        let path = folder + "/.rushes-\(UUID().uuidString)"
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
        guard let file = try? FileSystem.open(path, flags: flags, mode: 0o644) else { return 0o600 }
        defer {
            FileSystem.close(file)
            try? FileSystem.remove(path)
        }
        return (try? FileSystem.facts(file).mode) ?? 0o600
    }
}
