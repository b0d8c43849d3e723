/// What is known about an error beside its kind; every text in it is sanitised and holds no secret.
package struct ErrorDetail: Hashable, Sendable {
    /// The HTTP status, when there was an answer.
    package var status: Int?
    /// What the server said, dug out of the body and cut; empty when it said nothing.
    package var message: String
    /// The server's own name of the exchange (`x-request-id` and its kin).
    package var requestID: String?
    /// The host that was asked.
    package var host: String?
    /// The provider that was asked, by its name on the Hub.
    package var provider: String?
    /// The other providers that can make this, by their names, in the Hub's order.
    package var others: [String]
    /// Whether the message is a whole sentence of this program's, to be said as it is.
    package var isSentence: Bool
    /// Whether the provider was asked itself, with a key of its own.
    package var usesOwnKey: Bool
    /// Whether a submit may have been accepted all the same: what answered is not the one who makes the video, or
    /// what it answered cannot be read.
    package var mayBeAccepted: Bool

    package init(
        status: Int? = nil,
        message: String = "",
        requestID: String? = nil,
        host: String? = nil,
        provider: String? = nil,
        others: [String] = [],
        isSentence: Bool = false,
        usesOwnKey: Bool = false,
        mayBeAccepted: Bool = false
    ) {
        self.status = status
        self.message = message
        self.requestID = requestID
        self.host = host
        self.provider = provider
        self.others = others
        self.isSentence = isSentence
        self.usesOwnKey = usesOwnKey
        self.mayBeAccepted = mayBeAccepted
    }
}
