import Foundation
import Testing

@testable import Commands

@Suite struct KeysCommandTests {
    private static let file = "home/.config/rushes/config.json"

    @Test func `the table names places, actions and keys`() async throws {
        let stage = try Stage()
        #expect(try await stage.run(["keys"]) == .done)
        let lines = stage.output.text.split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("history\trunAgain\tR\t") })
        #expect(lines.contains { $0.hasPrefix("everywhere\tquit\tCtrl-Q\t") })
    }

    @Test func `keys of the settings file are in it, and what makes no sense is told`() async throws {
        let stage = try Stage()
        try stage.write(
            #"{"model": "a/b", "keys": {"history": {"runAgain": ["Ctrl-X r"], "copy": [], "dance": ["x"]}, "runs": 3}}"#,
            to: Self.file
        )
        #expect(try await stage.run(["keys", "--json"]) == .done)
        let object = try JSONSerialization.jsonObject(with: Data(stage.output.text.utf8)) as? [String: Any]
        let rows = object?["keys"] as? [[String: Any]] ?? []
        let changed = rows.filter { $0["changed"] as? Bool == true }
        #expect(changed.map { $0["action"] as? String } == ["runAgain", "copy"])
        #expect(changed.map { $0["keys"] as? [String] } == [["Ctrl-X r"], []])
        #expect((object?["problems"] as? [String])?.count == 2)
    }

    @Test func `the check-up lists every key that was left out`() async throws {
        let stage = try Stage()
        try stage.write(#"{"keys": {"history": {"remix": ["Ctrl-I", "Foo"]}}}"#, to: Self.file)
        #expect(try await stage.run(["doctor"], ["RUSHES_ENDPOINT": "https://a.example"]) == .usage)
        #expect(stage.output.text.contains("keys.history.remix: terminals send Ctrl-I as Tab"))
        #expect(stage.output.text.contains("keys.history.remix: “Foo” is no key"))
    }
}
