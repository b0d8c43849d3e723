import Generations
import Terminal
import Testing

@testable import Interface

/// Plain mode: lines in, sentences and effects out.
struct PlainUpdateTests {
    private func state(setup: Setup = Sample.setup()) -> PlainState {
        PlainState(setup: setup, now: Sample.now)
    }

    private func line(_ state: inout PlainState, _ text: String) -> PlainOutcome {
        PlainUpdate.update(&state, .line(text))
    }

    private func happens(_ state: inout PlainState, _ id: Int64, _ new: GenerationState) -> [String] {
        let event = GenerationEvent(generation: Sample.generation(id, state: new), since: Sample.now)
        return PlainUpdate.update(&state, .generation(event)).lines
    }

    private let loading = Sample.wait(.modelLoading, .estimatedTime(20), seconds: 20, attempt: 2)

    @Test func `a line is a prompt, and its words are parameters`() {
        var state = state()
        let outcome = line(&state, "a paper boat --seed 7")
        guard case .enqueue(let request, nil, 1)? = outcome.effects.first else {
            Issue.record("nothing was sent: \(outcome)")
            return
        }
        #expect(request.prompt == "a paper boat")
        #expect(request.parameters.seed == 7)
        #expect(outcome.lines.isEmpty)
    }

    @Test func `a word that cannot be understood sends nothing and says why`() {
        var state = state()
        let outcome = line(&state, "a boat --seed many")
        #expect(outcome.effects.isEmpty)
        #expect(outcome.lines == ["Not sent. --seed wants a number, not “many”."])
    }

    @Test func `a line with a backslash at its end goes on in the next one`() {
        var state = state()
        #expect(line(&state, "a paper boat\\") == PlainOutcome())
        guard case .enqueue(let request, _, _)? = line(&state, "at dusk").effects.first else {
            Issue.record("nothing was sent")
            return
        }
        #expect(request.prompt == "a paper boat\nat dusk")
    }

