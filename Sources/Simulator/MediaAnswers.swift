/// `GET /media/{clip}.mp4`: what a media host does, ranges included.
enum MediaAnswers {
    /// The answer for a path below `/media/`.
    static func step(for request: ReceivedRequest) -> Scenario.Step {
        let name = request.path.dropFirst("/media/".count).split(separator: ".").first.map(String.init) ?? ""
        guard let clip = Clip(rawValue: name) else { return .status(404, body: .text("Not Found")) }
        let bytes = clip.bytes
        let step = Scenario.Step.status(200, body: .clip(clip)).watchable(of: clip)
            .header("Accept-Ranges", "bytes")
        guard let start = request.header("Range").flatMap(firstByte) else { return step }
        guard start < bytes.count else {
            return .status(416).header("Content-Range", "bytes */\(bytes.count)")
        }
        return step.changed {
            $0.status = 206
            $0.body = .bytes(Array(bytes[start...]), contentType: "video/mp4")
        }
        .header("Content-Range", "bytes \(start)-\(bytes.count - 1)/\(bytes.count)")
    }

    /// The first byte of `bytes=N-`; other forms are ignored, as RFC 9110 allows.
    private static func firstByte(_ range: String) -> Int? {
        guard range.hasPrefix("bytes="), range.hasSuffix("-") else { return nil }
        return Int(range.dropFirst("bytes=".count).dropLast())
    }
}
