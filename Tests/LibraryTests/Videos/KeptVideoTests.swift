import Foundation
import Generations
import Testing

@testable import Library

/// Videos that are gone on with by another sink, or by another run of the program.
struct KeptVideoTests {
    private let half = MP4Builder.file.count / 2

    /// A generation whose `.part` has the first half of a video.
    private func halved(_ folder: String, total: Int64? = nil) async throws -> Generation {
        var generation = generation()
        let sink = try await files(folder).beginVideo(for: generation)
        try await sink.write(Array(MP4Builder.file[..<half]))
        await sink.keep()
        generation.partial = PartialDownload(path: sink.path, address: "https://a.example/v", total: total)
        return generation
    }

    private func day(_ folder: String) -> String { folder + "/2027-01-15" }

    @Test func `what is kept is gone on with`() async throws {
        try await withFolder { folder in
            let generation = try await halved(folder)
            #expect(names(day(folder)) == ["0001-a-harbour-at-dawn.mp4.part"])
            let sink = try await files(folder).beginVideo(for: generation)
            #expect(await sink.offset == Int64(half))
            try await sink.write(Array(MP4Builder.file[half...]))
            let video = try await sink.finish { _ in }
            #expect(try bytes(video.path) == MP4Builder.file)
            #expect(names(day(folder)) == ["0001-a-harbour-at-dawn.mp4"])
            #expect(try mode(video.path) & 0o600 == 0o600)
        }
    }

    @Test func `it is gone on with where it is, also when videos are kept elsewhere now`() async throws {
        try await withFolder { folder in
            let generation = try await halved(folder + "/old")
            let sink = try await files(folder + "/new").beginVideo(for: generation)
            try await sink.write(Array(MP4Builder.file[half...]))
            let video = try await sink.finish { _ in }
            #expect(video.path == day(folder + "/old") + "/0001-a-harbour-at-dawn.mp4")
        }
    }

    @Test func `it can be started over`() async throws {
        try await withFolder { folder in
            let sink = try await files(folder).beginVideo(for: try await halved(folder))
            try await sink.startOver()
            #expect(await sink.offset == 0)
            #expect(try bytes((try await save(sink)).path) == MP4Builder.file)
        }
    }

    @Test func `what is gone is begun anew`() async throws {
        try await withFolder { folder in
            let generation = try await halved(folder)
            try FileManager.default.removeItem(atPath: folder)
            let sink = try await files(folder).beginVideo(for: generation)
            #expect(await sink.offset == 0)
            await sink.discard()
        }
    }

