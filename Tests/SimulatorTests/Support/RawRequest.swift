/// A request as bytes.
struct RawRequest {
    var method = "POST"
    var path = "/models/owner/name"
    var headers = [("Host", "127.0.0.1"), ("Authorization", "Bearer hf_test"), ("Connection", "close")]
    var contentType: String? = "application/json"
    var body: [UInt8] = []

    /// A call for a video in JSON; the prompt must need no escaping.
    static func call(_ prompt: String, seed: Int = 1, path: String = "/models/owner/name") -> RawRequest {
        RawRequest(path: path, body: Array(#"{"inputs":"\#(prompt)","parameters":{"seed":\#(seed)}}"#.utf8))
    }

    static func get(_ path: String) -> RawRequest {
        RawRequest(
            method: "GET",
            path: path,
            headers: [("Host", "127.0.0.1"), ("Connection", "close")],
            contentType: nil
        )
    }

    func adding(_ name: String, _ value: String) -> RawRequest {
        var copy = self
        copy.headers.append((name, value))
        return copy
    }

    func without(_ name: String) -> RawRequest {
        var copy = self
        copy.headers.removeAll { $0.0 == name }
        return copy
    }

    var bytes: [UInt8] {
        var lines = ["\(method) \(path) HTTP/1.1"] + headers.map { "\($0): \($1)" }
        if let contentType { lines.append("Content-Type: \(contentType)") }
        if method == "POST" { lines.append("Content-Length: \(body.count)") }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    }
}
