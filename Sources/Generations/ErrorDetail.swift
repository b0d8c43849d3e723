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

    package init(
        status: Int? = nil,
        message: String = "",
        requestID: String? = nil,
        host: String? = nil,
        provider: String? = nil,
        others: [String] = []
    ) {
        self.status = status
        self.message = message
        self.requestID = requestID
        self.host = host
        self.provider = provider
        self.others = others
    }
}
