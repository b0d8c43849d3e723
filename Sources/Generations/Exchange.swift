package import struct Foundation.Date

/// One request to a server and what came back, as it is kept for whoever wants to see it.
///
/// Whoever writes it has taken the secrets out and bounded the texts.
package struct Exchange: Hashable, Sendable {
    package var date: Date
    /// The attempt that it belongs to; 0 before the first.
    package var attempt: Int
    /// `GET`, `POST` and so on.
    package var method: String
    /// Without what is secret in its query.
    package var address: String
    /// The HTTP status; nil when there was no answer.
    package var status: Int?
    /// From the first byte sent to the last one read.
    package var seconds: Double
    /// The length of the answer's body.
    package var bytes: Int64
    /// Headers and body of the request, as far as they are kept.
    package var request: String
    /// Headers and body of the answer, as far as they are kept; empty when there was none.
    package var answer: String
    /// Why there was no answer, or none that is a success.
    package var failure: String?

    package init(
        date: Date,
        attempt: Int,
        method: String,
        address: String,
        status: Int? = nil,
        seconds: Double = 0,
        bytes: Int64 = 0,
        request: String = "",
        answer: String = "",
        failure: String? = nil
    ) {
        self.date = date
        self.attempt = attempt
        self.method = method
        self.address = address
        self.status = status
        self.seconds = seconds
        self.bytes = bytes
        self.request = request
        self.answer = answer
        self.failure = failure
    }
}
