import Foundation
import NIOCore
import NIOPosix

/// A video that is being sent: opened once, so that it is the same to its end whatever becomes of its name.
final class ServedFile: Sendable {
    let bytes: Int64
    /// Another after every change of the file.
    let tag: String
    /// As it stands in `Last-Modified`.
    let modified: String
    let contentType: String
    private let file: CInt

    /// Opens a file; nil when there is none that can be read.
    init?(_ path: String) {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        var facts = stat()
        guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            close(file)
            return nil
        }
        self.file = file
        bytes = Int64(facts.st_size)
        let time = Self.changed(facts)
        modified = HTTPDate.text(Date(timeIntervalSince1970: Double(time.tv_sec)))
        tag =
            "\"\(Self.hex(facts.st_ino))-\(Self.hex(facts.st_size))-\(Self.hex(time.tv_sec)).\(time.tv_nsec)\""
        contentType =
            switch (path as NSString).pathExtension.lowercased() {
            case "webm": "video/webm"
            case "mov": "video/quicktime"
            default: "video/mp4"
            }
    }

    deinit { close(file) }

    private static func changed(_ facts: stat) -> timespec {
        #if canImport(Darwin)
            facts.st_mtimespec
        #else
            facts.st_mtim
        #endif
    }

    private static func hex(_ number: some BinaryInteger) -> String { String(number, radix: 16) }

    /// What is read at once; no more of a video is held than this and what the connection has not taken yet.
    static let piece = 64 * 1024

    /// Reads a piece.
    ///
    /// - Throws: when the file has become shorter.
    func read(at offset: Int64, upTo count: Int64) async throws -> ByteBuffer {
        let size = Int(min(count, Int64(Self.piece)))
        return try await NIOThreadPool.singleton.runIfActive { [self] in
            var buffer = ByteBufferAllocator().buffer(capacity: size)
            let read = buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: size) { space in
                max(0, pread(file, space.baseAddress, size, off_t(offset)))
            }
            guard read > 0 else { throw Shortened() }
            return buffer
        }
    }

    /// The file has not the bytes any more that were promised.
    struct Shortened: Error {}
}
