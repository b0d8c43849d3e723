import Testing

@testable import Simulator

@Suite struct ClipTests {
    @Test(arguments: Clip.allCases)
    func `a clip is a whole MP4 with its index at the front, and small`(clip: Clip) {
        let bytes = clip.bytes
        let boxes = MP4Boxes(bytes)
        #expect(boxes.isWhole)
        #expect(boxes.names.first == "ftyp")
        #expect(boxes.names.contains("moov") && boxes.names.contains("mdat"))
        #expect(boxes.names.firstIndex(of: "moov") ?? 9 < boxes.names.firstIndex(of: "mdat") ?? 0)
        #expect(bytes.count < 40_000)
    }

    @Test func `the still is a PNG`() {
        #expect(StillPicture.bytes.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        #expect(StillPicture.bytes.suffix(8).prefix(4).elementsEqual("IEND".utf8))
    }

    @Test(
        arguments: [
            ("A boat at dawn", .sea), ("FIRE!", .fire), ("a city, asleep", .city), ("an old fox", .forest),
            ("a galaxy", .galaxy), ("fractal", .fractal), ("snow", .aurora), ("ink in milk", .abstract),
        ] as [(String, Clip)]
    )
    func `the words of a prompt choose the clip`(prompt: String, clip: Clip) {
        #expect(Clip.suiting(prompt: prompt) == clip)
    }

    @Test func `other prompts get some clip, the same one every time, and seeds differ`() {
        let first = (1...40).map { Clip.suiting(prompt: "zzz", seed: $0) }
        #expect(first == (1...40).map { Clip.suiting(prompt: "zzz", seed: $0) })
        #expect(Set(first).count > 4)
        #expect(Clip.suiting(prompt: "") == Clip.suiting(prompt: ""))
    }
}
