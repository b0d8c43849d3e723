import Foundation
import Terminal
import TestSupport
import Testing

/// The same road at a server that nobody wrote for this program.
@Suite(.timeLimit(.minutes(2)))
struct OtherServerTests {
    @Test func `a server of ten lines will do`() async throws {
        let home = try Home()
        let maker = try Command(home, ["generate", "--demo", "-q", "a heron #loading:0 #quick"])
        #expect(try await maker.end() == 0, "\(maker.errors)")
        let made = try #require(home.videos.first)
        let clip = try #require(FileManager.default.contents(atPath: made))
        let loading = #"{"error":"Model some/model is currently loading","estimated_time":2.5}"#
        let server = try TinyServer(answers: [
            TinyServer.answer("503 Service Unavailable", "application/json", Data(loading.utf8)),
            TinyServer.answer("200 OK", "video/mp4", clip),
        ])

        let other = try Home()
        let modes = try await PseudoTerminal.freshModes()
        let terminal = try await openScreen(
            other,
            [],
            environment: [
                "RUSHES_ENDPOINT": "http://127.0.0.1:\(server.port)/make",
                "HF_TOKEN": "hf_notATokenOfAnybody",
                // The file is to be the very bytes of the server.
                "RUSHES_METADATA": "no",
            ]
        )
        try await terminal.send(prompt: "a heron at dawn")
        try await terminal.see("again in")
        try await terminal.see("Saved 0001-")
        try await terminal.quit(modes: modes)

        let told = try #require(try await history(other, demo: false).first)
        #expect(told.status == "succeeded")
        #expect(told.attempts == 2)
        #expect(Int64(clip.count) == told.bytes)
        let file = try #require(told.file)
        #expect(FileManager.default.contents(atPath: file) == clip)
        #expect(server.requests.count == 2)
        for request in server.requests {
            #expect(request.hasPrefix("POST /make HTTP/1.1\r\n"))
            #expect(request.lowercased().contains("authorization: bearer hf_notatokenofanybody"))
            #expect(request.contains("\"a heron at dawn\""))
        }
    }
}
