import Generations
import Terminal
import TestSupport
import Testing

@testable import Interface

/// The forms around a prompt, at the sizes that have a layout of their own.
struct FormSnapshotTests {
    private func check(_ state: AppState, _ name: String) {
        let name = "\(name)-\(state.size.columns)x\(state.size.rows)"
        if let difference = Snapshot.difference(AppView.frame(state).snapshot, name: name) {
            Issue.record(Comment(rawValue: difference))
        }
    }

    @Test(arguments: ScreenSnapshotTests.sizes)
    func `the form has a row for each parameter, and says what it comes to`(_ size: Size) {
        var state = Sample.state(size.columns, size.rows)
        state.type("a paper boat --steps 3 --fps 12")
        state.press(Key(.function(3)), .control("u"))
        state.type("0")
        check(state, "parameters")
    }

    @Test(arguments: ScreenSnapshotTests.sizes)
    func `every run is shown before any is sent`(_ size: Size) {
        var state = Sample.state(size.columns, size.rows)
        state.on(
            .terminal(
                .paste(
                    "A paper boat drifts down a rain gutter at {dawn|noon|dusk}, {slow dolly in|still} --seed 7 -n 2"
                )
            )
        )
        check(state, "alternatives")
        state.press(Key(.enter), Key(.down), .character("x"))
        check(state, "run-list")
    }

    @Test(arguments: ScreenSnapshotTests.sizes)
    func `variables are asked for beside the prompt`(_ size: Size) {
        var state = Sample.state(size.columns, size.rows)
        state.type("a {color} fox in {weather}, {slow dolly in|still}")
        state.press(Key(.enter))
        state.type("red")
        check(state, "variables")
    }
}
