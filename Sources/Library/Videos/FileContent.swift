import Generations

/// What a file that is being written is to become.
enum FileContent: Hashable {
    case video, keyframe

    /// What a whole file of this content tells, and the place that its name is in then.
    struct Checked {
        var facts: VideoFacts
        var place: VideoPlace
        /// Of an MP4, what it says of itself.
        var movie: Movie?
    }

    /// The places in which a finished file may be whose `.part` is at this one, before its kind is known.
    func places(from place: VideoPlace) -> [VideoPlace] {
        switch self {
        case .video: [place, place.forWebM]
        case .keyframe: StillImage.Format.allCases.map { place.named($0.fileExtension) }
        }
    }

    /// Looks at all bytes of a finished file.
    ///
    /// - Throws: `InferenceError` when it is none, `SystemFailure` when it cannot be read.
    func check(_ source: some ByteSource, at place: VideoPlace) throws -> Checked {
        switch self {
        case .video:
            let video = try VideoContent.check(source)
            let place = video.isWebM ? place.forWebM : place
            return Checked(facts: video.facts, place: place, movie: video.movie)
        case .keyframe:
            let image = try KeyframeContent.check(source)
            let facts = VideoFacts(width: image.width, height: image.height)
            return Checked(facts: facts, place: place.named(image.format.fileExtension))
        }
    }
}

/// The first bytes of what nobody knows, for people.
func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
}
