import Generations
import Synchronization

/// Results that come in any order and are told in the order of their places, each as soon as all before it are known.
final class OrderedResults: Sendable {
    private struct State {
        var results: [Generation?]
        var told = 0
    }

    private let state: Mutex<State>
    private let tell: @Sendable (Int, Generation, GenerationRun.Outcome) -> Void

    /// Places without results yet.
    init(count: Int, tell: @escaping @Sendable (Int, Generation, GenerationRun.Outcome) -> Void) {
        state = Mutex(State(results: Array(repeating: nil, count: count)))
        self.tell = tell
    }

    /// Takes a result; tells it, and what waited for it, when everything before it has ended.
    func put(_ generation: Generation?, at place: Int) {
        state.withLock { state in
            state.results[place] = generation
            while state.told < state.results.count, let next = state.results[state.told], next.state.isFinal {
                tell(state.told, next, GenerationRun.Outcome(generations: []))
                state.told += 1
            }
        }
    }

    /// Tells what was not told yet; a place without a result stays silent.
    func finish(_ outcome: GenerationRun.Outcome) {
        state.withLock { state in
            for place in state.told..<state.results.count {
                if let generation = state.results[place] { tell(place, generation, outcome) }
            }
            state.told = state.results.count
        }
    }
}
