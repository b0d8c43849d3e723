/// The words for an answer that is not what was asked for: no video, or no image for a keyframe.
extension InferenceError {
    func wrongMediaWords(_ detail: ErrorDetail, _ what: NotAVideo, wanted: String) -> Words {
        let isVideo = wanted == "video"
        let name = server(detail)
        let article = isVideo ? "a" : "an"
        let again =
            isVideo
            ? "Run it again; if it stays so, check that the address is a video endpoint."
            : "Run it again; if it stays so, choose another keyframe model, or give an image."
        func answered(with thing: String) -> Words {
            Words(
                "\(name) answered with \(thing) instead of \(article) \(wanted)\(said(detail)).",
                hint: again
            )
        }
        return switch what {
        case .empty: Words("\(name) answered with nothing instead of \(article) \(wanted).", hint: again)
        case .json: answered(with: "JSON")
        case .html: answered(with: "a web page")
        case .text: answered(with: "text")
        case .image(let kind) where isVideo:
            Words(
                "\(name) answered with a picture (\(kind)) instead of a video.",
                hint: "Choose a model that makes videos."
            )
        case .image(let kind):
            Words(
                "\(name) answered with a picture that models do not take (\(kind)).",
                hint: "Choose another keyframe model, or give an image: PNG, JPEG or WebP."
            )
        case .video:
            Words(
                "\(name) answered with a video instead of an image.",
                hint: "Choose a keyframe model that makes images."
            )
        case .unknown(let bytes):
            Words("\(name) answered with no \(wanted); it begins with \(bytes).", hint: again)
        case .truncated(let bytes, let expected):
            Words(
                "The \(wanted) from \(name) broke off after \(bytes) bytes"
                    + (expected.map { " of \($0)" } ?? "") + ".",
                hint: "Run it again."
            )
        case .damaged(let problem):
            Words("The \(wanted) from \(name) is damaged: \(problem).", hint: again)
        }
    }
}
