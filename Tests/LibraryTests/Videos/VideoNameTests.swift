import Foundation
import Generations
import Testing

@testable import Library

struct VideoNameTests {
    @Test func `a taken name gets the next number`() async throws {
        try await withFolder { folder in
            let output = folder + "/out.mp4"
            try make(output, "mine")
            let second = try await save(try await files(folder).beginVideo(for: generation(output: output)))
            let third = try await save(try await files(folder).beginVideo(for: generation(output: output)))
            #expect(second.path == folder + "/out-2.mp4")
            #expect(third.path == folder + "/out-3.mp4")
            #expect(try bytes(output) == Array("mine".utf8))
        }
    }

    @Test func `a name that differs by case alone is taken`() async throws {
        try await withFolder { folder in
            try make(folder + "/OUT.MP4")
            let video = try await save(
                try await files(folder).beginVideo(for: generation(output: folder + "/out.mp4"))
            )
            #expect(video.path == folder + "/out-2.mp4")
        }
    }

    @Test func `a name that is taken meanwhile is not overwritten`() async throws {
        try await withFolder { folder in
            let output = folder + "/out.mp4"
            let sink = try await files(folder).beginVideo(for: generation(output: output))
            try make(output, "mine")
            #expect(try await save(sink).path == folder + "/out-2.mp4")
            #expect(try bytes(output) == Array("mine".utf8))
        }
    }

    @Test func `many at once get a name each`() async throws {
        try await withFolder { folder in
            let store = files(folder)
            let paths = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await save(
                            try await store.beginVideo(for: generation(output: folder + "/out.mp4"))
                        ).path
                    }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(paths.count == 20)
            #expect(names(folder).count == 20)
        }
    }

    @Test func `an output folder gets our name, and missing folders are made`() async throws {
        try await withFolder { folder in
            let first = try await save(try await files(folder).beginVideo(for: generation(output: folder)))
            let second = try await save(
                try await files(folder).beginVideo(for: generation(2, output: folder + "/a/b/"))
            )
            let third = try await save(
                try await files(folder).beginVideo(for: generation(output: folder + "/c/d/film"))
            )
            #expect(first.path == folder + "/0001-a-harbour-at-dawn.mp4")
            #expect(second.path == folder + "/a/b/0002-a-harbour-at-dawn.mp4")
            #expect(third.path == folder + "/c/d/film")
        }
    }

    @Test func `a path with odd characters is taken by its bytes`() async throws {
        try await withFolder { folder in
            for name in ["\u{301}b.mp4", "海.mp4", ".hidden", "a b\n.mp4", "two.points.mp4"] {
                let video = try await save(
                    try await files(folder).beginVideo(for: generation(output: folder + "/new/" + name))
                )
                #expect(video.path.utf8.elementsEqual((folder + "/new/" + name).utf8))
            }
            let second = try await save(
                try await files(folder).beginVideo(for: generation(output: folder + "/new/.hidden"))
            )
            #expect(second.path == folder + "/new/.hidden-2")
        }
    }

    @Test func `a leftover of ours is replaced, one that is being written is not`() async throws {
        try await withFolder { folder in
            let day = folder + "/2027-01-15"
            try FileManager.default.createDirectory(atPath: day, withIntermediateDirectories: true)
            let part = day + "/0001-a-harbour-at-dawn.mp4.part"
            try make(part, "left over")

            let first = try await files(folder).beginVideo(for: generation())
            #expect(names(day) == ["0001-a-harbour-at-dawn.mp4.part"])
            let second = try await files(folder).beginVideo(for: generation())

            #expect(try await save(second).path == day + "/0001-a-harbour-at-dawn-2.mp4")
            #expect(try await save(first).path == day + "/0001-a-harbour-at-dawn.mp4")
        }
    }

    @Test func `a .part of someone else is let be`() async throws {
        try await withFolder { folder in
            let part = folder + "/out.mp4.part"
            try make(part, "a browser's")
            let video = try await save(
                try await files(folder).beginVideo(for: generation(output: folder + "/out.mp4"))
            )
            #expect(video.path == folder + "/out-2.mp4")
            #expect(try bytes(part) == Array("a browser's".utf8))
        }
    }

    @Test func `a symbolic link in the way is neither followed nor replaced`() async throws {
        try await withFolder { folder in
            let target = folder + "/precious"
            try make(target, "mine")
            let day = folder + "/2027-01-15"
            try FileManager.default.createDirectory(atPath: day, withIntermediateDirectories: true)
            for name in ["0001-a-harbour-at-dawn.mp4.part", "0001-a-harbour-at-dawn-2.mp4"] {
                try FileManager.default.createSymbolicLink(
                    atPath: day + "/" + name,
                    withDestinationPath: target
                )
            }
            let video = try await save(try await files(folder).beginVideo(for: generation()))
            #expect(video.path == day + "/0001-a-harbour-at-dawn-3.mp4")
            #expect(try bytes(target) == Array("mine".utf8))
        }
    }

    @Test func `where files have one name only, the video still replaces nothing`() async throws {
        try await withFolder { folder in
            let place = try VideoPlace(
                of: generation(output: folder + "/out.mp4"),
                folder: folder,
                timeZone: .gmt
            )
            let video = try PartialVideo.create(at: place)
            try FileSystem.write(MP4Builder.file, to: video.file, at: 0)
            try make(folder + "/taken.mp4", "mine")
            #expect(throws: SystemFailure.self) { try video.renameOverReservation(folder + "/taken.mp4") }
            try video.renameOverReservation(folder + "/out.mp4")
            FileSystem.close(video.file)
            #expect(names(folder) == ["out.mp4", "taken.mp4"])
            #expect(try bytes(folder + "/taken.mp4") == Array("mine".utf8))
        }
    }
}
