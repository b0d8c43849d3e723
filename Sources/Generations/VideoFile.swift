/// A finished video on disk and what its container says of it.
package struct VideoFile: Hashable, Sendable {
    /// Absolute.
    package var path: String
    package var bytes: Int64
    package var facts: VideoFacts
    /// Why it does not say how it was made though it was to; told once, when it has been saved.
    package var missingRecipe: String?

    package init(path: String, bytes: Int64, facts: VideoFacts, missingRecipe: String? = nil) {
        self.path = path
        self.bytes = bytes
        self.facts = facts
        self.missingRecipe = missingRecipe
    }

    /// What is told of it when it has been saved.
    package var saved: String {
        "\(bytes) bytes" + (missingRecipe.map { ", without its recipe: \($0)" } ?? "")
    }
}

/// What an MP4's boxes tell; nil where they do not.
package struct VideoFacts: Hashable, Sendable {
    /// In seconds.
    package var duration: Double?
    /// In pixels.
    package var width: Int?
    /// In pixels.
    package var height: Int?
    package var frames: Int?
    /// The sample entry's four characters, such as `avc1`.
    package var codec: String?

    package init(
        duration: Double? = nil,
        width: Int? = nil,
        height: Int? = nil,
        frames: Int? = nil,
        codec: String? = nil
    ) {
        self.duration = duration
        self.width = width
        self.height = height
        self.frames = frames
        self.codec = codec
    }
}
