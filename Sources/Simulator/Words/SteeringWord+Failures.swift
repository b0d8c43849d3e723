extension SteeringWord {
    /// Servers, gateways and connections that fail.
    static let failures: [SteeringWord] = [
        SteeringWord("error", "500 `unknown error`") { _ in
            .status(500, error: "unknown error").after(.seconds(2))
        },
        SteeringWord("gateway", "502 as an HTML page") { _ in
            .page(502, title: "502 Bad Gateway").after(.seconds(1))
        },
        SteeringWord("timeout", "504 as an HTML page, after ten seconds") { _ in
            .page(504, title: "504 Gateway Time-out").after(.seconds(10))
        },
        SteeringWord("drop", "the connection is closed before any answer") { _ in
            .dropped().after(.seconds(2))
        },
        SteeringWord("silent", "never answered") { _ in .silent() },
        SteeringWord("redirect", "307 to another host") {
            .redirect(to: "https://elsewhere.invalid\($0.path)")
        },
    ]

    /// Answers that say 200 and hold no whole video.
    static let brokenAnswers: [SteeringWord] = [
        SteeringWord("cut", "200, and the connection is cut in the middle of the video") {
            let clip = Clip.suiting($0.call)
            return .cut(afterBytes: clip.bytes.count / 2, of: clip)
        },
        SteeringWord("stall", "200, and nothing more from the middle of the video on") {
            let clip = Clip.suiting($0.call)
            return Scenario.Step.video(clip).ended(.stalled(afterBytes: clip.bytes.count / 2))
        },
        SteeringWord("brokenchunk", "200, and a chunk in the middle of the video is damaged") {
            let clip = Clip.suiting($0.call)
            return Scenario.Step.video(clip).framed(.chunked).watchable(of: clip)
                .ended(.brokenChunk(afterBytes: clip.bytes.count / 2))
        },
        SteeringWord("truncated", "200 with an MP4 that ends too early, the HTTP being in order") {
            let bytes = Clip.suiting($0.call).bytes
            return .status(200, body: .bytes(Array(bytes.prefix(bytes.count / 2)), contentType: "video/mp4"))
        },
        SteeringWord("html", "200 with an HTML page") { _ in .page(200, title: "Just a moment...") },
        SteeringWord("json", "200 with an error in JSON") { _ in .status(200, error: "CUDA out of memory") },
        SteeringWord("empty", "200 with nothing") { _ in
            .status(200, body: .bytes([], contentType: "video/mp4"))
        },
        SteeringWord("drip", "200, and a byte of the video every five seconds") { _ in
            .video().sent(inPiecesOf: 1, pause: .seconds(5))
        },
    ]
}

extension Clip {
    static func suiting(_ call: GenerationCall) -> Clip {
        suiting(prompt: call.prompt, seed: call.seed ?? Int(truncatingIfNeeded: call.fingerprint))
    }
}

extension Scenario.Step {
    /// 200 with the beginning of a clip, sent slowly enough to be watched.
    static func cut(afterBytes count: Int, of clip: Clip) -> Self {
        video(clip).watchable(of: clip).ended(.cut(afterBytes: count))
    }

    /// The body in twenty-four pieces within about two seconds, so that a progress bar moves.
    func watchable(of clip: Clip) -> Self {
        sent(inPiecesOf: clip.bytes.count / 24 + 1, pause: .milliseconds(85))
    }
}
