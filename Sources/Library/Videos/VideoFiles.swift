package import Generations

package import struct Foundation.TimeZone

/// The videos as files in a folder: `YYYY-MM-DD/NNNN-slug-of-the-prompt.mp4`, or where the request wants them.
///
/// A file that is there is never overwritten: a name that is taken, in whatever case, gets `-2`, `-3` and so on. A
/// name appears only with its whole, checked video.
package struct VideoFiles: VideoStore {
    /// Absolute; made when the first video begins.
    package let folder: String
    /// The days of the folders' names begin in this zone.
    package let timeZone: TimeZone

    package init(folder: String, timeZone: TimeZone) {
        self.folder = folder
        self.timeZone = timeZone
    }

    /// Opens `NAME.mp4.part` for a generation's video, empty; a leftover of a killed program is replaced.
    package func beginVideo(for generation: Generation) async throws(VideoStoreError) -> any VideoSink {
        try await begin(.video, for: generation)
    }

    /// Opens `NAME.keyframe.png.part` next to where the video will be; a leftover of a killed program is replaced.
    package func beginKeyframe(for generation: Generation) async throws(VideoStoreError) -> any VideoSink {
        try await begin(.keyframe, for: generation)
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
                return VideoFileSink(try PartialVideo.create(at: place), content: content)
            } catch {
                throw VideoStoreError(error, path: place.path(place.name(1)), folder: place.folder)
            }
        }
    }
}

extension VideoStoreError {
    /// What a failed call means for a video.
    init(_ failure: SystemFailure, path: String, folder: String) {
        self = failure.isFull ? .diskFull(path: folder) : .cannotWrite(path: path, reason: failure.reason)
    }
}
