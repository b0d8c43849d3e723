import Generations
import NIOHTTP1

/// How a video is fetched of which some bytes may be here already, and what an answer to that means. Pure.
struct DownloadPlan: Sendable {
    /// Where the video is.
    let address: String
    /// The bytes that are here.
    let offset: Int64
    /// What is known of them; nil when they cannot be gone on with.
    private let known: PartialDownload?

    init(_ address: String, after partial: PartialDownload?, offset: Int64) {
        self.address = address
        self.offset = offset
        // Another address is the same video only if the server can be asked whether it is.
        let isSame = partial?.address == address || partial?.validator?.condition != nil
        known = offset > 0 && isSame ? partial : nil
    }

    /// The headers that ask for the rest alone (RFC 9110, 14.2 and 13.1.5).
    var headers: [PreparedRequest.Header] {
        let plain = [PreparedRequest.Header("Accept-Encoding", "identity")]
        guard let known else { return plain }
        let range = PreparedRequest.Header("Range", "bytes=\(offset)-")
        guard let condition = known.validator?.condition else { return plain + [range] }
        return plain + [range, .init("If-Range", condition)]
    }

    /// What an answer brings.
    enum Reading: Hashable, Sendable {
        /// The video from its first byte.
        case whole
        /// The bytes behind those that are here: so many, up to a whole of so many.
        case rest(length: Int64?, total: Int64?)
        /// Nothing: all bytes are here.
        case nothing(total: Int64)
        /// Bytes that do not belong behind those that are here; why.
        case misfit(String)
        /// An error.
        case refusal
    }

    /// What the head of an answer says.
    func reading(of head: AnswerHead) -> Reading {
        switch head.status {
        case 206 where head.isPart: partial(head)
        case 416 where known != nil: unsatisfied(head)
        case 200..<300: .whole
        default: .refusal
        }
    }

    /// What can be gone on with after this answer. A rest may come without the name that the beginning had
    /// (RFC 9110, 15.3.7): the first one stays.
    func opened(at path: String, _ head: AnswerHead, _ reading: Reading) -> PartialDownload {
        var opened = PartialDownload(path: path, address: address, validator: Self.validator(head.headers))
        if case .rest(_, let total) = reading {
            opened.validator = known?.validator ?? opened.validator
            opened.total = total
        } else {
            opened.total = head.wholeLength
        }
        return opened
    }

    /// The server's name of the version that it sends.
    static func validator(_ headers: HTTPHeaders) -> PartialDownload.Validator? {
        tag(headers) ?? date(headers)
    }

    fileprivate static func tag(_ headers: HTTPHeaders) -> PartialDownload.Validator? {
        headers.first(name: "etag").flatMap { isTag($0) ? .entityTag($0) : nil }
    }

    fileprivate static func date(_ headers: HTTPHeaders) -> PartialDownload.Validator? {
        headers.first(name: "last-modified").flatMap { $0.utf8.count <= 64 ? .lastModified($0) : nil }
    }

    private func partial(_ head: AnswerHead) -> Reading {
        guard let known else { return .misfit("a part was sent that nobody asked for") }
        guard let range = ContentRange(head.headers.first(name: "content-range")), let part = range.part
        else {
            return .misfit("a part was sent without its place")
        }
        guard part.lowerBound == offset else { return .misfit("another part was sent than was asked for") }
        if let total = range.total, let expected = known.total, total != expected {
            return .misfit("the video has another length now")
        }
        if let before = known.validator, let now = before.same(in: head.headers), now != before {
            return .misfit("the video is another one now")
        }
        let length = Int64(part.count)
        guard head.length ?? length == length else { return .misfit("two lengths were announced") }
        return .rest(length: length, total: range.total ?? known.total)
    }

    private func unsatisfied(_ head: AnswerHead) -> Reading {
        let total = ContentRange(head.headers.first(name: "content-range"))?.total ?? known?.total
        return total == offset ? .nothing(total: offset) : .misfit("the server has fewer bytes")
    }

    private static func isTag(_ text: String) -> Bool {
        let opaque = text.hasPrefix("W/") ? text.dropFirst(2) : text[...]
        return opaque.count >= 2 && opaque.hasPrefix("\"") && opaque.hasSuffix("\"") && text.utf8.count <= 512
    }
}

extension PartialDownload.Validator {
    /// What headers say of the same kind; an answer may hold the one, the other or both.
    fileprivate func same(in headers: HTTPHeaders) -> Self? {
        switch self {
        case .entityTag: DownloadPlan.tag(headers)
        case .lastModified: DownloadPlan.date(headers)
        }
    }
}

extension AnswerHead {
    /// The length of what a 206 brings that announces all there is: it is as good as a 200, also where nobody asked
    /// for a part. Nil for every other.
    private var wholeRange: Int64? {
        guard let range = ContentRange(headers.first(name: "content-range")), let part = range.part,
            part.lowerBound == 0, Int64(part.count) == range.total, length ?? range.total == range.total
        else { return nil }
        return range.total
    }

    /// The announced length of all there is, when that is what comes.
    var wholeLength: Int64? { status == 206 ? wholeRange : length }

    /// Whether it is a success that brings only a part, which none may be that was asked for the whole
    /// (RFC 9110, 15.3.7).
    var isPart: Bool { status == 206 && wholeRange == nil }
}

/// The value of `Content-Range` (RFC 9110, 14.4).
struct ContentRange: Hashable, Sendable {
    /// The bytes that are sent; nil when none are.
    var part: ClosedRange<Int64>?
    /// The whole length; nil when it is not known.
    var total: Int64?

    init(part: ClosedRange<Int64>?, total: Int64?) {
        self.part = part
        self.total = total
    }

    /// - Returns: nil for what is no range of bytes, or one that contradicts itself.
    init?(_ text: String?) {
        guard let text, let match = text.wholeMatch(of: /\s*bytes\s+(?:(\d+)-(\d+)|\*)\/(\d+|\*)\s*/) else {
            return nil
        }
        total = match.output.3 == "*" ? nil : Int64(match.output.3)
        guard let first = match.output.1, let last = match.output.2 else {
            guard total != nil else { return nil }
            return
        }
        guard let first = Int64(first), let last = Int64(last), first <= last,
            total.map({ last < $0 }) ?? true
        else { return nil }
        part = first...last
    }
}
