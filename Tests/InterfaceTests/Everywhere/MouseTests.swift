import Generations
import Terminal
import Testing

@testable import Interface

/// The mouse: everything that it does can be done by keys as well.
struct MouseTests {
    private func busy(_ columns: Int = 120, _ rows: Int = 36) -> AppState {
        var state = Sample.state(columns, rows)
        state.load(Sample.history)
        state.happen(Sample.events)
        return state
    }

    @discardableResult
    private func send(_ state: inout AppState, _ kind: MouseEvent.Kind, _ x: Int, _ y: Int) -> [AppEffect] {
        state.on(.terminal(.mouse(MouseEvent(kind: kind, position: Point(x: x, y: y)))))
    }

    /// Where a text stands on the screen.
    private func place(_ text: String, _ state: AppState, in rect: Rect) -> Point? {
        let frame = AppView.frame(state)
        for y in rect.y..<rect.bottom {
            let row = (rect.x..<rect.right).map { frame[$0, y].text }.joined()
            if row.contains(text) { return Point(x: rect.x + 4, y: y) }
        }
        return nil
    }

    @Test
    func `a press focuses the pane and selects the row, a double one opens the details`() throws {
        var state = busy()
        let point = try #require(place("#207", state, in: ScreenLayout(state).history))
        send(&state, .pressed, point.x, point.y)
        #expect(state.focus == .history)
        #expect(state.history.selection == GenerationID(207))
        send(&state, .released, point.x, point.y)
        send(&state, .pressed, point.x, point.y)
        #expect(state.focus == .detail)
        #expect(state.detail.id == GenerationID(207))
    }

    @Test
    func `any row of a run selects it`() throws {
        var state = busy()
        let point = try #require(place("#215", state, in: ScreenLayout(state).runs))
        send(&state, .pressed, point.x, point.y + 1)
        #expect(state.focus == .runs)
        #expect(state.runs.selection == GenerationID(215))
    }

    @Test
    func `a press in the prompt puts the cursor there`() {
        var state = busy()
        state.type("a paper boat")
        let area = ScreenLayout(state).content(of: ScreenLayout(state).compose)
        send(&state, .pressed, area.x + 2, area.y)
        #expect(state.compose.editor.cursor == 2)
        send(&state, .pressed, area.right - 1, area.y)
        #expect(state.compose.editor.cursor == 12)
    }

    @Test
    func `the wheel moves what it is over and leaves the focus alone`() {
        var state = busy()
        let history = ScreenLayout(state).history
        let before = state.history.selectedRow ?? 0
        send(&state, .wheelDown, history.x + 3, history.y + 3)
        #expect(state.history.selectedRow == before + 1)
        #expect(state.focus == .compose)
        state.type("draft")
        send(&state, .wheelUp, 3, 3)
        #expect(state.compose.editor.text == "draft")
        #expect(state.compose.recall == nil)
    }

    @Test
    func `tabs of a small screen can be pressed`() {
        var state = busy(40, 12)
        send(&state, .pressed, 13, 0)
        #expect(state.focus == .runs)
        send(&state, .pressed, 1, 0)
        #expect(state.focus == .compose)
    }

    @Test
    func `borders are dragged, within bounds`() {
        var state = busy()
        let layout = ScreenLayout(state)
        send(&state, .pressed, layout.history.x, 10)
        send(&state, .released, 80, 10)
        #expect(abs(ScreenLayout(state).history.x - 80) <= 1)
        send(&state, .pressed, ScreenLayout(state).history.x, 10)
        send(&state, .released, 0, 10)
        #expect(ScreenLayout(state).compose.width >= 24)
        let runs = ScreenLayout(state).runs.y
        send(&state, .pressed, 3, runs)
        send(&state, .released, 3, runs + 4)
        #expect(abs(ScreenLayout(state).runs.y - runs - 4) <= 1)
        for y in [0, 35] {
            send(&state, .pressed, 3, ScreenLayout(state).runs.y)
            send(&state, .released, 3, y)
            let layout = ScreenLayout(state)
            #expect(layout.compose.height >= 5 && layout.runs.height >= 4)
            #expect(FrameCheck.faults(state) == [])
        }
    }

    @Test
    func `a row of the command list is chosen with two presses`() {
        var state = busy()
        state.press(.alt("3"), Key(.function(2)))
        state.type("saved prompts")
        send(&state, .pressed, 10, 3)
        send(&state, .pressed, 10, 3)
        #expect(state.overlays == [.savedPrompts])
    }