    @Test func `what another writes is let be`() async throws {
        try await withFolder { folder in
            let generation = try await halved(folder)
            let first = try await files(folder).beginVideo(for: generation)
            let second = try await files(folder).beginVideo(for: generation)
            #expect(await second.offset == 0)
            #expect(second.path != first.path)
            await files(folder).remove(try #require(generation.partial))
            try await first.write(Array(MP4Builder.file[half...]))
            #expect(try bytes((try await first.finish { _ in }).path) == MP4Builder.file)
            await second.discard()
        }
    }

    @Test func `a symbolic link, a folder and a path that is no part are not gone on with`() async throws {
        try await withFolder { folder in
            let precious = folder + "/precious"
            try make(precious, "mine")
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/link.mp4.part",
                withDestinationPath: precious
            )
            try FileManager.default.createDirectory(
                atPath: folder + "/folder.mp4.part",
                withIntermediateDirectories: true
            )
            for path in [folder + "/link.mp4.part", folder + "/folder.mp4.part", precious, "x.part"] {
                var generation = generation()
                generation.partial = PartialDownload(path: path, address: "https://a.example/v")
                let sink = try await files(folder).beginVideo(for: generation)
                #expect(await sink.offset == 0)
                await sink.discard()
                await files(folder).remove(try #require(generation.partial))
            }
            #expect(try bytes(precious) == Array("mine".utf8))
        }
    }

    @Test func `nothing is left of a download that nobody goes on with`() async throws {
        try await withFolder { folder in
            let generation = try await halved(folder)
            await files(folder).remove(try #require(generation.partial))
            #expect(names(day(folder)).isEmpty)
        }
    }

    @Test func `a video that was whole when the program ended needs nothing more`() async throws {
        try await withFolder { folder in
            var generation = generation()
            let sink = try await files(folder).beginVideo(for: generation)
            try await sink.write(MP4Builder.file)
            await sink.keep()
            let size = Int64(MP4Builder.file.count)
            generation.partial = PartialDownload(path: sink.path, address: "", total: size)
            let again = try await files(folder).beginVideo(for: generation)
            #expect(await again.isWhole)
            #expect(try bytes((try await again.finish { _ in }).path) == MP4Builder.file)
        }
    }

    /// What is written down before the file gets its name, as after a kill at that moment and after it.
    @Test(arguments: [false, true])
    func `a video that got its name before a kill is found, and not made twice`(hasPart: Bool) async throws {
        try await withFolder { folder in
            try make(folder + "/out.mp4", "taken")
            var generation = generation(output: folder + "/out.mp4")
            let sink = try await files(folder).beginVideo(for: generation)
            try await sink.write(MP4Builder.file)
            let (path, numbers) = (sink.path, Numbers())
            let video = try await sink.finish { await numbers.add($0) }
            #expect(video.path == folder + "/out-2.mp4")
            if hasPart { try FileSystem.link(video.path, as: path) }

            generation.partial = PartialDownload(path: path, address: "", file: await numbers.all.first)
            let again = try await files(folder).beginVideo(for: generation)
            #expect(await again.isWhole)
            let found = try await again.finish { _ in }
            #expect(found == video)
            #expect(names(folder) == ["out-2.mp4", "out.mp4"])
        }
    }

    @Test func `a video of somebody else is not taken for one that was named before a kill`() async throws {
        try await withFolder { folder in
            let output = folder + "/out.mp4"
            try Data(MP4Builder.file).write(to: URL(fileURLWithPath: output))
            var generation = generation(output: output)
            let number = try FileSystem.facts(output).number
            generation.partial = PartialDownload(path: output + ".part", address: "", file: number + 1)
            let sink = try await files(folder).beginVideo(for: generation)
            #expect(await sink.offset == 0)
            await sink.discard()
        }
    }

    @Test func `after a write that failed the bytes can be written again, and nothing is doubled`()
        async throws
    {
        try await withFolder { folder in
            let sink = try await files(folder).beginVideo(for: generation())
            try await sink.write(Array(MP4Builder.file[..<half]))
            // As a disk leaves it that took some of the bytes before it was full.
            let file = try FileSystem.open(sink.path, flags: O_WRONLY)
            try FileSystem.write([9, 9, 9], to: file, at: Int64(half))
            FileSystem.close(file)
            try await sink.write(Array(MP4Builder.file[half...]))
            #expect(try bytes((try await sink.finish { _ in }).path) == MP4Builder.file)
        }
    }

    @Test(
        arguments: [
            (left: 100, whole: 1_000_000, isEnough: true), (left: 99, whole: 1_000_000, isEnough: false),
            (left: 10, whole: 160, isEnough: true), (left: 9, whole: 160, isEnough: false),
            (left: 0, whole: 0, isEnough: true), (left: .max, whole: .max, isEnough: true),
        ] as [(left: Int64, whole: Int64, isEnough: Bool)]
    )
    func `a video is begun where there is some room, by the size of the disk`(
        left: Int64,
        whole: Int64,
        isEnough: Bool
    ) {
        #expect(VideoFiles.isEnough(left, of: whole, least: 100) == isEnough)
    }
}

/// The numbers of files that got a name.
private actor Numbers {
    private(set) var all: [UInt64] = []

    func add(_ number: UInt64) { all.append(number) }
}
