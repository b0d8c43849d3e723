extension ReceivedRequest {
    /// The request as one line of JSON, its token masked: who was asked, how, and with what.
    func line(at host: SimulatedHost) -> String {
        let fields: [JSON.Member] = [
            .init(name: "host", value: host == .media ? "media" : "services"),
            .init(name: "method", value: .string(method)),
            .init(name: "target", value: .string(uri)),
            .init(name: "headers", value: .array(headers.map(Self.masked))),
            .init(name: "body", value: .string(text)),
        ]
        return JSON.object(fields).text
    }

    /// A header as name and value; of a credential the scheme alone is kept.
    private static func masked(_ header: Header) -> JSON {
        guard header.name.lowercased() == "authorization" else {
            return [.string(header.name), .string(header.value)]
        }
        let scheme = header.value.split(separator: " ").dropLast().first.map { $0 + " " } ?? ""
        return [.string(header.name), .string(scheme + "***")]
    }
}
