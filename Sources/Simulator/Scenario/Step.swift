extension Scenario {
    /// One scripted answer: for which requests, how often, and what goes over the wire.
    package struct Step: Sendable, Equatable {
        /// Which requests it answers.
        package var condition = Condition()
        /// How often it answers; none means for ever.
        package var times: Int? = 1
        /// The status line's number.
        package var status = 200
        /// Headers besides those that the body and its framing call for.
        package var headers: [ReceivedRequest.Header] = []
        /// What is sent after the headers.
        package var body = Body.nothing
        /// The wait before the first byte.
        package var delay = Duration.zero
        /// The size of the pieces that the body is sent in, and the wait after each; none sends it at once.
        package var pieces: Pieces?
        /// How the end of the body is told.
        package var framing = Framing.length
        /// How the answer ends.
        package var ending = Ending.whole
        /// Whether `x-request-id` is left out.
        package var isAnonymous = false

        /// A 200 without a body, once, for any call; everything else is set afterwards.
        package init() {}
    }

    /// Which requests a step answers. Without `path` and `method`: every call for a video.
    package struct Condition: Sendable, Equatable {
        /// A part of the prompt, in any case.
        package var prompt: String?
        /// A part of the path.
        package var path: String?
        /// The method.
        package var method: String?
    }

    /// What is sent after the headers.
    package enum Body: Sendable, Equatable {
        case nothing
        case text(String)
        case html(String)
        case json(String)
        case bytes([UInt8], contentType: String)
        /// A clip; none takes the one that suits the prompt.
        case clip(Clip?)
        case picture
    }

    /// A body sent in pieces.
    package struct Pieces: Sendable, Equatable {
        package var bytes: Int
        package var pause: Duration
    }

    /// How the end of the body is told.
    package enum Framing: String, Sendable, CaseIterable {
        /// `Content-Length`.
        case length
        /// `Transfer-Encoding: chunked`.
        case chunked
        /// By closing the connection.
        case close
    }

    /// How an answer ends.
    package enum Ending: Sendable, Equatable {
        /// As it should.
        case whole
        /// The connection is closed after so many bytes of the body, whatever was announced.
        case cut(afterBytes: Int)
        /// A chunk size that is none follows after so many bytes of the body; then the connection is closed.
        case brokenChunk(afterBytes: Int)
        /// Nothing follows after so many bytes of the body, and the connection stays open until the client goes.
        case stalled(afterBytes: Int)
        /// The connection is closed before the first byte.
        case dropped
        /// Nothing is sent, and the connection stays open until the client goes.
        case silent
    }
}

extension Scenario.Body {
    /// The `Content-Type` that goes with it.
    var contentType: String? {
        switch self {
        case .nothing: nil
        case .text: "text/plain; charset=utf-8"
        case .html: "text/html"
        case .json: "application/json"
        case .bytes(_, let contentType): contentType
        case .clip: "video/mp4"
        case .picture: "image/png"
        }
    }

    /// What goes over the wire.
    var bytes: [UInt8] {
        switch self {
        case .nothing: []
        case .text(let text), .html(let text), .json(let text): Array(text.utf8)
        case .bytes(let bytes, _): bytes
        case .clip(let clip): (clip ?? .abstract).bytes
        case .picture: StillPicture.bytes
        }
    }
}
