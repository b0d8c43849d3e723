import Foundation
import Testing

@testable import Commands

@Suite struct EditorTests {
    /// Makes a script that is an editor, in a folder with a space in its name, and lets it work.
    private func edit(_ script: String, arguments: String = "") async throws -> (text: String, path: String) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "an editor \(UUID().uuidString)"
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let program = folder.appendingPathComponent("edit.sh")
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: program)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program.path)
        let environment = [
            "VISUAL": "'\(program.path)' \(arguments)", "HF_TOKEN": "hf_secret", "PATH": "/usr/bin:/bin",
            "HUGGING_FACE_HUB_TOKEN": "hf_secret",
        ]
        return try await Editor(environment: environment).editKeeping("a boat\n")
    }

    @Test func `an editor gets its arguments and a file of its own, and no token`() async throws {
        let script = """
            stat -c %a "$(dirname "$2")" >> "$2" 2>/dev/null || stat -f %Lp "$(dirname "$2")" >> "$2"
            echo "$1 ${HF_TOKEN-none} ${HUGGING_FACE_HUB_TOKEN-none}" >> "$2"
            """
        let edited = try await edit(script, arguments: "--wait")
        #expect(edited.text == "a boat\n700\n--wait none none\n")
        #expect(edited.path.hasSuffix("prompt.md"))
        #expect(FileManager.default.fileExists(atPath: edited.path))
        PrivateFolder.remove(of: edited.path)
        #expect(!FileManager.default.fileExists(atPath: edited.path))
    }

    @Test(arguments: ["exit 3", "kill -9 $$"])
    func `an editor that ends badly changes nothing`(_ script: String) async throws {
        let failure = await #expect(throws: CommandFailure.self) { _ = try await edit(script) }
        #expect(failure?.message.contains("did not end well") == true)
    }

    @Test func `what was saved before a bad end is kept and its place is told`() async throws {
        let failure = await #expect(throws: CommandFailure.self) {
            _ = try await edit("echo more >> $1; exit 1")
        }
        let message = try #require(failure?.message)
        let path = try #require(message.split(separator: " ").last?.dropLast())
        #expect(try String(contentsOfFile: String(path), encoding: .utf8) == "a boat\nmore\n")
        PrivateFolder.remove(of: String(path))
    }

    @Test func `what is no text is not taken`() async throws {
        let failure = await #expect(throws: CommandFailure.self) { _ = try await edit("printf '\\377' > $1") }
        let message = try #require(failure?.message)
        #expect(message.contains("no UTF-8 text"))
        for word in message.split(separator: " ") where word.contains("prompt.md") {
            PrivateFolder.remove(of: String(word.prefix { $0 != ";" }))
        }
    }
}
