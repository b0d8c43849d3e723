/// The host that keeps results: another port, addresses of its own, and no token accepted (huggingface_hub
/// `file_download.py`).
struct MediaHost: Sendable {
    /// Where the file of a job is, behind the host.
    static func path(of job: Job) -> String {
        "/files/\(job.provider)/\(job.id)/\(job.submission.task.isPicture ? "out-0.png" : "output.mp4")"
    }

    /// The provider and the id of the job whose file a path names.
    static func job(inPath path: String) -> (provider: String, id: String)? {
        let parts = path.split(separator: "/").map(String.init)
        return parts.count == 4 && parts[0] == "files" ? (parts[1], parts[2]) : nil
    }

    /// What stores say to a token: two ways to prove oneself are one too many.
    static let tokenRefused = Scenario.Step.status(
        400,
        body: .bytes(
            Array(text("InvalidArgument", "Only one auth mechanism allowed").utf8),
            contentType: "application/xml"
        )
    )

    /// An address that is no longer good.
    static let expired = Scenario.Step.status(
        403,
        body: .bytes(Array(text("AccessDenied", "Request has expired").utf8), contentType: "application/xml")
    )

    private static func text(_ code: String, _ message: String) -> String {
        #"<?xml version="1.0" encoding="UTF-8"?>"#
            + "<Error><Code>\(code)</Code><Message>\(message)</Message></Error>"
    }

    /// A job's file, whole or from a byte on.
    static func file(of job: Job, for request: ReceivedRequest) -> Scenario.Step {
        let isPicture = job.submission.task.isPicture
        let bytes = isPicture ? StillPicture.bytes : Clip.suiting(job.submission.call).bytes
        var type = isPicture ? "image/png" : "video/mp4"
        if job.has(.octet) { type = "application/octet-stream" }
        if job.has(.mislabeled) { type = isPicture ? "image/jpeg" : "text/plain" }
        let step = Scenario.Step.ranged(bytes, contentType: type, for: request)
        return job.provider == "replicate" ? step.header("Cache-Control", "public,max-age=3600") : step
    }
}

extension Scenario.Step {
    /// 200 with all bytes, 206 with the rest, or 416 when the rest is empty.
    static func ranged(_ bytes: [UInt8], contentType: String, for request: ReceivedRequest) -> Self {
        let pieces = bytes.count / 24 + 1
        guard let start = request.header("Range").flatMap(firstByte) else {
            return status(200, body: .bytes(bytes, contentType: contentType))
                .sent(inPiecesOf: pieces, pause: .milliseconds(85)).header("Accept-Ranges", "bytes")
        }
        guard start < bytes.count else {
            return status(416).header("Accept-Ranges", "bytes").header(
                "Content-Range",
                "bytes */\(bytes.count)"
            )
        }
        return status(206, body: .bytes(Array(bytes[start...]), contentType: contentType))
            .sent(inPiecesOf: pieces, pause: .milliseconds(85)).header("Accept-Ranges", "bytes")
            .header("Content-Range", "bytes \(start)-\(bytes.count - 1)/\(bytes.count)")
    }

    /// The first byte of `bytes=N-`; other forms are ignored, as RFC 9110 allows.
    private static func firstByte(_ range: String) -> Int? {
        guard range.hasPrefix("bytes="), range.hasSuffix("-") else { return nil }
        return Int(range.dropFirst("bytes=".count).dropLast())
    }
}
