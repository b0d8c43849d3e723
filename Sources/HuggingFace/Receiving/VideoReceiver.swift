import Generations
import NIOHTTP1

/// Reads an answer to its end: a video goes into the sink piece by piece, everything else becomes an error.
struct VideoReceiver: Sendable {
    var sink: any VideoSink
    var progress: @Sendable (SubmitProgress) async -> Void
    var mapping: ErrorMapping
    /// Whether the video may come inside JSON.
    var readsJSON: Bool

    private enum Mode {
        case gathering
        case video
        case json(VideoJSONReader)
        /// No video; its beginning is kept for what it says.
        case refused(MediaSniffer.Verdict)
    }

    /// What the answer gives.
    ///
    /// - Throws: `InferenceError` for everything but a whole video or its address; what the sink throws.
    func receive(_ head: AnswerHead, _ body: AnswerBody) async throws -> SubmitAnswer {
        var mapping = mapping
        mapping.host = head.host
        guard (200..<300).contains(head.status) else {
            let bytes = try await body.collectError()
            throw mapping.error(status: head.status, headers: head.headers, body: bytes)
        }
        let detail = mapping.detail(status: head.status, headers: head.headers, message: "")
        var reception = Reception(
            receiver: self,
            detail: detail,
            contentType: head.headers.first(name: "content-type")
        )
        reception.length = head.length
        do {
            try await body.read { try await reception.take($0) }
        } catch is AnswerBody.Broken {
            throw reception.truncated
        }
        return try await reception.finish()
    }

    /// One answer on its way in.
    private struct Reception {
        let receiver: VideoReceiver
        let detail: ErrorDetail
        let contentType: String?
        var length: Int64?
        var mode = Mode.gathering
        var beginning: [UInt8] = []
        var received: Int64 = 0
        var written: Int64 = 0
        var thinner = ProgressThinner()

        init(receiver: VideoReceiver, detail: ErrorDetail, contentType: String?) {
            self.receiver = receiver
            self.detail = detail
            self.contentType = contentType
        }

        var truncated: InferenceError {
            .notAVideo(detail, .truncated(bytes: received, expected: length))
        }

        /// Takes the next bytes; false when no more are wanted.
        mutating func take(_ bytes: [UInt8]) async throws -> Bool {
            received += Int64(bytes.count)
            switch mode {
            case .gathering:
                beginning += bytes
                guard let verdict = MediaSniffer.verdict(beginning, isWhole: false) else { return true }
                return try await begin(verdict)
            case .video: try await write(bytes, total: length)
            case .json(var reader):
                let video = reader.read(bytes)
                mode = .json(reader)
                try await write(video, total: nil)
            case .refused: beginning += bytes.prefix(max(0, ErrorBody.longest - beginning.count))
            }
            return beginning.count < ErrorBody.longest
        }

        private mutating func begin(_ verdict: MediaSniffer.Verdict) async throws -> Bool {
            let bytes = beginning
            switch verdict {
            case .video:
                beginning = []
                mode = .video
                try await write(bytes, total: length)
            case .json where receiver.readsJSON:
                var reader = VideoJSONReader()
                let video = reader.read(bytes)
                beginning = []
                mode = .json(reader)
                try await write(video, total: nil)
            case .image, .unknown:
                mode = .refused(verdict)
                return false
            case .json, .html, .text, .empty: mode = .refused(verdict)
            }
            return true
        }

        private mutating func write(_ bytes: [UInt8], total: Int64?) async throws {
            guard !bytes.isEmpty else { return }
            try await receiver.sink.write(bytes)
            written += Int64(bytes.count)
            if thinner.isDue() {
                await receiver.progress(.received(DownloadProgress(bytes: written, total: total)))
            }
        }

        /// The answer, when no more bytes come.
        mutating func finish() async throws -> SubmitAnswer {
            if case .gathering = mode {
                _ = try await begin(MediaSniffer.verdict(beginning, isWhole: true) ?? .empty)
            }
            switch mode {
            case .gathering: throw error(.empty, "")
            case .video:
                if let length, length != received { throw truncated }
                return await done(total: length)
            case .json(var reader): return try await finish(&reader)
            case .refused(let verdict): throw refusal(verdict)
            }
        }

        private mutating func finish(_ reader: inout VideoJSONReader) async throws -> SubmitAnswer {
            switch reader.finish() {
            case .video: return await done(total: nil)
            case .address(let address): return .address(address, requestID: detail.requestID)
            case .image(let name): throw error(.image(name), "")
            case .other(let json): throw error(.json, ErrorBody(json, contentType: contentType).message)
            case .truncated: throw truncated
            }
        }

        private func done(total: Int64?) async -> SubmitAnswer {
            await receiver.progress(.received(DownloadProgress(bytes: written, total: total ?? written)))
            return .video(requestID: detail.requestID)
        }

        private func refusal(_ verdict: MediaSniffer.Verdict) -> InferenceError {
            let message = ErrorBody(beginning, contentType: contentType).message
            switch verdict {
            case .video, .empty: return error(.empty, "")
            case .json: return error(.json, message)
            case .html: return error(.html, message)
            case .text: return error(.text, message)
            case .image(let name): return error(.image(name), "")
            case .unknown(let bytes): return error(.unknown(bytes), "")
            }
        }

        private func error(_ kind: InferenceError.NotAVideo, _ message: String) -> InferenceError {
            var detail = detail
            detail.message = Redaction.message(message, token: receiver.mapping.token?.token)
            return .notAVideo(detail, kind)
        }
    }
}

/// Lets ten reports a second through.
struct ProgressThinner: Sendable {
    private var last: ContinuousClock.Instant?

    mutating func isDue(at now: ContinuousClock.Instant = .now) -> Bool {
        if let last, now - last < .milliseconds(100) { return false }
        last = now
        return true
    }
}
