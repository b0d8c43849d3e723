/// The host that keeps results: another port, addresses of its own, and no token accepted (huggingface_hub
/// `file_download.py`).
struct MediaHost: Sendable {
    /// Where the file of a job is, behind the host.
    static func path(of job: Job) -> String {
        "/files/\(job.provider)/\(job.id)/\(job.submission.task.isPicture ? "out-0.png" : "output.mp4")"
    }

    /// The address of a job's file, behind the host. A mood makes it another one each time after it was tried.
    static func address(of job: Job) -> String {
        let tries = job.log.count { $0.stage == .media }
        return path(of: job) + (job.has(.stale) ? "?link=\(tries)" : "")
    }

    /// Whether the address that was asked is no longer good.
    static func isExpired(_ job: Job, _ request: ReceivedRequest) -> Bool {
        job.has(.expired) || job.has(.stale) && request.uri.hasSuffix("?link=0")
    }

    /// An answer that breaks off, with the bytes that were asked for; other answers stay as they are.
    static func trouble(_ step: Scenario.Step, with file: Scenario.Step) -> Scenario.Step {
        guard case .clip = step.body, step.status == 200, file.status < 300 else { return step }
        let half = file.body.bytes.count / 2
        return file.changed {
            $0.delay = step.delay
            $0.framing = step.framing
            $0.pieces = step.pieces ?? file.pieces
            switch step.ending {
            case .cut: $0.ending = .cut(afterBytes: half)
            case .brokenChunk: $0.ending = .brokenChunk(afterBytes: half)
            case .stalled: $0.ending = .stalled(afterBytes: half)
            case .whole, .dropped, .silent: $0.ending = step.ending
            }
        }
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
        let hash = String(StableHash.of(bytes), radix: 16)
        let tag = (job.has(.weaktag) ? "W/" : "") + "\"\(hash)\""
        let asked = job.has(.norange) ? request.without("Range") : request
        let step = Scenario.Step.ranged(bytes, contentType: type, tag: tag, for: asked)
        return job.provider == "replicate" ? step.header("Cache-Control", "public,max-age=3600") : step
    }
}

extension Scenario.Step {
    /// 200 with all bytes, 206 with the rest, or 416 when the rest is empty.
    static func ranged(
        _ bytes: [UInt8],
        contentType: String,
        tag: String? = nil,
        for request: ReceivedRequest
    ) -> Self {
        let step = part(of: bytes, contentType: contentType, start: start(for: request, tag: tag))
        return tag.map { step.header("ETag", $0) } ?? step
    }

    /// The first byte that is wanted; nil for all. Another version than the one that is there begins anew, and a
    /// weak tag never matches (RFC 9110, 13.1.5).
    private static func start(for request: ReceivedRequest, tag: String?) -> Int? {
        if let condition = request.header("If-Range"), condition != tag || condition.hasPrefix("W/") {
            return nil
        }
        return request.header("Range").flatMap(firstByte)
    }

    private static func part(of bytes: [UInt8], contentType: String, start: Int?) -> Self {
        let pieces = bytes.count / 24 + 1
        guard let start else {
            return status(200, body: .bytes(bytes, contentType: contentType))
                .sent(inPiecesOf: pieces, pause: .milliseconds(85)).header("Accept-Ranges", "bytes")
        }
        guard start < bytes.count else {
            return status(416).header("Accept-Ranges", "bytes")
                .header("Content-Range", "bytes */\(bytes.count)")
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

extension ReceivedRequest {
    /// The same request without a header.
    fileprivate func without(_ name: String) -> ReceivedRequest {
        var request = self
        request.headers.removeAll { $0.name.lowercased() == name.lowercased() }
        return request
    }
}
