import Foundation
import Generations
import Terminal
import TestSupport
import Testing

@testable import Interface

struct MessageTests {
    private func lists(_ columns: Int = 80, _ rows: Int = 24) -> AppState {
        var state = Sample.state(columns, rows)
        state.load(Sample.history)
        state.happen(Sample.events)
        return state
    }

    private func text(_ state: AppState) -> String { state.message?.text ?? "" }

    @Test
    func `the next key takes away what was said`() {
        var state = lists()
        state.press(.alt("3"), Key(.function(12)))
        #expect(text(state) != "")
        state.press(.character("j"))
        #expect(state.message == nil)
    }

    @Test
    func `the same key says the same again`() {
        var state = lists()
        state.press(.alt("3"), Key(.function(12)), Key(.function(12)))
        #expect(text(state).hasPrefix("F12"))
    }

    @Test
    func `nothing that was said stays over what opens, in another pane, or while one types`() {
        for keys in [[.alt("1")], [Key(.function(1))], [.character("/")], [.character("R")]] as [[Key]] {
            var state = lists()
            state.press(.alt("3"), Key(.function(12)))
            for key in keys { state.press(key) }
            #expect(state.message == nil, "\(keys)")
        }
        var state = lists()
        state.press(Key(.function(12)))
        state.type("a")
        #expect(state.message == nil)
    }

    @Test
    func `news of a run stays for a while, whatever keys are pressed`() {
        var state = lists()
        state.press(.alt("3"))
        state.happen([Sample.event(214, .succeeded)])
        let news = text(state)
        #expect(news.hasPrefix("Saved"))
        state.press(.character("j"))
        #expect(text(state) == news)
        state.pass(9)
        #expect(text(state) == news)
        state.press(.character("k"))
        #expect(state.message == nil)
    }

    @Test
    func `news does not stay over what opens`() {
        var state = lists()
        state.happen([Sample.event(214, .succeeded)])
        state.press(Key(.function(1)))
        #expect(state.message == nil)
    }

    private func place(of word: String, in row: String) -> Int {
        guard let range = row.range(of: word) else { return -1 }
        return row.distance(from: row.startIndex, to: range.lowerBound)
    }

    // MARK: Keys without a meaning

    @Test
    func `a key that another pane knows says where`() {
        var state = lists()
        state.press(.alt("3"), .character("K"))
        #expect(text(state) == "K does nothing in the history; in the runs (2): move a queued run up.")
        state.press(.alt("1"), Key(.function(12)))
        #expect(text(state).hasPrefix("F12 does nothing here"))
    }

    @Test
    func `on a narrow screen the shortest form that fits says where`() {
        var state = lists(40, 12)
        state.press(.alt("3"), .character("K"))
        #expect(text(state) == "K works in the runs (2).")
    }

    @Test
    func `a question names its answers`() {
        var state = lists()
        state.press(.alt("2"), .character("x"), .character("w"))
        #expect(text(state) == "w is no answer: y or n.")
    }

    // MARK: Rows

    @Test
    func `a long message takes a second row, in place of the hints`() {
        var state = lists(40, 12)
        state.say("There is no display to play it on. O copies a link; the file is /tmp/a.mp4.")
        let frame = AppView.frame(state).snapshot
        #expect(frame.contains("There is no display to play it on. O"))
        #expect(frame.contains("copies a link; the file is /tmp/a.mp4."))
    }

    @Test
    func `a path loses its middle, and a sentence ends behind a word`() {
        let path = "/tmp/" + String(repeating: "folder/", count: 12) + "0042-paper-boat.mp4"
        let rows = MessageRows.rows("The file is \(path) now.", width: 40, mark: "…")
        #expect(rows.count == 2)
        #expect(rows.joined(separator: " ").contains("paper-boat.mp4 now."))
        #expect(rows.joined().contains("/tmp/"))
        let long = MessageRows.rows(String(repeating: "words and ", count: 20), width: 30, mark: "…")
        #expect(long.count == 2)
        #expect(long.last?.hasSuffix(" …") == true)
        #expect(MessageRows.rows("", width: 0, mark: "…").count <= 1)
    }

    // MARK: Hints and boxes

