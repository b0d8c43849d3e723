package import Generations

/// Runs plain mode: takes in lines and events, lets `PlainUpdate` decide, speaks, and has the effects done.
package enum PlainLoop {
    /// Runs until the user leaves, or all is done after the last line.
    ///
    /// - Parameters:
    ///   - inputs: lines, events, and the wish to end.
    ///   - perform: does one effect; called one after another.
    ///   - say: writes one line.
    package static func run(
        _ initial: PlainState,
        inputs: AsyncStream<PlainInput>,
        now: @Sendable () -> Moment,
        perform: @Sendable (AppEffect) async -> EffectResult?,
        say: @Sendable (String) -> Void
    ) async {
        var state = initial
        PlainUpdate.start(state).lines.forEach(say)
        for await input in inputs {
            var waiting = [input]
            while !waiting.isEmpty {
                PlainUpdate.setTime(&state, now())
                let outcome = PlainUpdate.update(&state, waiting.removeFirst())
                outcome.lines.forEach(say)
                for effect in outcome.effects {
                    if let result = await perform(effect) { waiting.append(.result(result)) }
                }
            }
            if state.isEnded { return }
        }
    }
}
