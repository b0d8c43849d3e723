package import Foundation
package import Generations

/// The videos as files in a folder: `YYYY-MM-DD/NNNN-slug-of-the-prompt.mp4`, or where the request wants them.
///
/// A file that is there is never overwritten: a name that is taken gets `-2`, `-3` and so on; one that the user gave also
/// where it is taken in another case. A name appears only with its whole, checked video.
package struct VideoFiles: VideoStore {
    /// Absolute; made when the first video begins.
    package let folder: String
    /// The days of the folders' names begin in this zone.
    package let timeZone: TimeZone
    /// Whether a video says in its file how it was made.
    package let keepsRecipes: Bool
    /// A video is not begun with less room than this, or than a sixteenth of a small file system, in bytes.
    package let leastRoom: Int64

    package init(
        folder: String,
        timeZone: TimeZone,
        keepsRecipes: Bool = false,
        leastRoom: Int64 = 16 << 20
    ) {
        self.folder = folder
        self.timeZone = timeZone
        self.keepsRecipes = keepsRecipes
        self.leastRoom = leastRoom
    }

    /// Opens the `.part` that a generation has, with its bytes, else `NAME.mp4.part`, empty; a leftover of a killed
    /// program is replaced.
    package func beginVideo(for generation: Generation) async throws(VideoStoreError) -> any VideoSink {
        try await begin(.video, for: generation)
    }

    /// Opens the whole `.part` that a generation has of its keyframe, else `NAME.keyframe.png.part` next to where the
    /// video will be, empty; a leftover of a killed program is replaced.
    package func beginKeyframe(for generation: Generation) async throws(VideoStoreError) -> any VideoSink {
        try await begin(.keyframe, for: generation)
    }

    /// Removes the `.part` of a download that nobody will go on with.
    package func remove(_ partial: PartialDownload) async {
        guard partial.path.hasPrefix("/"), partial.path.hasSuffix(".part") else { return }
        await FileQueue.run { _ = PartialVideo.removeLeftover(partial.path) }
    }

    private func begin(
        _ content: FileContent,
        for generation: Generation
    ) async throws(VideoStoreError) -> any VideoSink {
        try await FileQueue.run { () throws(VideoStoreError) -> VideoFileSink in
            let asked = generation.request.output ?? folder
            var place: VideoPlace
            do {
                place = try VideoPlace(of: generation, folder: folder, timeZone: timeZone)
                if content == .keyframe { place = place.forKeyframe }
            } catch {
                throw .cannotWrite(path: asked, reason: "it is no absolute path")
            }
            do throws(SystemFailure) {
                let recipe = keepsRecipes && content == .video ? Recipe(generation) : nil
                if let kept = generation.partial,
                    let sink = try goOn(with: kept, of: generation, content, recipe, like: place)
                {
                    return sink
                }
                try FileSystem.makeFolder(place.folder, mode: 0o755)
                try checkRoom(in: place.folder)
                return VideoFileSink(try PartialVideo.create(at: place), content: content, recipe: recipe)
            } catch {
                throw VideoStoreError(error, path: place.path(place.name(1)), folder: place.folder)
            }
        }
    }

    /// What there is of a file: with its name already, or as a `.part`; nil when it is gone.
    private func goOn(
        with kept: PartialDownload,
        of generation: Generation,
        _ content: FileContent,
        _ recipe: Recipe?,
        like place: VideoPlace
    ) throws(SystemFailure) -> VideoFileSink? {
        if let (video, length) = try PartialVideo.named(kept, as: content, uuid: generation.uuid) {
            video.removeOther(kept.path)
            if let recipe { video.removeOther(video.companionPath(of: recipe)) }
            return VideoFileSink(video, content: content, length: length, total: length, part: kept.path)
        }
        guard let (video, length) = try PartialVideo.resume(kept.path, like: place) else { return nil }
        // An image comes as a whole or not at all.
        if content == .keyframe, length != kept.total {
            video.remove()
            return nil
        }
        return VideoFileSink(
            video,
            content: content,
            recipe: recipe,
            length: length,
            total: kept.total
        )
    }

    /// A file system that does not tell its room has some.
    private func checkRoom(in folder: String) throws(SystemFailure) {
        guard let room = try? FileSystem.room(in: folder) else { return }
        guard Self.isEnough(room.left, of: room.whole, least: leastRoom) else {
            throw SystemFailure(code: ENOSPC)
        }
    }

    /// Whether there is room for a video, in bytes.
    static func isEnough(_ left: Int64, of whole: Int64, least: Int64) -> Bool {
        left >= min(least, whole / 16)
    }
}

extension VideoStoreError {
    /// What a failed call means for a video.
    init(_ failure: SystemFailure, path: String, folder: String) {
        self = failure.isFull ? .diskFull(path: folder) : .cannotWrite(path: path, reason: failure.reason)
    }
}
