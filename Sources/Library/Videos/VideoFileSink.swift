import Generations

/// One video, or keyframe, that is being written to its `.part`.
actor VideoFileSink: VideoSink {
    nonisolated let path: String
    private var video: PartialVideo
    private let content: FileContent
    /// What the finished video is to say of itself.
    private let recipe: Recipe?
    private var length: Int64
    /// How many bytes there should be, where that is known.
    private let total: Int64?
    private var hasEnded = false

    init(
        _ video: PartialVideo,
        content: FileContent,
        recipe: Recipe? = nil,
        length: Int64 = 0,
        total: Int64? = nil,
        part: String? = nil
    ) {
        path = part ?? video.path
        self.video = video
        self.content = content
        self.recipe = recipe
        self.length = length
        self.total = total
    }

    deinit {
        guard !hasEnded else { return }
        if video.isPublished { FileSystem.close(video.file) } else { video.remove() }
    }

    /// How many bytes there are.
    var offset: Int64 { length }

    /// Whether there is nothing left to fetch.
    var isWhole: Bool { length > 0 && length == total }

    /// Appends bytes; a plain call, because the system only copies them.
    func write(_ bytes: [UInt8]) throws(VideoStoreError) {
        try open { () throws(SystemFailure) in
            try FileSystem.write(bytes, to: video.file, at: length)
        }
        length += Int64(bytes.count)
    }

    /// Removes all bytes.
    func startOver() throws(VideoStoreError) {
        try open { () throws(SystemFailure) in try FileSystem.truncate(video.file, to: 0) }
        length = 0
    }

    /// Checks the bytes, brings them to the disk and gives them their name; of what is no video nothing stays.
    func finish(naming: @Sendable (_ file: UInt64) async -> Void) async throws -> VideoFile {
        guard !hasEnded else { throw ended }
        hasEnded = true
        let ending = VideoEnding(content: content, recipe: recipe, length: length)
        do {
            video = try await ending.named(video)
            // Written down first: nobody can ask for these bytes again when they came with the answer to a submit.
            if let number = try? FileSystem.facts(video.file).number { await naming(number) }
            let checked = try await ending.checked(video)
            let file = try await ending.published(video, checked)
            await FolderQueue.synchronize(checked.place.folder)
            return file
        } catch let error as VideoStoreError {
            hasEnded = false
            throw error
        }
    }

    /// Leaves what was written where it is; does nothing after the end. How much there is will be the file's length:
    /// so the bytes are brought to the disk, that no length outlives a power cut without them.
    func keep() async {
        guard !hasEnded else { return }
        hasEnded = true
        let video = video
        await FileQueue.run { try? FileSystem.synchronize(video.file) }
        await FolderQueue.synchronize(video.place.folder)
        await FileQueue.run { FileSystem.close(video.file) }
    }

    /// Removes what was written; does nothing after the end.
    func discard() async {
        guard !hasEnded else { return }
        hasEnded = true
        let video = video
        // What has its name is whole, and is let be.
        await FileQueue.run { video.isPublished ? FileSystem.close(video.file) : video.remove() }
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

/// The last steps of a file, each of which can be made again when the disk refuses it.
private struct VideoEnding: Sendable {
    let content: FileContent
    let recipe: Recipe?
    let length: Int64

    /// The file itself, or a new one with its bytes when somebody has taken its folder away.
    func named(_ video: PartialVideo) async throws(VideoStoreError) -> PartialVideo {
        try await FileQueue.run { () throws(VideoStoreError) -> PartialVideo in
            guard !video.isNamed else { return video }
            do throws(SystemFailure) {
                return try video.copied()
            } catch {
                throw VideoStoreError(error, path: video.path, folder: video.place.folder)
            }
        }
    }

    /// Looks at the bytes and brings them to the disk.
    ///
    /// - Throws: `InferenceError` when they are no video, which nothing stays of then; else `VideoStoreError`.
    func checked(_ video: PartialVideo) async throws -> FileContent.Checked {
        try await FileQueue.run { () throws(any Error) -> FileContent.Checked in
            do {
                // A write that failed may have left bytes behind the last whole one.
                try FileSystem.truncate(video.file, to: length)
                let checked = try content.check(try FileSource(video.file), at: video.place)
                try video.synchronize()
                return checked
            } catch let failure as SystemFailure {
                throw VideoStoreError(failure, path: video.path, folder: video.place.folder)
            } catch {
                video.remove()
                throw error
            }
        }
    }

    /// Gives the file its name.
    func published(
        _ video: PartialVideo,
        _ checked: FileContent.Checked
    ) async throws(VideoStoreError) -> VideoFile {
        try await FileQueue.run { () throws(VideoStoreError) -> VideoFile in
            var missing: String?
            switch recipe.map({ RecipeWriter.finish(video, checked, with: $0) }) {
            case .kept(let file)?: return file
            case .left(let reason)?: missing = reason
            case nil: break
            }
            do throws(SystemFailure) {
                let path = try video.publish(at: checked.place)
                return VideoFile(path: path, bytes: length, facts: checked.facts, missingRecipe: missing)
            } catch {
                guard !error.isFull else { throw .diskFull(path: video.place.folder) }
                throw .cannotWrite(
                    path: video.path,
                    reason: "\(error.reason); the whole \(content) stays in this file"
                )
            }
        }
    }
}
