import Generations
import Terminal
import TestSupport
import Testing

@testable import Interface

/// Prompts that stand for several runs: nothing of them goes without having been seen.
struct SendPlanTests {
    private func sent(_ effects: [AppEffect]) -> [GenerationRequest] {
        effects.flatMap { effect -> [GenerationRequest] in
            switch effect {
            case .enqueue(let request, _, _): return [request]
            case .enqueueSeries(let requests, _, _): return requests
            default: return []
            }
        }
    }

    private func list(_ state: AppState) -> RunListState? {
        if case .runList(let list) = state.overlays.last { list } else { nil }
    }

    @Test
    func `Enter shows several runs, and only y sends them`() {
        var state = Sample.state()
        state.type("a {red|blue} boat --seed {1..2}")
        #expect(sent(state.press(Key(.enter))) == [])
        #expect(list(state)?.requests.count == 4)
        #expect(sent(state.press(Key(.enter), .character(" "), Key(.up), .character(" "))) == [])
        let requests = sent(state.press(.character("y")))
        #expect(requests.map(\.prompt) == ["a red boat", "a red boat", "a blue boat", "a blue boat"])
        #expect(requests.map(\.parameters.seed) == [1, 2, 1, 2])
        #expect(Set(requests.map(\.template)) == ["a {red|blue} boat --seed {1..2}"])
        #expect(state.compose.editor.isEmpty)
        #expect(state.overlays == [])
        #expect(state.compose.base?.parameters.seed == nil)
    }

    @Test
    func `a run can be left out, and Esc sends nothing`() {
        var state = Sample.state()
        state.on(.terminal(.paste("{a|b|c}")))
        state.press(Key(.enter), .character("j"), .character("x"), Key(.escape))
        #expect(state.overlays == [])
        #expect(state.compose.editor.text == "{a|b|c}")
        state.press(Key(.enter), .character("j"), .character("x"))
        #expect(sent(state.press(.character("y"))).map(\.prompt) == ["a", "c"])
    }

    @Test(arguments: ["-n 3", "--runs 3"])
    func `several runs of one prompt keep seeds of their own`(_ words: String) {
        var state = Sample.state()
        state.type("a boat \(words)")
        #expect(sent(state.press(Key(.enter))) == [])
        let drawn = sent(state.press(.character("y")))
        #expect(drawn.map(\.parameters.seed) == [nil, nil, nil])
        #expect(drawn.map(\.template) == [nil, nil, nil])
        state.type("a boat \(words) --seed 7")
        state.press(Key(.enter))
        #expect(sent(state.press(.character("y"))).map(\.parameters.seed) == [7, 8, 9])
        state.type("one boat")
        #expect(sent(state.press(Key(.enter))).count == 1)
    }

    @Test(arguments: [
        "{1..1000}{1..1000}{1..1000}", "{1..300} -n 2", String(repeating: "{a|b}", count: 100), "a -n 0",
        "a --runs x",
        "{a|b} --seed {1..2} --fps {0|1}", "a -n 3 --seed 4294967295", "{|}",
    ])
    func `what would be too many or wrong is said at once`(_ text: String) {
        var state = Sample.state()
        state.on(.terminal(.paste(text)))
        #expect(sent(state.press(Key(.enter))) == [])
        #expect(state.overlays == [])
        #expect(state.message?.text.hasPrefix("Not sent.") == true)
        #expect(state.compose.editor.text == text)
    }

