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

/// The bytes of an open file. Its size is the one that it had when it was asked first.
struct FileSource: ByteSource {
    let file: Int32
    let count: Int64

    init(_ file: Int32) throws(SystemFailure) {
        self.file = file
        count = try FileSystem.facts(file).size
    }

    func bytes(at offset: Int64, count: Int) throws(SystemFailure) -> [UInt8] {
        guard offset >= 0, offset < self.count, count > 0 else { return [] }
        return try FileSystem.read(file, at: offset, count: min(count, Int(self.count - offset)))
    }
}
