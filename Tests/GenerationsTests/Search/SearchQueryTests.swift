import Foundation
import Generations
import Testing

/// Sunday the 22nd of November 2026, 12:00 in UTC.
private let noon = Date(timeIntervalSince1970: 1_795_348_800)

private func query(_ text: String, utcOffset: Int = 0) -> SearchQuery {
    SearchQuery(text, now: noon, utcOffset: utcOffset)
}

private func tests(_ text: String) -> [SearchCondition.Test] {
    query(text).conditions.map(\.test)
}

private func day(_ text: String) -> Date {
    let parts = text.split(separator: " ").map(String.init)
    // swift-format-ignore: NeverForceUnwrap
    return ISO8601DateFormatter().date(
        from: parts[0] + "T" + (parts.count > 1 ? parts[1] : "00:00:00") + "Z"
    )!
}

struct SearchQueryTests {
    @Test(arguments: [
        ("", []),
        ("  \t", []),
        ("neon", ["neon*"]),
        ("neon ", ["neon"]),
        ("neon fox", ["neon", "fox*"]),
        (#""neon fox""#, ["neon fox"]),
        (#""neon fo"#, ["neon fo*"]),
        (#"a "neon fox" b"#, ["a", "neon fox", "b*"]),
        (#"a"neon fox"b"#, ["a", "neon fox", "b*"]),
        ("-fox", ["-fox"]),
        ("!fox red", ["-fox", "red*"]),
        (#"-"red fox" x"#, ["-red fox", "x*"]),
        ("- fox", ["fox*"]),
        ("-", []),
        ("!!!", []),
        ("--steps", ["--steps"]),
        ("well-known", ["well-known*"]),
        ("16:9", ["16:9*"]),
        ("prompt:golden", ["prompt:golden*"]),
        ("#", []),
        ("🌊 !!! storm", ["storm*"]),
        ("sto\u{0}rm", ["sto", "rm*"]),
        ("\"\u{301}golden hour\"\u{301}", ["\u{301}golden hour"]),
        ("海 de\u{301}ja\u{300}", ["海", "de\u{301}ja\u{300}*"]),
    ])
    func `words and phrases are told apart`(text: String, terms: [String]) {
        let found = query(text).terms.map { ($0.isNegated ? "-" : "") + $0.text + ($0.isPrefix ? "*" : "") }
        #expect(found == terms)
        #expect(query(text).problems.isEmpty)
    }

    @Test(
        arguments: [
            ("model:wan", [.model(["wan"])]),
            ("Model:Wan-AI/Wan2.2,ltx ", [.model(["Wan-AI/Wan2.2", "ltx"])]),
            ("status:failed", [.status([.failed])]),
            ("status:failed,cancelled", [.status([.failed, .cancelled])]),
            ("is:ok", [.status([.succeeded])]),
            ("is:running", [.status([.submitting, .running, .downloading])]),
            ("is:fav", [.favorite]),
            ("is:Favorite", [.favorite]),
            ("is:trash", [.trash]),
            ("tag:sea", [.tag(["sea"], isLastUnfinished: true)]),
            ("#sea,sky ", [.tag(["sea", "sky"], isLastUnfinished: false)]),
            (#"tag:"at sea""#, [.tag(["at sea"], isLastUnfinished: false)]),
            ("seed:42,-7", [.seed([42, -7])]),
            ("parent:#176", [.parent([GenerationID(176)])]),
            ("family:3,4", [.family([GenerationID(3), GenerationID(4)])]),
            (
                #"note:"two words" folder:/home provider:fal"#,
                [
                    .note(["two words"]), .folder(["/home"]), .provider(["fal"]),
                ]
            ),
            ("len:>4", [.length(SearchLength(from: 4, isFromIncluded: false))]),
            ("len:<=4.5s", [.length(SearchLength(to: 4.5))]),
            ("len:3..5", [.length(SearchLength(from: 3, to: 5))]),
            ("len:3..", [.length(SearchLength(from: 3))]),
            ("len:5", [.length(SearchLength(from: 4.5, to: 5.5, isToIncluded: false))]),
        ] as [(String, [SearchCondition.Test])]
    )
    func `fields are understood`(text: String, expected: [SearchCondition.Test]) {
        #expect(tests(text) == expected)
        #expect(query(text).problems.isEmpty)
        #expect(query(text).terms.isEmpty)
    }

    @Test func `a field may be negated and stand among words`() {
        let found = query("fox -model:wan !is:failed red")
        #expect(found.terms.map(\.text) == ["fox", "red"])
        #expect(
            found.conditions == [
                SearchCondition(test: .model(["wan"]), isNegated: true),
                SearchCondition(test: .status([.failed]), isNegated: true),
            ]
        )
    }

    @Test(arguments: [
        "model:", "status:", "is:", "is:f", "is:fa", "status:succ", "status:failed,", "after:", "after:2",
        "after:2026-1",
        "after:2026-11-", "before:yes", "before:mo", "len:", "len:>", "len:.", "seed:", "seed:-", "parent:",
        "parent:#",
        "-model:", "#", "tag:", "note:\"",
    ])
    func `what is half typed is no problem`(text: String) {
        #expect(query(text).problems.isEmpty)
        #expect(query(text).terms.isEmpty)
    }

    @Test(arguments: [
        ("is:purple", "“is:purple” is no state: ok, failed, cancelled, running, queued, waiting or held."),
        ("is:fa x", "“is:fa” is no state: ok, failed, cancelled, running, queued, waiting or held."),
        ("status:fav", "“status:fav” is no state: ok, failed, cancelled, running, queued, waiting or held."),
        ("is:fav,failed", "“is:fav,failed” mixes “fav” with others: write is:fav by itself."),
        ("seed:x", "“seed:x” is not a number."),
        ("parent:#fox", "“parent:#fox” is not the number of a run, such as #176."),
        ("len:long", "“len:long” is no length in seconds: len:5, len:>4 or len:3..5."),
        ("before:soon", "“before:soon” is no date: 2026-11-22, 2026-11, today, yesterday, mon, 3d or 2w."),
        (
            "after:2026-02-30 x",
            "“after:2026-02-30” is no date: 2026-11-22, 2026-11, today, yesterday, mon, 3d or 2w."
        ),
        (
            "after:2026-13 x",
            "“after:2026-13” is no date: 2026-11-22, 2026-11, today, yesterday, mon, 3d or 2w."
        ),
    ])
    func `what makes no sense is said, and left out`(text: String, problem: String) {
        #expect(query(text).problem == problem)
        #expect(query(text).conditions.isEmpty)
    }

    @Test(arguments: [
        ("on:2026-11-22", "2026-11-22", "2026-11-23"),
        ("on:2026-11", "2026-11-01", "2026-12-01"),
        ("on:2025-12", "2025-12-01", "2026-01-01"),
        ("on:2024-02", "2024-02-01", "2024-03-01"),
        ("on:2024-02-29", "2024-02-29", "2024-03-01"),
        ("on:1969-12-31", "1969-12-31", "1970-01-01"),
        ("on:2026", "2026-01-01", "2027-01-01"),
        ("on:today", "2026-11-22", "2026-11-23"),
        ("on:yesterday", "2026-11-21", "2026-11-22"),
        ("on:sun", "2026-11-22", "2026-11-23"),
        ("on:sunday", "2026-11-22", "2026-11-23"),
        ("on:mon", "2026-11-16", "2026-11-17"),
        ("on:Saturday", "2026-11-21", "2026-11-22"),
        ("on:3d", "2026-11-19 12:00:00", "2026-11-22 12:00:00"),
        ("on:2w", "2026-11-08 12:00:00", "2026-11-22 12:00:00"),
        ("on:5h", "2026-11-22 07:00:00", "2026-11-22 12:00:00"),
    ])
    func `dates are understood`(text: String, from: String, until: String) {
        #expect(tests(text) == [.created(from: day(from), until: day(until))])
    }

    @Test func `after takes the day in, and before leaves it out`() {
        #expect(tests("after:mon") == [.created(from: day("2026-11-16"), until: nil)])
        #expect(tests("before:mon") == [.created(from: nil, until: day("2026-11-16"))])
    }

    @Test func `days begin where the user is`() {
        let east = query("after:today", utcOffset: 13 * 3_600).conditions.map(\.test)
        let west = query("after:today", utcOffset: -13 * 3_600).conditions.map(\.test)
        #expect(east == [.created(from: day("2026-11-22 11:00:00"), until: nil)])
        #expect(west == [.created(from: day("2026-11-21 13:00:00"), until: nil)])
    }

    @Test func `whatever is typed is understood in no time and never too much`() {
        var random = SystemRandomNumberGenerator()
        let pieces = [
            "\"", "'", "-", "!", "#", ":", ",", "..", ">", "<", "model:", "is:", "after:", "len:",
            "99999999999999999999",
            "\u{0}", "\u{301}", "👩‍🚀", "\u{202e}", "fox", " ", "\n", "海", "1e999", "2026-", "h", "w",
        ]
        for _ in 0..<2_000 {
            let text = (0..<Int.random(in: 0...12, using: &random))
                .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            let found = query(text)
            #expect(
                found.terms.allSatisfy {
                    !$0.text.contains("\"") && !$0.text.unicodeScalars.contains("\u{0}")
                }
            )
            _ = found.highlights(in: text)
        }
        let long = query(String(repeating: "word is:fav ", count: 50_000))
        #expect(long.terms.count == SearchQuery.mostPieces)
        #expect(long.conditions.count == SearchQuery.mostPieces)
        #expect(query(String(repeating: "x", count: 50_000)).terms.map(\.text.count) == [SearchTerm.longest])
    }
}
