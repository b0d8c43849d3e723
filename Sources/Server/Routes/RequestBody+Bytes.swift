import Hummingbird
import Synchronization

/// How many long bodies are held at once: those with an image in them.
final class LongBodies: Sendable {
    private let count = Mutex(0)
    private let most: Int

    init(most: Int = 8) {
        self.most = most
    }

    fileprivate func enter() -> Bool {
        count.withLock { count in
            guard count < most else { return false }
            count += 1
            return true
        }
    }

    fileprivate func leave() { count.withLock { $0 -= 1 } }
}

extension Request {
    /// The whole body.
    ///
    /// - Throws: a problem when it is longer than an image and all the rest may be, or when too many are held already.
    func bytes(_ long: LongBodies) async throws -> [UInt8] {
        if let text = headers[.contentLength], let length = Int(text), length > Self.longest {
            throw VideoOrder.tooLong
        }
        var bytes: [UInt8] = []
        var isLong = false
        defer { if isLong { long.leave() } }
        for try await piece in body {
            bytes += piece.readableBytesView
            guard bytes.count <= Self.longest else { throw VideoOrder.tooLong }
            guard bytes.count > VideoOrder.longestBody, !isLong else { continue }
            guard long.enter() else {
                throw ServerProblem(
                    503,
                    "Too many images are being sent at once.",
                    suggestion: "Try again in a moment.",
                    retryAfter: 2
                )
            }
            isLong = true
        }
        return bytes
    }

    private static var longest: Int { VideoOrder.longestBody + VideoOrder.longestImage }

    /// The client's own name for the request.
    ///
    /// - Throws: a problem when it is too long, or holds what nobody sees.
    var idempotencyKey: String? {
        get throws {
            guard let key = headers[.idempotencyKey] else { return nil }
            guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
            else {
                throw ServerProblem.bad(
                    "The Idempotency-Key is empty, too long, or not ASCII.",
                    "Take up to 255 characters, such as a UUID."
                )
            }
            return key
        }
    }
}
