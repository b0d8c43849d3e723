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

    /// Opens the video, or keyframe, that has got its name already, before the program that gave it was killed; nil
    /// when there is none.
    ///
    /// - Returns: the file, and how many bytes it has.
    static func named(
        _ partial: PartialDownload,
        as content: FileContent,
        uuid: UUID
    ) throws(SystemFailure) -> (video: PartialVideo, length: Int64)? {
        guard let number = partial.file, partial.path.hasSuffix(suffix) else { return nil }
        let place = VideoPlace(file: String(partial.path.dropLast(suffix.count)))
        let places = content.places(from: place)
        // A number behind its name may have been added to one that was taken.
        for candidate in 1...VideoPlace.mostNames {
            let paths = places.map { $0.path($0.name(candidate)) }
            let found = paths.compactMap { path in (try? FileSystem.facts(path)).map { (path, $0) } }
            guard !found.isEmpty else { return nil }
            let own = found.first { path, facts in
                facts.isRegular && (facts.number == number || names(path, uuid))
            }
            guard let (path, facts) = own else { continue }
            guard let file = try openLeftover(path) else { return nil }
            var video = PartialVideo(place: place, number: 1, path: path, file: file, mode: facts.mode)
            video.isPublished = true
            return (video, facts.size)
        }
        return nil
    }

    /// Whether a video says of itself that it is the one of a generation.
    private static func names(_ path: String, _ uuid: UUID) -> Bool {
        guard case .recipe(let recipe, _) = Recipe.read(path) else { return false }
        return recipe.uuid == uuid
    }

    /// Whether its name still leads to it: a folder can vanish under an open file.
    var isNamed: Bool {
        guard let named = try? FileSystem.facts(path), let own = try? FileSystem.facts(file) else {
            return false
        }
        return named.identity == own.identity
    }

    /// Removes what there was of the video before it got its name: another name of it, or another file.
    func removeOther(_ path: String) {
        guard let other = try? FileSystem.facts(path), let own = try? FileSystem.facts(file) else { return }
        if other.identity == own.identity {
            try? FileSystem.remove(path)
        } else {
            _ = PartialVideo.removeLeftover(path)
        }
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
