import Foundation
import Generations
import Testing

@testable import Library

struct VideoSlugTests {
    @Test(arguments: [
        ("A harbour at dawn", "a-harbour-at-dawn"),
        ("  Über-große Straße, façade & Ærø!  ", "uber-grosse-strasse-facade-aero"),
        ("it's the sailor\u{2019}s boat", "its-the-sailors-boat"),
        ("../../etc/passwd", "etc-passwd"),
        ("-rf --help", "rf-help"),
        ("海の上の船", "video"),
        ("🌊 wave 🌊", "wave"),
        ("", "video"),
        ("...", "video"),
        ("a\0b\nc\u{1b}[31m", "a-b-c-31m"),
        ("NUL", "nul"),
        ("e\u{301}te\u{301} ﬁn ①", "ete-fin-1"),
    ])
    func `a prompt becomes a safe name`(prompt: String, slug: String) {
        #expect(VideoSlug.slug(prompt) == slug)
    }

    @Test func `a long prompt is cut after a word`() {
        let slug = VideoSlug.slug(
            "A very long prompt about a lighthouse keeper who walks along the cliffs at night"
        )
        #expect(slug == "a-very-long-prompt-about-a-lighthouse-keeper-who")
        #expect(VideoSlug.slug(String(repeating: "x", count: 300)).count == 48)
    }

    @Test func `whatever the prompt is, the name is short plain ASCII`() {
        var random = SeededGenerator(state: 4)
        for _ in 0..<500 {
            let scalars = (0..<60).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 0...0x2ffff, using: &random))
            }
            let slug = VideoSlug.slug(String(String.UnicodeScalarView(scalars)))
            #expect(slug.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil && slug.utf8.count <= 48)
        }
    }

    @Test(arguments: [
        "../../etc/passwd", "-rf --help", "NUL", "con.txt", "COM1", "aux.", "lpt9 ", "a/b\\c:d*e?f\"g<h>i|j",
        ".", "..",
        "\u{202E}4pm.exe", "x\u{0}y\u{1B}[31m\u{9B}z", "\u{2066}a\u{2069}", " ", "~root", "$(rm -r x)",
        "%2e%2e%2f",
    ])
    func `whatever the prompt is, the file is one below its day that every system takes`(prompt: String)
        throws
    {
        for suffix in ["", String(repeating: " and more", count: 40), String(repeating: "ﷺ", count: 200)] {
            var generation = generation()
            generation.request.prompt = prompt + suffix
            let utc = try #require(TimeZone(secondsFromGMT: 0))
            let place = try VideoPlace(of: generation, folder: "/videos", timeZone: utc)
            #expect(place.folder.wholeMatch(of: /\/videos\/\d{4}-\d\d-\d\d/) != nil)
            for name in [place.name(1), place.forKeyframe.name(VideoPlace.mostNames), place.forWebM.name(2)] {
                // Begins with a digit: no dash, no point, and none of the names that Windows keeps for devices.
                #expect(
                    name.wholeMatch(of: /\d+-[a-z0-9-]+(\.keyframe)?(-\d+)?\.(mp4|webm|png)/) != nil,
                    "\(name)"
                )
                #expect(name.utf8.count + ".part".utf8.count <= 143, "eCryptfs takes no more")
            }
        }
    }
}