    @Test
    func `the hints of the runs follow the selected run`() {
        var state = Sample.state(120, 36)
        state.press(.alt("2"))
        #expect(!StatusView.hints(state).contains { ["now", "hold", "cancel", "log"].contains($0.text) })
        state.happen([Sample.event(1, .running)])
        let running = StatusView.hints(state).map(\.text)
        #expect(running.contains("cancel"))
        #expect(!running.contains("now") && !running.contains("hold"))
        state.happen([Sample.event(1, .failed(Sample.failure))])
        let failed = StatusView.hints(state).map(\.text)
        #expect(failed.contains("put away") && !failed.contains("now"))
        state.press(.character("r"))
        #expect(text(state) == "#1 has failed: Enter shows it, and R there runs it again.")
    }

    @Test
    func `the help's hint says what its key does while it is searched`() {
        var state = lists()
        state.press(Key(.function(1)), .character("/"))
        state.type("copy")
        state.press(Key(.enter))
        #expect(StatusView.hints(state).contains { $0.text == "show all" })
        state.press(.character("q"))
        #expect(StatusView.hints(state).contains { $0.text == "close" })
    }

    @Test(arguments: [Size(columns: 80, rows: 14), Size(columns: 40, rows: 12), Size(columns: 80, rows: 24)])
    func `everything that can be copied is shown`(_ size: Size) {
        var state = lists(size.columns, size.rows)
        state.press(.alt("3"), .character("y"))
        let frame = AppView.frame(state).snapshot
        for key in ["p", "f", "s", "c", "j", "l", "n", "e"] {
            #expect(frame.contains("\(key)  "), "\(key)")
        }
        #expect(frame.contains("number") && frame.contains("error"))
    }

    @Test
    func `a press on a column of the copy menu copies what stands there`() {
        var state = lists(40, 12)
        state.press(.alt("3"), .character("y"))
        let frame = AppView.frame(state)
        for y in 0..<frame.size.rows {
            let row = (0..<frame.size.columns).map { frame[$0, y].text }
            let x = place(of: "n  number", in: row.joined())
            guard x >= 0 else { continue }
            let effects = state.on(.terminal(.mouse(MouseEvent(kind: .pressed, position: Point(x: x, y: y)))))
            #expect(effects == [.copy(text: "218", what: "the number of #218")])
        }
        #expect(state.overlays.isEmpty)
    }

    @Test
    func `the input for variations keeps its field and the chosen way on a low screen`() {
        var state = lists(40, 12)
        state.press(.alt("3"), .character("V"))
        #expect(AppView.frame(state).snapshot.contains("how many: 4"))
        state.press(Key(.down), Key(.down))
        let frame = AppView.frame(state).snapshot
        #expect(frame.contains("> one field, the seed stays"))
        #expect(frame.contains("values: num-inference-steps"))
    }

    @Test
    func `a question's border is on no border of a pane`() {
        for rows in 20...40 {
            var state = lists(80, rows)
            state.press(.alt("2"), .character("x"))
            let layout = ScreenLayout(state)
            let context = ViewContext(state: state, layout: layout)
            guard let box = state.overlays.last.flatMap({ OverlayBox($0, context) })?.rect(in: layout) else {
                Issue.record("no question")
                continue
            }
            let borders = [layout.compose, layout.runs, layout.history].flatMap { [$0.y, $0.bottom - 1] }
            #expect(!borders.contains(box.y) && !borders.contains(box.bottom - 1), "\(rows)")
        }
    }

    // MARK: Rows of runs

    @Test
    func `rows of runs go on in the same column, each with its prompt`() {
        var state = Sample.state()
        state.happen([
            Sample.event(9, .running, prompt: "an owl"), Sample.event(10, .running, prompt: "a fox"),
            Sample.event(11, .queued, prompt: "a hare"),
            Sample.event(
                12,
                .waiting(Sample.wait(.modelLoading, .estimatedTime(20), seconds: 14)),
                prompt: "a lighthouse in a storm"
            ),
        ])
        let lines = AppView.frame(state).snapshot.split(separator: "\n").map(String.init)
        let rows = ["an owl", "a fox", "a hare", "a lighthouse"].map { prompt in
            lines.first { $0.contains("#") && $0.contains(prompt) && $0.contains("0:00:47") } ?? ""
        }
        let columns = rows.map { place(of: "0:00:47", in: $0) }
        #expect(Set(columns).count == 1, "\(rows)")
        #expect(columns.first != .some(-1), "\(rows)")
    }
}
