import Generations
import Terminal

/// Everything that the loop listens to.
enum LoopInput: Equatable, Sendable {
    case terminal(TerminalEvent)
    case generation(GenerationEvent)
    case result(EffectResult)
    /// An effect has been done without anything to say.
    case nothing
    /// A second has begun, or the time for a frame has come.
    case tick
    case terminalGone
}

/// What waits to be taken in, in the order in which it came. One reader.
@MainActor
final class Inbox {
    private var waiting: [LoopInput] = []
    private var reader: CheckedContinuation<Void, Never>?

    var isEmpty: Bool { waiting.isEmpty }

    func post(_ input: LoopInput) {
        waiting.append(input)
        reader?.resume()
        reader = nil
    }

    /// Everything that waits; waits itself until there is something.
    func take() async -> [LoopInput] {
        while waiting.isEmpty {
            await withCheckedContinuation { reader = $0 }
        }
        // Whoever is posting now may finish: a burst costs one frame.
        await Task.yield()
        defer { waiting = [] }
        return waiting
    }
}
