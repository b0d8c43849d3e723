/// `GET /media/{clip}.mp4`: a clip by its name, for answers in the direct shape.
enum MediaAnswers {
    /// The answer for a path below `/media/`.
    static func step(for request: ReceivedRequest) -> Scenario.Step {
        let name = request.path.dropFirst("/media/".count).split(separator: ".").first.map(String.init) ?? ""
        guard let clip = Clip(rawValue: name) else { return .status(404, body: .text("Not Found")) }
        return .ranged(clip.bytes, contentType: "video/mp4", for: request)
    }
}
