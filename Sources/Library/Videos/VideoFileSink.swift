import Generations

/// One video, or keyframe, that is being written to its `.part`.
actor VideoFileSink: VideoSink {
    private let video: PartialVideo
    private let content: FileContent
    private var hasEnded = false

    init(_ video: PartialVideo, content: FileContent) {
        self.video = video
        self.content = content
    }

    deinit {
        if !hasEnded { video.remove() }
    }

    /// Appends bytes; a plain call, because the system only copies them.
    func write(_ bytes: [UInt8]) throws(VideoStoreError) {
        try open { () throws(SystemFailure) in try FileSystem.write(bytes, to: video.file) }
    }

    /// Checks the bytes, brings them to the disk and gives them their name; without a whole one nothing stays.
    func finish() async throws -> VideoFile {
        guard !hasEnded else { throw ended }
        hasEnded = true
        let (video, content) = (video, content)
        return try await FileQueue.run { () throws(any Error) -> VideoFile in
            try Self.finish(video, content)
        }
    }

    /// Removes what was written; does nothing after `finish`.
    func discard() async {
        guard !hasEnded else { return }
        hasEnded = true
        let video = video
        await FileQueue.run { video.remove() }
    }

    private static func finish(_ video: PartialVideo, _ content: FileContent) throws -> VideoFile {
        let checked: FileContent.Checked
        let bytes: Int64
        do {
            let source = try FileSource(video.file)
            checked = try content.check(source, at: video.place)
            bytes = source.count
            try video.synchronize()
        } catch {
            video.remove()
            guard let failure = error as? SystemFailure else { throw error }
            throw VideoStoreError(failure, path: video.path, folder: video.place.folder)
        }
        let path = try publish(video, content, at: checked.place)
        video.place.synchronizeFolder()
        return VideoFile(path: path, bytes: bytes, facts: checked.facts)
    }

    /// What is whole is never thrown away: when it cannot have its name it stays what it is, and the error says where.
    private static func publish(
        _ video: PartialVideo,
        _ content: FileContent,
        at place: VideoPlace
    ) throws(VideoStoreError) -> String {
        do {
            return try video.publish(at: place)
        } catch {
            FileSystem.close(video.file)
            throw .cannotWrite(
                path: video.path,
                reason: "\(error.reason); the whole \(content) stays in this file"
            )
        }
    }

    private func open(_ call: () throws(SystemFailure) -> Void) throws(VideoStoreError) {
        guard !hasEnded else { throw ended }
        do {
            try call()
        } catch {
            throw VideoStoreError(error, path: video.path, folder: video.place.folder)
        }
    }

    private var ended: VideoStoreError {
        .cannotWrite(path: video.path, reason: "the video has ended already")
    }
}
