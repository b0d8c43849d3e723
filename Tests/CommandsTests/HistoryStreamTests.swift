import ArgumentParser
import Foundation
import Generations
import Library
import Synchronization
import Testing

@testable import Commands

@Suite struct HistoryStreamTests {
    @Test func `all are listed when that is asked for, page by page`() async throws {
        let stage = try Stage()
        let library = try stage.library()
        let request = GenerationRequest(prompt: "x", model: try unwrap(ModelID("a/b"), "a model"))
        let new = (1...450).map { _ in
            NewGeneration(uuid: UUID(), request: request, parent: nil, createdAt: Stage.date)
        }
        _ = try await library.insert(new)
        for (limit, count) in [("all", 450), ("250", 250), ("1", 1)] {
            let fresh = try Stage()
            let folder = stage.path("home/.local/share/rushes")
            let writes = Mutex(0)
            let status = try await fresh.run(
                ["history", "--json", "--limit", limit],
                ["RUSHES_LIBRARY": folder]
            ) {
                let write = $0.console.output.write
                $0.console.output.write = { text in
                    writes.withLock { $0 += 1 }
                    write(text)
                }
            }
            #expect(status == .done)
            #expect(fresh.output.lines.count == count)
            #expect(writes.withLock { $0 } == (count + 199) / 200)
        }
    }

    @Test func `a reader that leaves ends it without a word`() async throws {
        let stage = try Stage()
        let library = try stage.library()
        let request = GenerationRequest(prompt: "x", model: try unwrap(ModelID("a/b"), "a model"))
        let new = (1...450).map { _ in
            NewGeneration(uuid: UUID(), request: request, parent: nil, createdAt: Stage.date)
        }
        _ = try await library.insert(new)
        let isLeft = Mutex(false)
        let status = try await stage.run(["history", "--limit", "all", "--json"]) {
            let write = $0.console.output.write
            $0.console.output.write = { text in
                isLeft.withLock { $0 = true }
                write(text)
            }
            $0.console.output.isWhole = { !isLeft.withLock { $0 } }
            $0.console.output.isLeft = { isLeft.withLock { $0 } }
        }
        #expect(status == .done)
        #expect(stage.output.lines.count == 200)
        #expect(stage.error.text.isEmpty)
    }

    @Test(arguments: ["0", "-1", "many", ""])
    func `a limit is a number from 1 on, or all`(limit: String) {
        #expect(throws: (any Error).self) {
            _ = try RootCommand.parseAsRoot(["history", "--limit=\(limit)"])
        }
    }
}
