/// What is kept of a video that is being fetched, or that came with an answer and is not in the history yet. How many
/// bytes there are is the file's own length.
package struct PartialDownload: Hashable, Sendable {
    /// Of the `.part`.
    package var path: String
    /// Where the bytes are from; as secret as the video.
    package var address: String
    /// What the server calls this version of the video; nil when it said nothing.
    package var validator: Validator?
    /// The whole length, when the server said it.
    package var total: Int64?
    /// The file system's number of the file that gets the video's name, from the moment that all bytes are in it.
    package var file: UInt64?

    package init(
        path: String,
        address: String,
        validator: Validator? = nil,
        total: Int64? = nil,
        file: UInt64? = nil
    ) {
        self.path = path
        self.address = address
        self.validator = validator
        self.total = total
        self.file = file
    }

    /// A server's name of one version of a video (RFC 9110, 8.8).
    package enum Validator: Hashable, Sendable {
        /// An `ETag`, with its quotation marks, and `W/` before a weak one.
        case entityTag(String)
        /// A `Last-Modified`, as it was sent.
        case lastModified(String)

        /// What may be put in `If-Range`; nil for a weak tag, which promises no equal bytes.
        package var condition: String? {
            switch self {
            case .entityTag(let tag): tag.hasPrefix("W/") ? nil : tag
            case .lastModified(let date): date
            }
        }
    }
}