    @Test
    func `braces of data are not touched`() {
        var state = Sample.state()
        let text = "a sign that says {\"a\": \"b|c\"} --param lora={\"path\": \"x|y\", \"scale\": 1}"
        state.on(.terminal(.paste(text)))
        let requests = sent(state.press(Key(.enter)))
        #expect(requests.map(\.prompt) == ["a sign that says {\"a\": \"b|c\"}"])
        #expect(
            requests.first?.parameters.extra == [
                "lora": .object(["path": .string("x|y"), "scale": .integer(1)])
            ]
        )
    }

    @Test
    func `variables are asked for one after another and remembered`() {
        var state = Sample.state()
        state.type("a {color} fox in {weather}")
        #expect(sent(state.press(Key(.enter))) == [])
        #expect(sent(state.press(Key(.enter))) == [])
        #expect(state.message?.text.contains("{color}") == true)
        state.type("red")
        state.press(Key(.enter))
        state.on(.terminal(.paste("falling\nsnow")))
        let requests = sent(state.press(Key(.enter)))
        #expect(requests.first?.prompt.hasPrefix("a red fox in falling") == true)
        #expect(requests.first?.template == "a {color} fox in {weather}")
        state.type("a {color} {cat|dog}")
        state.press(Key(.enter))
        #expect(state[.variables]?.text == "red")
        #expect(sent(state.press(Key(.enter))) == [])
        #expect(sent(state.press(.character("y"))).map(\.prompt) == ["a red cat", "a red dog"])
    }

    @Test
    func `escaped braces are text, and what was sent as text comes back as text`() {
        var state = Sample.state()
        state.type("a \\{red|blue\\} boat")
        #expect(sent(state.press(Key(.enter))).map(\.prompt) == ["a {red|blue} boat"])
        ComposeUpdate.load(&state, prompt: "a {red|blue} boat", base: nil, parent: nil)
        #expect(sent(state.press(Key(.enter))).map(\.prompt) == ["a {red|blue} boat"])
    }

    @Test
    func `F6 shows what Enter would send, also of one run, and sends nothing`() {
        var state = Sample.state()
        state.type("a {name} boat")
        #expect(sent(state.press(Key(.function(6)))) == [])
        #expect(list(state)?.requests.map(\.prompt) == ["a {name} boat"])
        state.press(Key(.escape))
        #expect(state.compose.editor.text == "a {name} boat")
    }

    @Test
    func `Esc takes a whole series back`() {
        var state = Sample.state()
        state.type("a {red|blue} boat")
        state.press(Key(.enter), .character("y"))
        let ticket = state.compose.sent?.ticket ?? 0
        let runs = [Sample.generation(301, state: .queued), Sample.generation(302, state: .queued)]
        state.on(.result(.seriesEnqueued(ticket: ticket, runs, reason: nil)))
        #expect(state.message?.text.contains("#301 to #302") == true)
        #expect(state.press(Key(.escape)) == [.cancel(GenerationID(301)), .cancel(GenerationID(302))])
        #expect(state.compose.editor.text == "a {red|blue} boat")
    }

    @Test
    func `a series that was not taken whole says so`() {
        var state = Sample.state()
        state.type("{a|b}")
        state.press(Key(.enter), .character("y"))
        let runs = [Sample.generation(301, state: .queued)]
        state.on(.result(.seriesEnqueued(ticket: 1, runs, reason: "The disk is full.")))
        #expect(state.message?.text == "Only #301 went. The disk is full.")
    }

    @Test
    func `rows show what differs where prompts begin alike`() {
        let start = "a very long beginning that all of these prompts have in common, then "
        let plan = SendPlan(text: start + "{red|blue}")
        let requests = (try? plan.requests(Sample.setup()).get()) ?? []
        let rows = RunListState(order: SendOrder(plan: plan), requests: requests).rows(mark: "~")
        #expect(rows.allSatisfy { $0.hasPrefix("~") && $0.count < 30 })
        #expect(rows.last?.hasSuffix("blue") == true)
    }

    @Test
    func `what is usual is asked for and shown before anything is sent`() {
        var state = Sample.state(120, 36)
        state.type("{a|b}")
        let likeness = RunLikeness(Sample.template)
        #expect(state.press(Key(.enter)) == [.loadUsual(likeness)])
        state.on(.result(.usualLoaded(likeness, Sample.usual)))
        #expect(AppView.frame(state).snapshot.contains("each usually 1m10s (last 12)"))
        state.press(Key(.escape))
        #expect(AppView.frame(state).snapshot.contains("usually 1m10s (last 12)"))
    }
}
