import Generations
import Terminal
import Testing

@testable import Interface

struct MarksUpdateTests {
    private func history() -> AppState {
        var state = Sample.state()
        state.load(Sample.history)
        state.press(.alt("3"), .character("j"))
        return state
    }

    /// The changes that are asked for, as text: `#209 trash`.
    private func edits(_ effects: [AppEffect]) -> [MarkEdit] {
        effects.flatMap { effect in
            if case .changeMarks(let edits) = effect { edits } else { [MarkEdit]() }
        }
    }

    @Test
    func `what goes to the trash comes back with z, and goes again with Z`() {
        var state = history()
        var edit = edits(state.press(.character("d")))
        #expect(edit.map(\.id) == [GenerationID(209)])
        #expect(edit[0].after.isInTrash)
        #expect(state.history.selection == GenerationID(208))
        #expect(state.message?.text == "Put #209 into the trash. z brings it back.")

        edit = edits(state.press(.character("z")))
        #expect(edit[0].before.isInTrash && !edit[0].after.isInTrash)
        #expect(state.message?.text == "Took back: #209 in the trash.")
        state.on(.result(.marksChanged([Sample.history[1]])))
        #expect(state.history.items.map(\.id) == Sample.history.map(\.id))

        edit = edits(state.press(.character("Z")))
        #expect(edit[0].after.isInTrash)
        #expect(state.history[GenerationID(209)] == nil)
        state.press(.character("z"))
        #expect(edits(state.press(.character("z"))).isEmpty)
        #expect(state.message?.text.hasPrefix("Nothing to undo") == true)
    }

    @Test
    func `keys act on everything that is marked, and undo takes it back at once`() {
        var state = history()
        state.press(.character(" "), .character(" "))
        #expect(state.history.selection == GenerationID(207))
        #expect(Set(state.history.marked.keys) == [GenerationID(209), GenerationID(208)])
        let on = edits(state.press(.character("f")))
        #expect(on.map(\.id) == [GenerationID(208)])
        #expect(state.history.items.filter(\.isFavorite).map(\.id) == [GenerationID(209), GenerationID(208)])
        state.press(.character("d"))
        #expect(!state.history.items.contains { [209, 208].contains($0.id.rawValue) })
        #expect(state.history.marked.isEmpty)
        #expect(edits(state.press(.character("z"))).map(\.id) == [GenerationID(209), GenerationID(208)])
        #expect(state.history.items.map(\.id) == Sample.history.map(\.id))
        state.press(.character("z"))
        #expect(state.history.items.filter(\.isFavorite).map(\.id) == [GenerationID(209)])
    }

    @Test
    func `a range goes from v to v with the cursor, and Esc clears before it leaves`() {
        var state = history()
        state.press(.character("v"), .character("j"), .character("j"), .character("j"), .character("k"))
        #expect(Set(state.history.marked.keys) == Set([209, 208, 207].map { GenerationID($0) }))
        state.press(.character("v"), .character("G"))
        #expect(state.history.marked.count == 3)
        state.press(Key(.escape))
        #expect(state.history.marked.isEmpty)
        #expect(state.focus == .history)
        state.press(Key(.escape))
        #expect(state.focus == .compose)
    }

    @Test
    func `marking everything found reads on to the end, and says how many`() {
        var state = Sample.state()
        state.load((0..<100).map { Sample.generation(Int64(300 - $0)) }, next: GenerationID(201))
        state.press(.alt("3"))
        let effects = state.press(.character("*"))
        guard case .loadHistory(let lookup)? = effects.first else {
            Issue.record("the rest was not read")
            return
        }
        #expect(lookup.before == GenerationID(201))
        state.answer((0..<50).map { Sample.generation(Int64(200 - $0)) })
        #expect(state.history.marked.count == 150)
        #expect(state.message?.text == "Marked 150. F shows every take.")
    }

    @Test
    func `marks outlive another search`() {
        var state = history()
        state.press(.character(" "), .character("/"))
        state.type("storm")
        state.answer([Sample.history[6]], total: 1)
        state.press(Key(.enter))
        #expect(edits(state.press(.character("f"))).map(\.id) == [GenerationID(209)])
    }

