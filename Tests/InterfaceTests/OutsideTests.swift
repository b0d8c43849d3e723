import Generations
import Terminal
import Testing

@testable import Interface

struct OutsideTests {
    private func state(notices: Bool = true) -> AppState {
        var setup = Sample.setup()
        setup.outside = OutsideSupport(title: true, progress: true, notices: notices)
        return Sample.state(setup: setup)
    }

    private func happen(_ state: inout AppState, _ generation: GenerationState) -> [TerminalRequest] {
        let event = GenerationEvent(generation: Sample.generation(300, state: generation), since: state.now)
        return requests(AppUpdate.update(&state, .generation(event)))
    }

    private func requests(_ effects: [AppEffect]) -> [TerminalRequest] {
        effects.compactMap { effect in
            if case .terminal(let request) = effect { return request }
            return nil
        }
    }

    private func tick(_ state: inout AppState, after seconds: Int) -> [TerminalRequest] {
        AppUpdate.setTime(&state, state.now.advanced(by: .seconds(seconds)))
        return requests(AppUpdate.update(&state, .tick))
    }

    @Test
    func `the title is left alone until something runs, and changes once a second at the most`() {
        var state = state()
        #expect(tick(&state, after: 10).isEmpty)
        let first = happen(&state, .queued)
        #expect(first.contains(.progress(.unknown)))
        #expect(happen(&state, .submitting).isEmpty)
        let later = tick(&state, after: 1)
        #expect(later.contains { if case .title(let text) = $0 { text.contains("1 run") } else { false } })
    }

    @Test
    func `progress is taken back when all has ended`() {
        var state = state()
        _ = happen(&state, .queued)
        _ = happen(&state, .succeeded)
        #expect(tick(&state, after: 2).contains(.progress(.none)))
    }

    @Test
    func `an end is told to somebody who looks elsewhere, and to nobody else`() {
        for (isAway, wants) in [(true, true), (true, false), (false, true)] {
            var state = state(notices: wants)
            if isAway { _ = AppUpdate.update(&state, .terminal(.focusLost)) }
            let told = happen(&state, .succeeded).contains { if case .notice = $0 { true } else { false } }
            #expect(told == (isAway && wants))
        }
    }
}
