import Foundation
import Generations
import Terminal
import TestSupport
import Testing

@testable import Interface

/// Whole screens in the situations that users meet, at the sizes that have a layout of their own.
struct ScreenSnapshotTests {
    static let sizes = [
        Size(columns: 120, rows: 36), Size(columns: 80, rows: 24), Size(columns: 40, rows: 12),
    ]

    private func check(_ state: AppState, _ name: String) {
        let name = "\(name)-\(state.size.columns)x\(state.size.rows)"
        if let difference = Snapshot.difference(AppView.frame(state).snapshot, name: name) {
            Issue.record(Comment(rawValue: difference))
        }
    }

    private func busy(_ size: Size, setup: Setup = Sample.setup()) -> AppState {
        var state = Sample.state(size.columns, size.rows, setup: setup)
        state.load(Sample.history, total: 4_812)
        state.happen(Sample.events)
        return state
    }

    @Test(arguments: sizes)
    func `an empty demo teaches`(_ size: Size) {
        var state = Sample.state(size.columns, size.rows, setup: Sample.setup(isDemo: true))
        state.load([])
        check(state, "empty")
        state.press(.alt("3"))
        check(state, "empty-history")
    }

    @Test(arguments: sizes)
    func `runs in every state are shown with their clocks and reasons`(_ size: Size) {
        var state = busy(size)
        state.type(
            "A paper boat drifts down a rain gutter at dusk, neon signs reflected in the water, slow dolly in, "
                + "shallow focus --seed 418273"
        )
        check(state, "busy")
        state.press(.alt("2"), .character("j"), .character("j"))
        check(state, "busy-runs")
    }

    @Test(arguments: sizes)
    func `the history is searched as one types`(_ size: Size) {
        var state = busy(size)
        state.press(.control("r"))
        state.type("boat")
        state.answer(Array(Sample.history.prefix(5)), total: 23)
        state.press(Key(.down), Key(.down))
        check(state, "search")
    }

    @Test(arguments: sizes)
    func `details tell everything about one`(_ size: Size) {
        var state = busy(size)
        state.press(.alt("3"), .character("j"), .character("j"), .character("j"), .character("i"))
        let day = Sample.history[2].createdAt
        let timeline = [
            TimelineEntry(date: day, kind: .queued, attempt: 0),
            TimelineEntry(date: day, kind: .attempt, attempt: 1),
            TimelineEntry(
                date: day.addingTimeInterval(1),
                kind: .waiting,
                attempt: 1,
                text: "model loading",
                seconds: 20
            ),
            TimelineEntry(date: day.addingTimeInterval(21), kind: .attempt, attempt: 2),
            TimelineEntry(date: day.addingTimeInterval(22), kind: .running, attempt: 2),
            TimelineEntry(date: day.addingTimeInterval(92), kind: .succeeded, attempt: 2, text: "7.4 MB"),
        ]
        if let id = state.detail.id, let generation = state.detail.generation {
            state.on(.result(.generationLoaded(id, generation, timeline)))
        }
        check(state, "detail")
    }

    @Test(arguments: sizes)
    func `a failure stays with its hint`(_ size: Size) {
        var state = Sample.state(size.columns, size.rows)
        state.load(Sample.history)
        state.happen([Sample.event(219, .failed(Sample.failure))])
        state.press(.alt("2"))
        check(state, "failure")
    }

    @Test(arguments: sizes)
    func `help comes from the keymap`(_ size: Size) {
        var state = busy(size)
        state.press(Key(.function(1)))
        check(state, "help")
    }

    @Test(arguments: sizes)
    func `quitting asks when runs are under way`(_ size: Size) {
        var state = busy(size)
        state.press(.control("q"))
        check(state, "quit")
    }

    @Test(arguments: sizes)
    func `saved prompts are listed, and named in one line`(_ size: Size) {
        var state = busy(size)
        state.type("a boat")
        state.press(.control("s"))
        state.type("Evening")
        check(state, "save-as")
        state.press(Key(.escape), .alt("s"))
        let prompts = ["Evening boat", "Storm", "夜の東京"].map {
            SavedPrompt(name: $0, prompt: "a {subject} drifts down a rain gutter", updatedAt: Sample.now.date)
        }
        state.on(.result(.savedPromptsListed(prompts)))
        check(state, "saved-prompts")
        state.press(Key(.function(2)))
        state.type("his")
        check(state, "commands")
    }

    @Test(arguments: sizes)
    func `tags, variations, orders and commands are chosen in small boxes`(_ size: Size) {
        var state = busy(size)
        state.press(.alt("3"), .character("j"), .character("t"))
        state.type("+boat")
        check(state, "tags")
        state.press(Key(.escape), .character("V"), Key(.down))
        check(state, "vary")
        state.press(Key(.escape), .character(","))
        check(state, "sort")
        state.press(Key(.escape), .character("|"))
        state.type("jq -r .prompt")
        check(state, "pipe")
    }

    @Test(arguments: sizes)
    func `the trash is listed with when things went there, and teaches when it is empty`(_ size: Size) {
        var state = busy(size)
        state.press(.alt("3"))
        state.history.scope = .trash
        state.press(Key(.function(5)))
        state.answer([])
        check(state, "trash-empty")
        let trashed = Sample.history.suffix(3).enumerated().map { index, generation in
            var generation = generation
            generation.deletedAt = Sample.now.date.addingTimeInterval(-300 * Double(index + 1))
            return generation
        }
        state.press(Key(.function(5)))
        state.answer(trashed)
        check(state, "trash")
    }

    @Test(arguments: sizes)
    func `emoji, wide and right-to-left text break no border`(_ size: Size) {
        var state = Sample.state(size.columns, size.rows)
        let prompt = "👩‍👩‍👧 東京の夜、雨、ネオン سماء الليل e\u{301}\u{1B}[31m"
        state.load([Sample.generation(3, prompt)])
        state.on(.terminal(.paste(prompt + "\n" + prompt)))
        check(state, "text")
    }

    @Test
    func `ASCII lines and no colours lose nothing`() {
        check(
            busy(Size(columns: 80, rows: 24), setup: Sample.setup(isASCII: true, hasColors: false)),
            "ascii"
        )
    }

    @Test(arguments: [Size(columns: 20, rows: 4), Size(columns: 25, rows: 30), Size(columns: 1, rows: 1)])
    func `a tiny screen shows one line or nothing`(_ size: Size) {
        check(busy(size), "tiny")
    }
}