    @Test
    func `tags and a note are given to many in one input`() {
        var state = history()
        state.press(.character(" "), .character(" "), .character("t"))
        state.type("+boat, #keep -old")
        state.press(Key(.tab))
        state.type("for Ann")
        let edits = edits(state.press(Key(.enter)))
        #expect(edits.map(\.addedTags) == [["boat", "keep"], ["boat", "keep"]])
        #expect(edits.map(\.after.note) == ["for Ann", "for Ann"])
        #expect(state.message?.text == "2 runs +boat +keep -old note.")
        #expect(state.overlays.isEmpty)
    }

    @Test
    func `a note of many lines stays as it is unless it is changed`() {
        var generation = Sample.generation(3)
        generation.note = "one\ntwo"
        var state = Sample.state()
        state.load([generation])
        state.press(.alt("3"), .character("t"))
        state.type("sea")
        let edits = edits(state.press(Key(.enter)))
        #expect(edits.map(\.after.note) == ["one\ntwo"])
        #expect(edits.map(\.addedTags) == [["sea"]])
    }

    @Test
    func `deleting for good asks, names the file, and is no step of undo`() {
        var state = history()
        #expect(state.press(.character("D")) == [])
        #expect(state.press(Key(.enter)) == [])
        guard case .confirm(let confirm)? = state.overlays.last else {
            Issue.record("nothing was asked")
            return
        }
        #expect(confirm.lines.contains(Sample.video(209).path))
        #expect(state.press(.character("y")) == [.purge([GenerationID(209)])])
        state.on(.result(.purged([GenerationID(209)], problem: nil)))
        #expect(state.history[GenerationID(209)] == nil)
        #expect(state.message?.text == "Deleted #209 for good.")
        #expect(edits(state.press(.character("z"))).isEmpty)
    }

    @Test
    func `what runs goes neither to the trash nor away`() {
        var state = Sample.state()
        state.load([Sample.generation(5, state: .running)])
        state.press(.alt("3"), .character("d"))
        #expect(state.message?.text == "#5 has not ended: x in the runs cancels it first.")
        state.press(.character("D"))
        #expect(state.overlays.isEmpty)
    }

    @Test
    func `running many again is one question that tells how many`() {
        var state = history()
        state.press(.character(" "), .character(" "), .character("R"))
        guard case .confirm(let confirm)? = state.overlays.last else {
            Issue.record("nothing was asked")
            return
        }
        #expect(confirm.question == "Run 2 runs again, each with its own seed?")
        let parents = state.press(.character("y")).compactMap { effect in
            if case .enqueue(_, let parent, _) = effect { parent } else { nil }
        }
        #expect(parents == [GenerationID(208), GenerationID(209)])
    }

    @Test
    func `the question names every place that the runs go to, each once`() {
        var state = Sample.state()
        func request(_ id: Int64, _ provider: String?, _ endpoint: String? = nil) -> Generation {
            var generation = Sample.generation(id)
            (generation.request.provider, generation.request.endpoint) = (provider, endpoint)
            return generation
        }
        state.load([
            request(9, "fal-ai"), request(8, "replicate"), request(7, "fal-ai"), request(6, nil),
            request(5, nil, "https://video.example/x"),
        ])
        state.press(.alt("3"), .character("*"), .character("R"))
        guard case .confirm(let confirm)? = state.overlays.last else {
            Issue.record("nothing was asked")
            return
        }
        let places = "video.example, the Hub's choice of a provider, fal-ai and replicate"
        #expect(confirm.lines == ["5 new runs at \(places). Each may be billed."])
    }

    @Test
    func `paths of many are copied one a line, and what has none is counted`() {
        var state = history()
        state.press(.character("*"), .character("y"))
        let effects = state.press(.character("l"))
        guard case .copy(let text, let what)? = effects.first else {
            Issue.record("nothing was copied")
            return
        }
        #expect(text.split(separator: "\n").count == 5)
        #expect(text.hasPrefix("file:///home/ann/Videos/Rushes/2026-11-22/0212-paper-boat.mp4\n"))
        #expect(what == "links of 5 of 7 runs, one a line")
        state.press(Key(.escape), .character("G"), .character("y"))
        #expect(state.press(.character("e")) == [])
        #expect(state.message?.text == "#166 has no error.")
    }
}
