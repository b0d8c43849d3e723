import Foundation
import Generations
import Library
import Server
import Testing

@testable import Commands

@Suite struct PromptFileTests {
    private func read(_ text: String) throws -> PromptFile { try PromptFile(Array(text.utf8), name: "f") }

    @Test func `each line is a prompt, without comments, blank lines and the ends of lines`() throws {
        let file = try read("\u{FEFF}# films\r\n\r\n  a fox \r\n\t\n {red|blue} boat\n #x\na “狐狸” 👩‍🚀")
        #expect(file.lines.map(\.number) == [3, 5, 7])
        #expect(file.lines.map(\.order.prompt) == ["a fox", "{red|blue} boat", "a “狐狸” 👩‍🚀"])
    }

    @Test func `a file that begins with an object holds one a line`() throws {
        let file = try read("\n# x\n{\"prompt\": \"a\", \"seed\": 7}\n\n { \"prompt\": \"b\" }\n")
        #expect(file.lines.map(\.number) == [3, 5])
        #expect(file.lines.map(\.order.parameters.seed) == [7, nil])
    }

    @Test(arguments: [
        ("", "f holds no prompt."), ("# only\n\n", "f holds no prompt."),
        ("ok\na\u{1B}[31m", "f:2: The line holds the control character U+001B."),
        ("{\"prompt\": \"a\"}\nplain", "f:2: The line is no JSON object."),
        ("ok\n" + String(repeating: "x", count: 10), nil),
    ])
    func `what is wrong is told with its line`(text: String, message: String?) {
        guard let message else {
            #expect(throws: Never.self) { _ = try read(text) }
            return
        }
        let failure = #expect(throws: CommandFailure.self) { _ = try read(text) }
        #expect(failure?.message == message)
        #expect(failure?.status == .usage)
    }

    @Test func `a line that is no text is told`() {
        let failure = #expect(throws: CommandFailure.self) {
            _ = try PromptFile(Array("ok\n".utf8) + [0xFF, 0xFE], name: "f")
        }
        #expect(failure?.message == "f:2: The line is no UTF-8 text.")
    }

    @Test func `the UUID of a line never becomes another`() throws {
        #expect(LineIdentity.uuid(of: []).uuidString == "6C62272E-07BB-8142-A2B8-21756295C58D")
        #expect(LineIdentity.uuid(of: "foobar".utf8).uuidString == "343E1662-793C-84BF-AF0D-3597BA446F18")
        let line = LineIdentity(
            file: "/f",
            prompt: "a fox",
            model: try unwrap(ModelID("a/b"), "a model"),
            parameters: VideoParameters(seed: 7)
        )
        var others = [line, line, line, line, line]
        others[0].file = "/g"
        others[1].prompt = "a fox "
        others[2].parameters.seed = 8
        others[3].occurrence = 1
        others[4].image = "/a.png"
        let ids = ([line] + others).map { $0.uuid(round: 0) } + [line.uuid(round: 1)]
        #expect(Set(ids).count == 7)
        #expect(line.uuid(round: 0) == line.uuid(round: 0))
    }
}
