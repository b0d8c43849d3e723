/// One request as it arrived.
package struct ReceivedRequest: Sendable, Equatable {
    /// 1 for the first since the start or the last reset.
    package var number: Int
    /// The method, such as `POST`.
    package var method: String
    /// The target as sent, query included.
    package var uri: String
    /// The headers in the order sent, names as sent.
    package var headers: [Header]
    /// The whole body.
    package var body: [UInt8]

    /// One header line.
    package struct Header: Sendable, Equatable {
        package var name: String
        package var value: String

        /// A header line.
        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The target without its query.
    package var path: String {
        uri.prefix { $0 != "?" }.description
    }

    /// The body as text.
    package var text: String {
        String(decoding: body, as: UTF8.self)
    }

    /// The first value of a header, its name in any case.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The bearer token, if one came.
    package var bearerToken: String? {
        guard let value = header("Authorization"), value.lowercased().hasPrefix("bearer ") else { return nil }
        return String(value.dropFirst("bearer ".count))
    }
}
