import Dispatch
import Foundation

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A connection to a server on this machine that shares no code with the program: what is sent is what is written here.
final class RawHTTP: Sendable {
    struct NoConnection: Error {}

    /// An answer, read until the server has closed.
    struct Answer: Sendable {
        var status: Int
        var head: String
        var body: Data

        var text: String { String(decoding: body, as: UTF8.self) }

        /// The value of a header.
        func header(_ name: String) -> String? {
            head.split(separator: "\r\n").lazy
                .first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
                .map { $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces) }
        }
    }

    private let connection: Int32

    /// Connects to `http://127.0.0.1:PORT`.
    init(_ port: UInt16) throws {
        #if canImport(Darwin)
            let stream = SOCK_STREAM
        #else
            let stream = Int32(SOCK_STREAM.rawValue)
        #endif
        connection = socket(AF_INET, stream, 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let descriptor = connection
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else {
            close(connection)
            throw NoConnection()
        }
    }

    deinit { close(connection) }

    /// Sends some bytes.
    func send(_ text: String) {
        var rest = Data(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Self.send(connection, $0) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    private static func send(_ connection: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Darwin)
            Darwin.send(connection, bytes.baseAddress, bytes.count, 0)
        #else
            Glibc.send(connection, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        #endif
    }

    /// Everything until the server closes, read on a thread of its own.
    func answer() async throws -> Answer {
        let data = await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [connection] in
                var data = Data()
                var bytes = [UInt8](repeating: 0, count: 65_536)
                while case let count = read(connection, &bytes, bytes.count), count > 0 {
                    data.append(contentsOf: bytes.prefix(count))
                }
                continuation.resume(returning: data)
            }
        }
        guard let end = data.range(of: Data("\r\n\r\n".utf8)) else { throw NoConnection() }
        let head = String(decoding: data[..<end.lowerBound], as: UTF8.self)
        let status = head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return Answer(status: status, head: head, body: data[end.upperBound...])
    }

    /// One request on a connection of its own.
    static func ask(
        _ port: UInt16,
        _ method: String,
        _ path: String,
        _ body: String = "",
        headers: [String] = ["Host: 127.0.0.1"]
    ) async throws -> Answer {
        let connection = try RawHTTP(port)
        connection.send(request(method, path, body, headers: headers))
        return try await connection.answer()
    }

    /// A request as it is written.
    static func request(
        _ method: String,
        _ path: String,
        _ body: String = "",
        headers: [String] = ["Host: 127.0.0.1"]
    ) -> String {
        let all = headers + ["Connection: close", "Content-Length: \(body.utf8.count)"]
        return "\(method) \(path) HTTP/1.1\r\n\(all.joined(separator: "\r\n"))\r\n\r\n\(body)"
    }
}
