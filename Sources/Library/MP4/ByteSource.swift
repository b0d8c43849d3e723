/// Bytes that can be read from anywhere.
protocol ByteSource {
    var count: Int64 { get }

    /// The bytes from an offset; fewer than asked for only where the source ends.
    func bytes(at offset: Int64, count: Int) throws(SystemFailure) -> [UInt8]
}

/// Bytes in memory.
struct MemorySource: ByteSource {
    let storage: [UInt8]

    init(_ storage: [UInt8]) {
        self.storage = storage
    }

    var count: Int64 { Int64(storage.count) }

    func bytes(at offset: Int64, count: Int) -> [UInt8] {
        guard offset >= 0, offset < Int64(storage.count), count > 0 else { return [] }
        let start = Int(offset)
        return Array(storage[start..<start + min(count, storage.count - start)])
    }
}

/// The bytes of an open file, which is not written meanwhile. Its size is the one that it had when it was asked first.
///
/// Boxes are read a few bytes at a time, one close behind the other: what is around them is read with them.
final class FileSource: ByteSource {
    let file: Int32
    let count: Int64
    private var window: [UInt8] = []
    private var windowStart: Int64 = 0
    private static let windowSize = 16_384

    init(_ file: Int32) throws(SystemFailure) {
        self.file = file
        count = try FileSystem.facts(file).size
    }

    func bytes(at offset: Int64, count: Int) throws(SystemFailure) -> [UInt8] {
        guard offset >= 0, offset < self.count, count > 0 else { return [] }
        let wanted = min(count, Int(self.count - offset))
        if let bytes = inWindow(offset, wanted) { return bytes }
        guard wanted < Self.windowSize / 4 else {
            return try FileSystem.read(file, at: offset, count: wanted)
        }
        let start = max(min(offset, self.count - Int64(Self.windowSize)), 0)
        window = try FileSystem.read(file, at: start, count: min(Self.windowSize, Int(self.count - start)))
        windowStart = start
        return Array(window.dropFirst(Int(offset - start)).prefix(wanted))
    }

    private func inWindow(_ offset: Int64, _ count: Int) -> [UInt8]? {
        guard offset >= windowStart, offset - windowStart <= Int64(window.count - count) else { return nil }
        let start = Int(offset - windowStart)
        return Array(window[start..<start + count])
    }
}
