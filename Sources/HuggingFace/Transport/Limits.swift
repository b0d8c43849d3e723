/// How long each part of an exchange may take.
package struct Limits: Hashable, Sendable {
    /// Until there is a connection, with its handshakes.
    package var connect: Duration
    /// From the request until the first byte of the answer; the server may work all that time.
    package var answer: Duration
    /// Between two reads of an answer's body, and between two writes of a request's.
    package var silence: Duration
    /// For the whole exchange, so that a server that drips does end.
    package var whole: Duration
    /// For the body of an error; what came until then is used.
    package var errorBody: Duration
    /// The most redirects of a GET that are followed.
    package var redirects: Int

    package init(
        connect: Duration = .seconds(15),
        answer: Duration = .seconds(20 * 60),
        silence: Duration = .seconds(60),
        whole: Duration = .seconds(60 * 60),
        errorBody: Duration = .seconds(5),
        redirects: Int = 5
    ) {
        self.connect = connect
        self.answer = answer
        self.silence = silence
        self.whole = whole
        self.errorBody = errorBody
        self.redirects = redirects
    }
}

extension Limits {
    /// These limits, none of them longer than a short exchange needs.
    func atMost(answer: Duration, whole: Duration) -> Limits {
        var limits = self
        limits.answer = min(limits.answer, answer)
        limits.silence = min(limits.silence, answer)
        limits.whole = min(limits.whole, whole)
        return limits
    }

    /// For a question about a job, which is answered from a table.
    var forJob: Limits { atMost(answer: .seconds(60), whole: .seconds(180)) }

    /// For a question to the Hub; behind it somebody waits for a video.
    var forHub: Limits { atMost(answer: .seconds(20), whole: .seconds(40)) }

    /// For a finished video, which is there; what is broken off is gone on with.
    var forDownload: Limits {
        var limits = self
        limits.answer = min(limits.answer, .seconds(60))
        limits.silence = min(limits.silence, .seconds(20))
        return limits
    }

    /// For a submit through the router, which itself ends after 120 s.
    var forSubmit: Limits { atMost(answer: .seconds(180), whole: .seconds(600)) }
}
