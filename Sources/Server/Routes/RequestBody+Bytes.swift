import Hummingbird
import Synchronization

/// How many bytes of bodies are held at once, of all clients together: some images, or many prompts.
final class BodyRoom: Sendable {
    private let held = Mutex(0)
    private let most: Int

    init(most: Int = 64 * 1024 * 1024) {
        self.most = most
    }

    fileprivate func enter(_ bytes: Int) -> Bool {
        held.withLock { held in
            guard held + bytes <= most else { return false }
            held += bytes
            return true
        }
    }

    fileprivate func leave(_ bytes: Int) { held.withLock { $0 -= bytes } }
}

extension Request {
    /// The whole body.
    ///
    /// - Throws: a problem when it is longer than an image and all the rest may be, or when too much is held already.
    func bytes(_ room: BodyRoom) async throws -> [UInt8] {
        if let text = headers[.contentLength], let length = Int(text), length > Self.longest {
            throw VideoOrder.tooLong
        }
        var bytes: [UInt8] = []
        defer { room.leave(bytes.count) }
        for try await piece in body {
            guard bytes.count + piece.readableBytes <= Self.longest else { throw VideoOrder.tooLong }
            guard room.enter(piece.readableBytes) else {
                throw ServerProblem(
                    503,
                    "Too much is being sent at once.",
                    suggestion: "Try again in a moment.",
                    retryAfter: 2
                )
            }
            bytes += piece.readableBytesView
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
