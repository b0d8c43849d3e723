/// The one picture that an endpoint answers with when it makes stills instead of films.
package enum StillPicture {
    /// The whole PNG file.
    package static var bytes: [UInt8] {
        EncodedPayloads.decoded(EncodedPayloads.still)
    }
}