    @Test func `each change of state is one line, said once`() {
        var state = state()
        var said = happens(&state, 7, .queued)
        said += happens(&state, 7, .submitting)
        said += happens(&state, 7, .submitting)
        said += happens(&state, 7, .waiting(loading))
        said += happens(&state, 7, .running)
        said += happens(&state, 7, .downloading(DownloadProgress(bytes: 1, total: 9)))
        said += happens(&state, 7, .downloading(DownloadProgress(bytes: 5, total: 9)))
        said += happens(&state, 7, .succeeded)
        #expect(
            said == [
                "Take 7 waits for its turn.", "Take 7 is being sent.",
                "Take 7 waits: the model is loading, the server guesses 20 seconds. "
                    + "It asks again in 20 seconds, at 14:18:49, try 2 of 8.",
                "Take 7 runs at the server.", "Take 7 is being saved.",
                "Take 7 is done after 1 minute 32 seconds, 7.4 MB: "
                    + "/home/ann/Videos/Rushes/2026-11-22/07-paper-boat.mp4",
            ]
        )
    }

    @Test func `an empty line tells how the runs stand`() {
        var state = state()
        #expect(line(&state, "").lines == ["Nothing runs."])
        _ = happens(&state, 7, .waiting(loading))
        #expect(
            line(&state, "").lines == [
                "Take 7 waits, the model is loading, the server guesses 20 seconds, asks again in 20 seconds, "
                    + "try 2 of 8."
            ]
        )
    }

    @Test func `what may be billed again is asked first`() {
        var state = state()
        #expect(line(&state, "/again 7").effects == [.loadGeneration(GenerationID(7))])
        let found = EffectResult.generationLoaded(GenerationID(7), Sample.generation(7), [])
        let question = PlainUpdate.update(&state, .result(found))
        #expect(question.effects.isEmpty)
        #expect(question.lines.first?.hasPrefix("Run take 7 again with seed 78?") == true)
        var refused = state
        #expect(line(&refused, "no").lines == ["No. Nothing is done."])
        #expect(line(&refused, "yes").effects.isEmpty, "without a question, yes is nothing and no prompt")
        guard case .enqueue(_, GenerationID(7)?, _)? = line(&state, "yes").effects.first else {
            Issue.record("yes did not send it")
            return
        }
    }

    @Test func `a take that waits can be asked for now, and one that runs cannot be held`() {
        var state = state()
        _ = happens(&state, 7, .waiting(loading))
        _ = line(&state, "/now #7")
        let waiting = Sample.generation(7, state: .waiting(loading))
        let loaded = EffectResult.generationLoaded(GenerationID(7), waiting, [])
        #expect(PlainUpdate.update(&state, .result(loaded)).effects == [.retryNow(GenerationID(7))])
        _ = happens(&state, 7, .running)
        _ = line(&state, "/hold")
        let outcome = PlainUpdate.update(&state, .result(loaded))
        #expect(outcome.effects.isEmpty)
        #expect(outcome.lines == ["Take 7 is under way or held: it can be cancelled."])
    }

    @Test(arguments: ["/nonsense", "/show x", "/run", "/yes", "/set boat"])
    func `what cannot be done is said, never swallowed`(text: String) {
        var state = state()
        let outcome = line(&state, text)
        #expect(outcome.effects.isEmpty)
        #expect(outcome.lines.count == 1)
    }

    @Test func `a slash can begin a prompt when it is typed twice`() {
        var state = state()
        guard case .enqueue(let request, _, _)? = line(&state, "//imagine a boat").effects.first else {
            Issue.record("nothing was sent")
            return
        }
        #expect(request.prompt == "/imagine a boat")
    }

    @Test func `after the last line it ends with the last run`() {
        var state = state()
        _ = line(&state, "a boat")
        _ = PlainUpdate.update(&state, .endOfInput)
        #expect(!state.isEnded)
        _ = PlainUpdate.update(&state, .result(.enqueued(ticket: 1, Sample.generation(1, state: .queued))))
        _ = happens(&state, 1, .running)
        #expect(!state.isEnded)
        _ = happens(&state, 1, .succeeded)
        #expect(state.isEnded)
    }

    @Test func `leaving while something is under way is asked first`() {
        var state = state()
        _ = happens(&state, 7, .running)
        #expect(line(&state, "/quit").lines.first?.hasSuffix("Yes or no?") == true)
        #expect(!state.isEnded)
        _ = line(&state, "yes")
        #expect(state.isEnded)
    }

    @Test(arguments: ["\u{1B}[2J", "\u{1B}]0;x\u{07}", "a\u{202E}b", "\u{0000}"])
    func `nothing that a prompt holds reaches the terminal as more than text`(hostile: String) {
        var state = state()
        let lookup = HistoryLookup(number: 1, text: "", before: nil, limit: PlainUpdate.pageSize)
        #expect(line(&state, "/history").effects == [.loadHistory(lookup)])
        let part = HistoryPart(generations: [Sample.generation(3, "boat \(hostile) end")], next: nil)
        let lines = PlainUpdate.update(&state, .result(.historyLoaded(lookup, part))).lines
        #expect(lines.count == 2)
        for scalar in lines.joined().unicodeScalars {
            #expect(scalar.value >= 0x20 && scalar.value != 0x7F && scalar.value != 0x202E)
        }
    }

    @Test(arguments: ["help", "history", "quit", "List", "runs", "y", "no", "cancel"])
    func `a command without its slash is not sent as a prompt`(_ text: String) {
        let isCommand = PlainCommand.isCommand(text)
        #expect(isCommand == (text != "List"))
        guard case .unknown = PlainCommand(text, isAsked: false) else { return #expect(!isCommand) }
    }

    @Test(arguments: [
        ("--frames 8", "--num-frames"), ("--seeed 8", "--seed"), ("--steps 8", "--num-inference-steps"),
        ("--frmes 8", "--fps"), ("--guidance 8", "--guidance-scale"),
    ])
    func `a name that is none tells which one was probably meant`(_ text: String, _ meant: String) {
        var request = Sample.template
        let problems = ParameterWords("a boat " + text).apply(to: &request, template: Sample.template)
        #expect(problems.first?.message.contains("did you mean \(meant)?") == true)
    }
}
