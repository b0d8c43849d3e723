import Engine
import Foundation
import Generations
import Interface

/// One run of plain mode: lines in, sentences out, on the same engine and library as the screen.
struct PlainSession: Sendable {
    let dependencies: Dependencies
    let setup: Setup
    /// What the user types, one line after another; it ends with the input.
    let lines: AsyncStream<String>

    /// Runs until the user leaves, or all is done after the last line.
    func run() async throws -> ExitStatus {
        // The client's generic result is a list of generations; plain mode has none to give.
        _ = try await dependencies.withClient { client in
            try await run(client)
            return []
        }
        return .done
    }

    private func run(_ client: any InferenceClient) async throws {
        let clipboard = Clipboard(environment: dependencies.environment) { _ in }
        let effects = LiveEffects(dependencies, clipboard: clipboard) { library in
            try dependencies.engine(client, library)
        }
        let (inputs, sink) = AsyncStream.makeStream(of: PlainInput.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            async let engine: Void = effects.run(
                events: { event in
                    // Its lines tell of what was typed here, and it ends with that.
                    if event.owner == nil { sink.yield(.generation(event)) }
                },
                results: { sink.yield(.result($0)) }
            )
            group.addTask {
                for await line in lines { sink.yield(.line(line)) }
                sink.yield(.endOfInput)
            }
            group.addTask {
                for await _ in dependencies.interruptions() { sink.yield(.interrupted) }
            }
            await PlainLoop.run(
                PlainState(setup: setup, now: dependencies.now),
                inputs: inputs,
                now: dependencies.time.now,
                perform: { await effects.perform($0) },
                say: { dependencies.console.print($0) }
            )
            await effects.shutDown()
            try await engine
            group.cancelAll()
        }
    }
}

extension AsyncStream<String> {
    /// The lines of standard input, read on a thread of their own, since reading one cannot be called off.
    static func standardInputLines() -> AsyncStream<String> {
        AsyncStream { continuation in
            let thread = Thread {
                while let line = readLine(strippingNewline: true) { continuation.yield(line) }
                continuation.finish()
            }
            thread.name = "standard input"
            thread.start()
        }
    }
}
