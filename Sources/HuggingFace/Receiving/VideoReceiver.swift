import Generations
import NIOHTTP1

/// Reads an answer to its end: a video goes into the sink piece by piece, everything else becomes an error.
final class VideoReceiver: Sendable {
    let sink: any VideoSink
    let progress: @Sendable (SubmitProgress) async -> Void
    let mapping: ErrorMapping
    /// Whether the video may come inside JSON.
    let readsJSON: Bool

    init(
        sink: any VideoSink,
        progress: @Sendable @escaping (SubmitProgress) async -> Void,
        mapping: ErrorMapping,
        readsJSON: Bool
    ) {
        self.sink = sink
        self.progress = progress
        self.mapping = mapping
        self.readsJSON = readsJSON
    }

    private enum Mode {
        case gathering
        case video
        case json(VideoJSONReader)
        /// No video; its beginning is kept for what it says.
        case refused(MediaSniffer.Verdict)
    }

    /// What the answer gives.
    ///
    /// - Parameter plan: what was asked for, when it was the video itself.
    /// - Throws: `InferenceError` for everything but a whole video or its address; what the sink throws.
    func receive(
        _ head: AnswerHead,
        _ body: AnswerBody,
        _ plan: DownloadPlan? = nil
    ) async throws -> SubmitAnswer {
        var mapping = mapping
        mapping.host = head.host
        let reading = plan?.reading(of: head) ?? ((200..<300).contains(head.status) ? .whole : .refusal)
        let detail = mapping.detail(status: head.status, headers: head.headers, message: "")
        var reception = Reception(
            receiver: self,
            detail: detail,
            contentType: head.headers.first(name: "content-type")
        )
        switch reading {
        case .refusal:
            let bytes = try await body.collectError()
            throw mapping.error(status: head.status, headers: head.headers, body: bytes)
        case .nothing:
            return .video(requestID: detail.requestID)
        case .misfit(let what):
            try await sink.startOver()
            throw InferenceError.connectionLost(
                mapping.detail(status: nil, headers: head.headers, message: what)
            )
        case .whole:
            reception.length = head.wholeLength
            reception.opened = plan?.opened(at: sink.path, head, reading)
            reception.replaced = plan?.offset ?? 0
        case .rest(let length, let total):
            reception.length = length
            reception.total = total
            reception.before = plan?.offset ?? 0
            reception.opened = plan?.opened(at: sink.path, head, reading)
            try await reception.goOn()
        }
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
        /// How many bytes the body should have.
        var length: Int64?
        /// How many the video should have, where that is not the body alone.
        var total: Int64?
        /// The bytes of the video that were here before.
        var before: Int64 = 0
        /// Bytes that were here and are replaced by the video that comes.
        var replaced: Int64 = 0
        /// What can be gone on with when these bytes break off.
        var opened: PartialDownload?
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
            .notAVideo(detail, .truncated(bytes: before + received, expected: total ?? length))
        }

        /// What comes now belongs behind what is here.
        mutating func goOn() async throws {
            mode = .video
            try await open()
        }

        /// Tells what the bytes that come can be gone on with.
        private mutating func open() async throws {
            if replaced > 0 { try await receiver.sink.startOver() }
            guard let opened else { return }
            await receiver.progress(.opened(opened))
            await receiver.progress(.received(DownloadProgress(bytes: before, total: opened.total)))
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
                try await open()
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
                let progress = DownloadProgress(bytes: before + written, total: self.total ?? total)
                await receiver.progress(.received(progress))
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
                // A server may send less than the whole rest.
                if let total, total != before + received { throw truncated }
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
            let bytes = before + written
            let progress = DownloadProgress(bytes: bytes, total: self.total ?? total ?? bytes)
            await receiver.progress(.received(progress))
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
