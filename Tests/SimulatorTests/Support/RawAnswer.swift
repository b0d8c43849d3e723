/// What came back, split at the empty line and no further.
struct RawAnswer: Equatable {
    var bytes: [UInt8]
    var statusLine = ""
    var headers: [String: String] = [:]
    var body: [UInt8] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        guard
            let end = bytes.indices.dropLast(3).first(where: {
                bytes[$0..<$0 + 4].elementsEqual("\r\n\r\n".utf8)
            })
        else { return }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
        statusLine = lines.first.map(String.init) ?? ""
        for line in lines.dropFirst() {
            let name = line.prefix { $0 != ":" }
            headers[name.lowercased()] = String(line.dropFirst(name.count + 2))
        }
        body = Array(bytes[(end + 4)...])
    }

    var status: Int {
        statusLine.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    }

    var text: String {
        String(decoding: body, as: UTF8.self)
    }
}
