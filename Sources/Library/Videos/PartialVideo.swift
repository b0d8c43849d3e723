import Foundation
import Generations

/// A file `NAME.mp4.part` that is open and locked while it is written.
struct PartialVideo: Sendable {
    let place: VideoPlace
    /// Which of the place's names it has, counted from 1.
    let number: Int
    let path: String
    let file: Int32
    /// The permissions that the finished video gets: what the user's umask leaves of 0644.
    let mode: mode_t
    /// Whether it has the video's name already.
    var isPublished = false

    /// Makes the first `.part` whose own name and whose video's name are free.
    static func create(at place: VideoPlace) throws(SystemFailure) -> PartialVideo {
        try FileSystem.makeFolder(place.folder, mode: 0o755)
        let taken = try place.takenNames()
        for number in 1...VideoPlace.mostNames {
            let name = place.name(number)
            guard !taken.contains(name) else { continue }
            let path = place.path(name) + ".part"
            if taken.contains(name + ".part") {
                guard place.isOwnName, removeLeftover(path) else { continue }
            }
            if let video = try open(path, place: place, number: number) { return video }
        }
        throw SystemFailure(code: EEXIST)
    }

    /// Opens a new file; nil when the name is taken after all.
    private static func open(
        _ path: String,
        place: VideoPlace,
        number: Int
    ) throws(SystemFailure) -> PartialVideo? {
        let file: Int32
        do {
            // With 0644 the kernel takes the umask away, which cannot be read without changing it for all threads.
            file = try FileSystem.open(path, flags: O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o644)
        } catch {
            guard error.isTaken else { throw error }
            return nil
        }
        do {
            let facts = try FileSystem.facts(file)
            try FileSystem.setMode(file, 0o600)
            // Another program that has found it unlocked in this moment has removed it as a leftover.
            if FileSystem.lock(file), try FileSystem.facts(path).identity == facts.identity {
                return PartialVideo(place: place, number: number, path: path, file: file, mode: facts.mode)
            }
        } catch {
            FileSystem.close(file)
            throw error
        }
        FileSystem.close(file)
        return nil
    }

    /// Removes what a killed program has left behind, or what nobody goes on with.
    static func removeLeftover(_ path: String) -> Bool {
        guard let file = try? openLeftover(path) else { return false }
        defer { FileSystem.close(file) }
        return (try? FileSystem.remove(path)) != nil
    }

    /// Opens and locks a regular file that nobody holds locked; nil when there is none.
    static func openLeftover(_ path: String) throws(SystemFailure) -> Int32? {
        let file: Int32
        do {
            file = try FileSystem.open(path, flags: O_RDWR | O_NOFOLLOW | O_NONBLOCK)
        } catch {
            guard [ENOENT, ENOTDIR, ELOOP, ENXIO, EISDIR].contains(error.code) else { throw error }
            return nil
        }
        guard let facts = try? FileSystem.facts(file), facts.isRegular, FileSystem.lock(file),
            let named = try? FileSystem.facts(path), named.identity == facts.identity
        else {
            FileSystem.close(file)
            return nil
        }
        return file
    }

    /// Closes and removes the file.
    func remove() {
        try? FileSystem.remove(path)
        FileSystem.close(file)
    }

    /// Brings the bytes to the disk, with the finished video's permissions.
    func synchronize() throws(SystemFailure) {
        try FileSystem.setMode(file, mode)
        try FileSystem.synchronize(file)
    }

    /// Gives the video its name, closes the file, and answers the path.
    func publish(at place: VideoPlace) throws(SystemFailure) -> String {
        if isPublished {
            FileSystem.close(file)
            return path
        }
        // Its own name was free when its `.part` was made; that of another number may not be.
        var taken: TakenNames?
        for number in number...VideoPlace.mostNames where taken?.contains(place.name(number)) != true {
            let name = place.path(place.name(number))
            do {
                try rename(to: name)
            } catch {
                guard error.isTaken else { throw error }
                if taken == nil { taken = try place.takenNames() }
                continue
            }
            FileSystem.close(file)
            return name
        }
        throw SystemFailure(code: EEXIST)
    }

    /// A second name can be made only where there is none, unlike with `rename(2)`. File systems that know no second
    /// names (FAT, some network ones) get an empty file of that name first, which is then replaced.
    private func rename(to name: String) throws(SystemFailure) {
        do {
            try FileSystem.link(path, as: name)
            try? FileSystem.remove(path)
        } catch {
            guard [EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS, EMLINK].contains(error.code) else { throw error }
            try renameOverReservation(name)
        }
    }

    /// Takes a name with an empty file and replaces that.
    func renameOverReservation(_ name: String) throws(SystemFailure) {
        let reservation = try FileSystem.open(
            name,
            flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW,
            mode: 0o600
        )
        FileSystem.close(reservation)
        do {
            try FileSystem.rename(path, to: name)
        } catch {
            try? FileSystem.remove(name)
            throw error
        }
    }
}

extension VideoPlace {
    fileprivate func takenNames() throws(SystemFailure) -> TakenNames {
        guard !isOwnName else { return TakenNames(place: self, listed: nil) }
        let names = try FileSystem.names(in: folder)
        return TakenNames(place: self, listed: Set(names.map { $0.lowercased() }))
    }
}

/// The names of a folder that are in use: on some disks case does not tell two names apart.
private struct TakenNames {
    let place: VideoPlace
    /// In lower case. Nil for a name of our own, which nothing else resembles: it has the generation's number, and the
    /// disk is asked for it alone, however many videos the folder has.
    let listed: Set<String>?

    func contains(_ name: String) -> Bool {
        guard let listed else { return (try? FileSystem.facts(place.path(name))) != nil }
        return listed.contains(name.lowercased())
    }
}
