import Foundation
import Generations
import Testing

@testable import Library

struct HistorySearchTests {
    private let prompts = [
        "A lighthouse in a storm, golden hour", "Golden retriever at the lighthouse",
        "Une façade à l'ÉTÉ", "a storm of golden leaves", "50% off \"sale\" (AND) NOT here*",
    ]

    private func found(_ text: String) async throws -> [Int] {
        let library = try emptyLibrary()
        for prompt in prompts { try await library.insertSample(prompt) }
        let found = try await library.prompts(HistoryQuery(text: text))
        return found.compactMap { prompts.firstIndex(of: $0) }
    }

    @Test(arguments: [
        ("", [4, 3, 2, 1, 0]),
        ("   ", [4, 3, 2, 1, 0]),
        ("lighthouse", [1, 0]),
        ("storm lighthouse", [0]),
        ("lighthouse STORM", [0]),
        ("light", [1, 0]),
        ("l", [3, 2, 1, 0]),
        ("light storm", []),
        ("storm ligh", [0]),
        (#""golden hour""#, [0]),
        (#""hour golden""#, []),
        (#""golden h"#, [0]),
        (#""golden h""#, []),
        (#"storm "golden"#, [3, 0]),
        ("\"\u{301}golden hour\"\u{301}", [0]),
        ("facade", [2]),
        ("ete", [2]),
        ("FAÇADE été", [2]),
        ("nothing", []),
        ("50%", [4]),
        ("NOT", [4]),
        ("lighthouse NOT storm", []),
        ("(AND)", [4]),
        ("prompt:golden", []),
        ("-golden", [4, 2]),
        ("golden -storm", [1]),
        (#"golden -"golden hour""#, [3, 1]),
        ("storm !lighthouse", [3]),
        ("\u{10570}", []),
        ("golden \u{10570}x", []),
        ("golden*", [3, 1, 0]),
        ("^golden", [3, 1, 0]),
        ("NEAR(golden", []),
        ("🌊", [4, 3, 2, 1, 0]),
        ("-", [4, 3, 2, 1, 0]),
        (#"""#, [4, 3, 2, 1, 0]),
        (#""""#, [4, 3, 2, 1, 0]),
        ("storm 🌊 !!!", [3, 0]),
        ("sto\u{0}rm", []),
    ])
    func `words are found in any order, the last one while it is typed`(text: String, found: [Int])
        async throws
    {
        #expect(try await self.found(text) == found)
    }

    @Test func `whatever is typed is no syntax error`() async throws {
        let library = try emptyLibrary()
        try await library.insertSample()
        var random = SeededGenerator(state: 5)
        let pieces = [
            "\"", "'", "*", "(", ")", "^", ":", "-", "+", "AND", "OR", "NOT", "NEAR", "{", "}", ",", "a", " ",
            "\u{0}",
            "\\", "%", "é", "\u{301}", "海", "👩‍🚀", "\u{feff}", "\n", "rank", "prompt",
        ]
        for _ in 0..<1_500 {
            let text = (0..<Int.random(in: 0...12, using: &random))
                .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            _ = try await library.page(HistoryQuery(text: text))
        }
        _ = try await library.page(HistoryQuery(text: String(repeating: "word ", count: 5_000)))
        _ = try await library.page(HistoryQuery(text: String(repeating: "x", count: 50_000)))
    }

    @Test func `search follows what is removed and what is in the trash`() async throws {
        let library = try emptyLibrary()
        let one = try await library.insertSample("golden one", state: .cancelled)
        let two = try await library.insertSample("golden two", state: .cancelled)
        try await library.purge(one.id)
        _ = try await library.delete(two.id, at: present.date)
        #expect(try await library.prompts(HistoryQuery(text: "golden")).isEmpty)
        #expect(try await library.prompts(HistoryQuery(text: "golden", scope: .trash)) == ["golden two"])
    }
}
