/// What an MP4 says of itself.
struct Movie: Hashable {
    /// In seconds.
    var duration: Double?
    var width: Int?
    var height: Int?
    var frames: Int?
    /// The first sample entry's four characters.
    var codec: String?
    /// The mean over the whole video.
    var framesPerSecond: Double?
    var isFragmented = false
}

/// Why bytes that begin like an MP4 are not a whole one.
enum MP4Problem: Error, Hashable {
    /// The bytes end before a box does: how many there should be at least.
    case truncated(expected: Int64)
    /// What does not fit.
    case damaged(String)
    /// The file cannot be read.
    case unreadable(SystemFailure)
}

/// Reads a movie's boxes and checks that the file is whole.
struct MovieReader<Source: ByteSource> {
    private var reader: BoxReader<Source>
    private var size: Int64 { reader.source.count }

    private init(_ source: Source) {
        reader = BoxReader(source)
    }

    /// The movie in a source.
    ///
    /// - Throws: when `ftyp`, `moov`, `mdat` or the video's frames are missing, or end after the file does.
    static func movie(in source: Source) throws(MP4Problem) -> Movie {
        var reader = MovieReader(source)
        do {
            return try reader.read()
        } catch let problem as MP4Problem {
            throw problem
        } catch let failure as SystemFailure {
            throw .unreadable(failure)
        } catch {
            throw .damaged("it cannot be read")
        }
    }

    private mutating func read() throws -> Movie {
        let top = try topLevel()
        guard top.first?.type == "ftyp" else { throw MP4Problem.damaged("it does not begin with ftyp") }
        guard let moov = top.first(where: { $0.type == "moov" }) else {
            throw MP4Problem.damaged("moov is missing")
        }
        guard top.contains(where: { $0.type == "mdat" && !$0.contents.isEmpty }) else {
            throw MP4Problem.damaged("mdat is missing")
        }
        let fragments = top.filter { $0.type == "moof" }
        if let cut = Self.fragmentWithoutMedia(top) { throw MP4Problem.truncated(expected: cut + 8) }
        let boxes = try reader.children(of: moov)
        guard let track = try videoTrack(among: boxes) else {
            throw MP4Problem.damaged("there is no video in it")
        }
        if track.lastChunk >= size { throw MP4Problem.truncated(expected: track.lastChunk + 1) }
        return try movie(track, boxes: boxes, fragments: fragments)
    }

    /// The boxes of the file itself, each of them whole.
    ///
    /// Bytes after a whole movie that are no box are let be: some servers add them, and players do not mind.
    private mutating func topLevel() throws -> [Box] {
        var boxes: [Box] = []
        var offset: Int64 = 0
        var types: Set<BoxType> = []
        while offset < size {
            let isWhole = types.isSuperset(of: ["moov", "mdat"])
            switch try reader.box(at: offset, end: size) {
            case .tooMany:
                throw MP4Problem.damaged("it has too many boxes")
            case .nothing:
                guard !isWhole else { return boxes }
                guard size - offset >= 8 else { throw MP4Problem.truncated(expected: offset + 8) }
                throw MP4Problem.damaged("no box begins at byte \(offset)")
            case .box(let box):
                guard box.contents.upperBound <= size else {
                    guard !isWhole || ["mdat", "moof"].contains(box.type) else { return boxes }
                    throw MP4Problem.truncated(expected: box.contents.upperBound)
                }
                boxes.append(box)
                types.insert(box.type)
                offset = box.contents.upperBound
            }
        }
        return boxes
    }

    /// Where the media of the last fragment should begin; nil when it is there.
    private static func fragmentWithoutMedia(_ boxes: [Box]) -> Int64? {
        guard let fragment = boxes.last(where: { $0.type == "moof" }) else { return nil }
        let hasMedia = boxes.contains { $0.type == "mdat" && $0.start > fragment.start }
        return hasMedia ? nil : fragment.contents.upperBound
    }

    private mutating func videoTrack(among boxes: [Box]) throws -> VideoTrack? {
        for box in boxes where box.type == "trak" {
            if let track = try VideoTrack(box, &reader) { return track }
        }
        return nil
    }

    private mutating func movie(_ track: VideoTrack, boxes: [Box], fragments: [Box]) throws -> Movie {
        var (frames, ticks) = (track.frames ?? 0, track.ticks ?? 0)
        if !fragments.isEmpty {
            var reading = FragmentReader(track: track.id, extends: boxes.first { $0.type == "mvex" })
            let added = try reading.read(fragments, &reader)
            frames += added.frames
            ticks += added.ticks
        }
        guard frames > 0 else { throw MP4Problem.damaged("the video has no frames") }
        let length = track.timescale > 0 && ticks > 0 ? Double(ticks) / Double(track.timescale) : nil
        // In a file with fragments the header tells of what comes before them.
        let header = try headerDuration(boxes)
        return Movie(
            duration: fragments.isEmpty ? header ?? length : length ?? header,
            width: track.width,
            height: track.height,
            frames: frames,
            codec: track.codec,
            framesPerSecond: length.map { Double(frames) / $0 },
            isFragmented: !fragments.isEmpty
        )
    }

    private func headerDuration(_ boxes: [Box]) throws -> Double? {
        guard let box = boxes.first(where: { $0.type == "mvhd" }) else { return nil }
        return MediaTime(try reader.head(of: box))?.seconds
    }
}

/// The time fields that `mvhd` and `mdhd` share, in both versions.
struct MediaTime {
    let timescale: UInt32
    let duration: UInt64

    init?(_ bytes: [UInt8]) {
        guard let version = bytes.first else { return nil }
        let scale = bytes.u32(version == 1 ? 20 : 12)
        let length = version == 1 ? bytes.u64(24) : bytes.u32(16).map(UInt64.init)
        guard let scale, let length else { return nil }
        timescale = scale
        // All ones: unknown.
        duration = length == (version == 1 ? .max : UInt64(UInt32.max)) ? 0 : length
    }

    var seconds: Double? {
        timescale > 0 && duration > 0 ? Double(duration) / Double(timescale) : nil
    }
}