    @Test
    func `one key leaves the mouse to the terminal and says how text is selected`() {
        var state = busy()
        #expect(state.press(Key(.function(8))) == [.terminal(.mouse(false))])
        #expect(state.message?.text.contains("drag selects text") == true)
        #expect(state.press(Key(.function(8))) == [.terminal(.mouse(true))])
        #expect(state.message?.text.contains("Shift") == true)
    }

    @Test(arguments: ScreenSnapshotTests.sizes.prefix(2))
    func `a pane is enlarged in two steps and given back`(_ size: Size) {
        var state = busy(size.columns, size.rows)
        for (pane, key) in zip([Pane.runs, .history], ["2", "3"]) {
            state.press(.alt(Character(key)))
            let height = pane == .runs ? ScreenLayout(state).runs : ScreenLayout(state).history
            state.press(.character("+"))
            let half = pane == .runs ? ScreenLayout(state).runs : ScreenLayout(state).history
            #expect(half.width * half.height > height.width * height.height)
            state.press(.character("+"))
            #expect(
                ScreenLayout(state).body
                    == (pane == .runs ? ScreenLayout(state).runs : ScreenLayout(state).history)
            )
            state.press(.character("+"))
            #expect(state.message?.text.contains("whole screen already") == true)
            state.press(.character("_"), .character("_"))
            #expect(state.paneSize == .normal)
        }
    }

    @Test
    func `an item of a small box is chosen with one press, and beside it nothing happens`() throws {
        var state = busy()
        state.press(.alt("3"), .character("y"))
        let seed = try #require(place("the seed", state, in: ScreenLayout(state).body))
        #expect(send(&state, .pressed, 1, seed.y).isEmpty)
        #expect(!state.overlays.isEmpty)
        let effects = send(&state, .pressed, 60, seed.y)
        #expect(effects.contains(.copy(text: "78", what: "the seed of #218")))
        #expect(state.overlays.isEmpty)
    }

    @Test(arguments: ScreenSnapshotTests.sizes)
    func `a question is answered on its answers and nowhere else`(_ size: Size) throws {
        var state = busy(size.columns, size.rows)
        state.press(.control("q"))
        let context = ViewContext(state: state, layout: ScreenLayout(state))
        let overlay = try #require(state.overlays.last)
        let box = try #require(OverlayBox(overlay, context))
        let area = OverlayBox.inside(box.rect(in: context.layout))
        let last = area.bottom - 1
        for point in [Point(x: area.x, y: last - 1), Point(x: area.x + 6, y: last), Point(x: 0, y: last)] {
            #expect(send(&state, .pressed, point.x, point.y).isEmpty)
            #expect(state.overlays.count == 1)
        }
        send(&state, .pressed, area.x + 9, last)
        #expect(state.overlays.isEmpty)
        state.press(.control("q"))
        #expect(send(&state, .pressed, area.x + 2, last).contains(.quit))
    }

    @Test
    func `borders come back where they were left, and never move under the hand`() {
        var state = busy()
        send(&state, .pressed, ScreenLayout(state).history.x, 10)
        let effects = send(&state, .released, 80, 10)
        #expect(effects == [.saveDividers(state.dividers)])
        let moved = state.dividers
        #expect(PaneDividers(text: moved.text) == moved)
        state.on(.result(.dividersLoaded(PaneDividers(text: "columns=300"))))
        #expect(state.dividers == moved)

        var other = Sample.state(120, 36)
        #expect(AppUpdate.start(&other).contains(.loadDividers))
        other.on(.result(.dividersLoaded(moved)))
        #expect(abs(ScreenLayout(other).history.x - 80) <= 1)
        #expect(FrameCheck.faults(other) == [])
    }

    @Test(arguments: ["", "columns", "columns=", "columns=0", "columns=-5", "columns=1000", "x=3", "= = ="])
    func `what makes no sense of remembered borders is left out`(_ text: String) {
        #expect(PaneDividers(text: text) == PaneDividers())
        #expect(PaneDividers(text: text + " runs=200 history=9999999999999999999").text == "runs=200")
    }

    @Test
    func `without the mouse at the start the first press of its key takes it`() {
        var setup = Sample.setup()
        setup.hasMouse = false
        var state = Sample.state(setup: setup)
        #expect(state.press(Key(.function(8))) == [.terminal(.mouse(true))])
    }
}
