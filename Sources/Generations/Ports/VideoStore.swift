/// The place where videos are kept.
package protocol VideoStore: Sendable {
    /// Opens `NAME.mp4.part` for a generation's video: what there is of its `partial`, else a new one. A program
    /// that was killed may have given it its name already: then it has all bytes.
    ///
    /// - Throws: also when there is hardly any room left.
    func beginVideo(for generation: Generation) async throws(VideoStoreError) -> any VideoSink

    /// Opens `NAME.keyframe.png.part` for the image that a generation's video is made of, next to where the video
    /// will be: the whole one of its `partial`, else an empty one. Its name ends with its kind when it is finished: `.png`, `.jpg` or `.webp`.
    func beginKeyframe(for generation: Generation) async throws(VideoStoreError) -> any VideoSink

    /// Removes what is kept of a download that nobody will go on with; one that is being written stays.
    func remove(_ partial: PartialDownload) async
}

/// A video, or a keyframe, that is being written. Ends with a `finish` that succeeds or finds no video, with `keep`
/// or with `discard`, whichever comes first.
package protocol VideoSink: Sendable {
    /// Of the `.part`.
    var path: String { get }

    /// How many bytes there are: the next that are written come behind them.
    var offset: Int64 { get async }

    /// Appends bytes; after an error the same bytes may be written again.
    func write(_ bytes: [UInt8]) async throws(VideoStoreError)

    /// Removes all bytes.
    func startOver() async throws(VideoStoreError)

    /// Whether there is nothing left to fetch.
    var isWhole: Bool { get async }

    /// Checks that the bytes are a whole video, brings them to the disk and gives them their name. Of a keyframe
    /// the facts are its width and height.
    ///
    /// - Parameter naming: called with the number of a file that is to get the name, before it does; when it
    ///   returns, that is written down, and the video is found after a kill at any moment.
    /// - Throws: `InferenceError.notAVideo`, or `notAnImage`, when they are none: nothing stays then. Else
    ///   `VideoStoreError`: it can be tried again.
    func finish(naming: @Sendable (_ file: UInt64) async -> Void) async throws -> VideoFile

    /// Leaves what was written where it is, to go on with it later.
    func keep() async

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
