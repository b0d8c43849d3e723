/// The place where videos are kept.
package protocol VideoStore: Sendable {
    /// Opens `NAME.mp4.part` for a generation's video, empty.
    func beginVideo(for generation: Generation) async throws(VideoStoreError) -> any VideoSink

    /// Opens `NAME.keyframe.png.part` for the image that a generation's video is made of, empty, next to where
    /// the video will be. Its name ends with its kind when it is finished: `.png`, `.jpg` or `.webp`.
    func beginKeyframe(for generation: Generation) async throws(VideoStoreError) -> any VideoSink
}

/// A video, or a keyframe, that is being written. Ends with `finish` or `discard`, whichever comes first.
package protocol VideoSink: Sendable {
    /// Appends bytes.
    func write(_ bytes: [UInt8]) async throws(VideoStoreError)

    /// Checks that the bytes are a whole video, brings them to the disk and gives them their name. Of a keyframe
    /// the facts are its width and height.
    ///
    /// - Throws: `InferenceError.notAVideo`, or `notAnImage`, when they are none, else `VideoStoreError`.
    func finish() async throws -> VideoFile

    /// Removes what was written.
    func discard() async
}

/// Why a video cannot be kept.
package enum VideoStoreError: Error, Hashable, Sendable {
    /// No room, or a quota: the folder.
    case diskFull(path: String)
    /// Permission, read-only, vanished: the path and the system's words.
    case cannotWrite(path: String, reason: String)
}
