import Dispatch
import Foundation
import Synchronization

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// An HTTP server that shares no code with the program: it reads a request, writes the next answer, and closes.
final class TinyServer: Sendable {
    struct NoSocket: Error {}

    let port: UInt16
    private let listener: Int32
    /// Dispatch sources may be used from any thread; the library does not say so to the compiler.
    private nonisolated(unsafe) let source: any DispatchSourceRead
    private let state: Mutex<State>

    private struct State {
        var answers: [Data]
        var requests: [String] = []
    }

    /// The requests so far, head and body.
    var requests: [String] { state.withLock { $0.requests } }

    init(answers: [Data]) throws {
        #if canImport(Darwin)
            let stream = SOCK_STREAM
        #else
            let stream = Int32(SOCK_STREAM.rawValue)
        #endif
        listener = socket(AF_INET, stream, 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 8) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isListening else { throw NoSocket() }
        port = UInt16(bigEndian: address.sin_port)
        state = Mutex(State(answers: answers))
        let queue = DispatchQueue(label: "tiny server")
        source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
        source.setEventHandler { [weak self] in self?.serve() }
        source.setCancelHandler { close(descriptor) }
        source.activate()
    }

    deinit {
        source.cancel()
    }

    static func answer(_ status: String, _ type: String, _ body: Data) -> Data {
        let head =
            "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(body.count)\r\nConnection: close\r\n\r\n"
        return Data(head.utf8) + body
    }

    private func serve() {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        defer { close(connection) }
        let request = Self.request(from: connection)
        let answer = state.withLock { state in
            state.requests.append(request)
            return state.answers.isEmpty ? Data() : state.answers.removeFirst()
        }
        var rest = answer[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(connection, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Reads until the body is as long as its head says.
    private static func request(from connection: Int32) -> String {
        var data = Data()
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while !isWhole(data) {
            let count = read(connection, &bytes, bytes.count)
            guard count > 0 else { break }
            data.append(contentsOf: bytes.prefix(count))
        }
        return String(decoding: data, as: UTF8.self)
    }

    private static func isWhole(_ data: Data) -> Bool {
        guard let end = data.range(of: Data("\r\n\r\n".utf8)) else { return false }
        let head = String(decoding: data[..<end.lowerBound], as: UTF8.self).lowercased()
        let length = head.firstMatch(of: /content-length: *(\d+)/).flatMap { Int($0.output.1) } ?? 0
        return data.count - end.upperBound >= length
    }
}
