import Foundation
import Testing

@testable import Library

/// Files that are read a few bytes at a time, and folders that many want on the disk at once.
struct FileSourceTests {
    @Test(arguments: [0, 1, 16_383, 16_384, 100_000])
    func `wherever it is read, a file gives what memory gives`(size: Int) async throws {
        try await withFolder { folder in
            var random = SeededGenerator(state: UInt64(size))
            let memory = MemorySource((0..<size).map { _ in UInt8.random(in: .min ... .max, using: &random) })
            let path = folder + "/file"
            try Data(memory.storage).write(to: URL(filePath: path))
            let file = try FileSystem.open(path, flags: O_RDONLY)
            defer { FileSystem.close(file) }
            let source = try FileSource(file)
            #expect(source.count == memory.count)
            for _ in 0..<2_000 {
                let offset = Int64.random(in: -2...Int64(size) + 2, using: &random)
                let longest = [8, 128, 20_000].randomElement(using: &random) ?? 8
                let count = Int.random(in: 0...longest, using: &random)
                let bytes = try source.bytes(at: offset, count: count)
                #expect(bytes == memory.bytes(at: offset, count: count), "\(count) bytes at \(offset)")
            }
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `everybody who wants a folder on the disk is answered, also where there is none`() async throws {
        try await withFolder { folder in
            await withDiscardingTaskGroup { group in
                for number in 0..<300 {
                    let asked = number % 3 == 0 ? folder + "/none" : folder
                    group.addTask { await FolderQueue.synchronize(asked) }
                }
            }
        }
    }
}
