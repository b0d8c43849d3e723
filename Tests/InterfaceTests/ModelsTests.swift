import Foundation
import Generations
import Terminal
import TestSupport
import Testing

@testable import Interface

/// The list of the Hub's models: asking, searching, choosing, marking.
struct ModelsTests {
    private func open(_ size: Size = Size(columns: 80, rows: 24)) -> AppState {
        var state = Sample.state(size.columns, size.rows)
        state.load(Sample.history)
        state.press(.alt("3"), .character("M"))
        return state
    }

    private func answer(_ state: inout AppState, _ page: ModelPage = Sample.models) {
        state.on(.result(.modelsLoaded(number: state.lastNumber, page)))
    }

    private func fail(_ state: inout AppState, _ reason: String = "huggingface.co cannot be reached.") {
        state.on(.result(.modelsFailed(number: state.lastNumber, reason: reason)))
    }

    private func known() throws -> KnownModels {
        let statistics = ModelStatistics(
            model: Sample.model,
            providers: ["fal-ai"],
            runs: 24,
            succeeded: 20,
            failed: 4,
            cancelled: 0,
            medianWait: 31,
            medianRun: 58,
            totalSeconds: 1_160,
            bytes: 9_000_000,
            lastUsed: Sample.now.date
        )
        return KnownModels(
            starred: [try #require(ModelID("tencent/HunyuanVideo-1.5"))],
            chosen: [try #require(ModelID("Lightricks/LTX-Video"))],
            statistics: [statistics]
        )
    }

    private func queries(_ effects: [AppEffect]) -> [ModelQuery] {
        effects.compactMap { if case .loadModels(let query, _, _) = $0 { query } else { nil } }
    }

    private func check(_ state: AppState, _ name: String) {
        let name = "\(name)-\(state.size.columns)x\(state.size.rows)"
        if let difference = Snapshot.difference(AppView.frame(state).snapshot, name: name) {
            Issue.record(Comment(rawValue: difference))
        }
        #expect(FrameCheck.faults(state) == [])
    }

    private func text(_ state: AppState) -> String { AppView.frame(state).cells.map(\.text).joined() }

    @Test(arguments: ScreenSnapshotTests.sizes)
    func `each model has a row with who serves it and what one's own runs came to`(_ size: Size) throws {
        var state = open(size)
        check(state, "models-asking")
        answer(&state)
        state.on(.result(.knownModelsLoaded(try known())))
        state.press(.character("j"))
        check(state, "models")
        state.press(.character("/"))
        state.type("wan")
        check(state, "models-search")
    }

    @Test(arguments: ScreenSnapshotTests.sizes)
    func `without the Hub the models known here are listed, with the reason`(_ size: Size) throws {
        var state = open(size)
        state.on(.result(.knownModelsLoaded(try known())))
        fail(&state)
        check(state, "models-offline")
        #expect(state.models.rows.map(\.model.name) == ["HunyuanVideo-1.5", "LTX-Video", "Wan2.2-T2V"])
        #expect(queries(state.press(Key(.function(5)))).count == 1)
        answer(&state)
        #expect(state.models.rows.count == 5)
    }

    @Test
    func `the Hub is asked when typing has paused, once`() {
        var state = open()
        answer(&state)
        state.press(.character("/"))
        state.type("wan")
        #expect(state.models.rows.count == 2)
        #expect(queries(state.on(.tick)) == [])
        #expect(state.wakesAt != nil)
        AppUpdate.setTime(&state, Sample.now.advanced(by: .seconds(1)))
        let asked = queries(state.on(.tick))
        #expect(asked.map(\.search) == ["wan"])
        #expect(queries(state.on(.tick)) == [])
        answer(&state, ModelPage(models: Array(Sample.models.models.prefix(2))))
        #expect(state.models.rows.count == 2)
    }

    @Test
    func `an answer that nobody waits for changes nothing`() {
        var state = open()
        let late = state.lastNumber
        state.press(.character("w"))
        let before = state
        state.on(.result(.modelsLoaded(number: late, Sample.models)))
        state.on(.result(.modelsFailed(number: late, reason: "no")))
        #expect(state == before)
    }

    @Test
    func `keys limit and order what the Hub is asked for`() {
        var state = open()
        answer(&state)
        #expect(queries(state.press(Key(.tab))).first?.task == .imageToVideo)
        #expect(queries(state.press(.character("p"))).first?.serving == .providers(["fal-ai"]))
        #expect(queries(state.press(.character("w"))).first?.isWarm == true)
        #expect(queries(state.press(.character(","))).first?.order == .downloads)
    }

    @Test
    func `the next page is asked for near the end, once, and goes on with the list`() throws {
        var state = open()
        answer(&state)
        let effects = state.press(.character("G"))
        #expect(
            effects == [
                .loadModels(state.models.query, page: Sample.models.next, number: state.lastNumber)
            ]
        )
        #expect(state.press(.character("k")) == [])
        let more = Sample.listing("owner/more", [Sample.offer("fal-ai")], downloads: 1)
        answer(&state, ModelPage(models: [more, Sample.models.models[0]]))
        #expect(state.models.rows.map(\.model).last == more.model)
        #expect(state.models.rows.count == 6)
        #expect(state.press(.character("G")) == [])
    }

    @Test
    func `a page that does not come leaves what is there, and is asked for again by its key alone`() {
        var state = open()
        answer(&state)
        state.press(.character("G"))
        fail(&state, "The Hub is too busy.")
        #expect(state.models.rows.count == 5)
        #expect(text(state).contains("The Hub is too busy."))
        // A Hub that is too busy is not asked with every key.
        #expect(state.press(.character("k"), .character("j"), .character("G")) == [])
        let again = state.press(Key(.function(5)))
        let page = Sample.models.next
        #expect(again.contains(.loadModels(state.models.query, page: page, number: state.lastNumber)))
        answer(&state, ModelPage(models: [Sample.listing("owner/more", [], downloads: 1)]))
        #expect(state.models.rows.count == 6)
        #expect(!text(state).contains("The Hub is too busy."))
    }

    @Test
    func `what was typed is asked for also when another box has opened meanwhile`() {
        var state = open()
        answer(&state)
        state.press(.character("/"))
        state.type("wan")
        state.models.isTyping = false
        state.press(.character("A"))
        AppUpdate.setTime(&state, Sample.now.advanced(by: .seconds(1)))
        #expect(queries(state.on(.tick)).map(\.search) == ["wan"])
        #expect(queries(state.on(.tick)) == [])
        answer(&state, ModelPage(models: Array(Sample.models.models.prefix(2))))
        #expect(state.models.answer?.query.search == "wan")
    }

    @Test
    func `Enter makes the prompt's requests with the model, also those that follow`() throws {
        var state = open()
        answer(&state)
        let effects = state.press(.enter)
        let model = try #require(ModelID("Wan-AI/Wan2.2-TI2V-5B"))
        #expect(effects.contains(.rememberModel(model)))
        #expect(state.overlays.isEmpty && state.focus == .compose)
        state.type("a boat")
        #expect(state.compose.request(state.setup).request.model == model)
        state.press(.enter)
        state.type("a lighthouse")
        #expect(state.compose.request(state.setup).request.model == model)
        #expect(state.models.known.chosen == [model])
    }

    @Test
    func `a word in the prompt for another model does not win over the one that is chosen`() throws {
        var state = Sample.state()
        state.type("a boat --model owner/other --seed 7")
        state.press(.alt("m"))
        answer(&state)
        state.press(.character("j"), .enter)
        #expect(state.compose.editor.text == "a boat --seed 7")
        let request = state.compose.request(state.setup).request
        #expect(request.model.rawValue == "Wan-AI/Wan2.2-T2V" && request.parameters.seed == 7)
        state.press(.control("_"))
        #expect(state.compose.editor.text == "a boat --model owner/other --seed 7")
    }

    @Test
    func `nor does a word for a provider that does not serve it, and one that does stays`() throws {
        for (word, kept) in [("replicate", "a boat"), ("novita", "a boat --provider novita")] {
            var state = Sample.state()
            state.type("a boat --provider \(word)")
            state.press(.alt("m"))
            let listing = Sample.listing("o/n", [Sample.offer("novita")], downloads: 1)
            answer(&state, ModelPage(models: [listing]))
            state.press(.enter)
            #expect(state.compose.editor.text == kept)
            #expect(state.compose.request(state.setup).request.provider != "replicate")
        }
    }

    @Test
    func `a model for images takes the place of the word for another`() throws {
        var state = Sample.state()
        state.type("a boat --keyframe-model owner/other --provider replicate")
        state.press(.alt("m"))
        var image = Sample.listing("owner/flux", [Sample.offer("nscale")], downloads: 1)
        image.task = "text-to-image"
        answer(&state, ModelPage(models: [image]))
        state.press(.enter)
        #expect(state.compose.editor.text == "a boat --provider replicate")
        #expect(state.compose.request(state.setup).request.keyframeModel == "owner/flux")
    }

    @Test
    func `a model for images makes the keyframes, and the video's model stays`() throws {
        var state = open()
        var image = Sample.listing("owner/flux", [Sample.offer("nscale")], downloads: 1)
        image.task = "text-to-image"
        answer(&state, ModelPage(models: [image]))
        state.press(.enter)
        let base = try #require(state.compose.base)
        #expect(base.keyframeModel == "owner/flux" && base.model == Sample.model)
        #expect(state.message?.text.hasPrefix("Images for prompts are made with owner/flux") == true)
    }

    @Test
    func `the provider that was wished for is forgotten where it does not serve the model`() {
        var state = open()
        let page = ModelPage(models: [Sample.listing("o/n", [Sample.offer("novita")], downloads: 1)])
        answer(&state, page)
        state.press(.enter)
        #expect(state.compose.base?.provider == nil)
    }

    @Test
    func `a star is kept, and only starred models can be listed`() throws {
        var state = open()
        answer(&state)
        let model = try #require(ModelID("Wan-AI/Wan2.2-TI2V-5B"))
        #expect(state.press(.character("*")) == [.starModel(model, true)])
        state.press(.character("s"))
        #expect(state.models.rows.map(\.model) == [model])
        #expect(state.press(.character("*")) == [.starModel(model, false)])
        #expect(text(state).contains("No model has a star yet"))
        state.press(.character("s"))
        #expect(state.models.rows.count == 5)
    }

    @Test
    func `an empty list says why, and nothing can be chosen of it`() {
        var state = open()
        answer(&state, ModelPage(models: []))
        #expect(text(state).contains("The Hub lists no model for this."))
        state.press(.enter)
        #expect(state.message?.text == "There is no model to choose here.")
    }

    @Test
    func `many models scroll with the chosen one in view`() throws {
        let many = (0..<90).map {
            Sample.listing("owner/model-\($0)", [Sample.offer("fal-ai")], downloads: 1_000 - $0)
        }
        for size in ScreenSnapshotTests.sizes {
            var state = open(size)
            answer(&state, ModelPage(models: many))
            state.press(.character("G"))
            #expect(text(state).contains("owner/model-89"))
            state.press(.character("g"))
            #expect(text(state).contains("owner/model-0 "))
        }
    }
}
