import Generations

import struct Foundation.Data

/// What a provider is asked for: the request, the model by the provider's name, and the image.
struct ProviderCall: Sendable {
    var request: GenerationRequest
    var model: ProviderModel
    var image: ProviderImage?
}

/// A model as a provider knows it, from the Hub's mapping.
struct ProviderModel: Hashable, Sendable {
    /// An adapter on top of a model; the provider fetches its weights from the Hub.
    struct Adapter: Hashable, Sendable {
        /// The repository that holds the weights.
        var repository: ModelID
        /// The file in it, when the mapping names it.
        var weights: String?
    }

    /// The provider's own name, which is sent unchanged.
    let id: String
    var lora: Adapter?

    /// Takes a name that can be a path below the provider's base; nil for anything else.
    init?(id: String, lora: Adapter? = nil) {
        guard PathText.isPlain(id) else { return nil }
        self.id = id
        self.lora = lora
    }
}

/// The image to animate, as providers take it: an address, or a data URI.
enum ProviderImage: Hashable, Sendable {
    case address(String)
    case image(InputImage)

    /// The text that goes into the request.
    var text: String {
        switch self {
        case .address(let address): address
        case .image(let image):
            "data:\(image.contentType);base64,\(Data(image.bytes).base64EncodedString())"
        }
    }
}

/// What can be put into the path of a URL.
enum PathText {
    /// Whether a text is a path of plain segments: nothing to decode, nothing that climbs, no query.
    static func isPlain(_ path: String) -> Bool {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        return path.utf8.count <= 300
            && segments.allSatisfy { segment in
                !segment.isEmpty && segment != "." && segment != ".." && segment.utf8.allSatisfy(isPlain)
            }
    }

    /// A text as one segment, or as a value in a query.
    static func encoded(_ text: String) -> String {
        text.utf8.reduce(into: "") { result, byte in
            if isUnreserved(byte) {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                result += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        isUnreserved(byte) || ":@+".utf8.contains(byte)
    }

    /// Letters, digits and `-._~` (RFC 3986, 2.3).
    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "-._~".utf8.contains(byte)
        }
    }
}
