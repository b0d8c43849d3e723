import Generations
import Terminal
import TestSupport
import Testing

@testable import Interface

/// The small list of a model's providers, for another try of a run and for the prompt.
struct ProvidersTests {
    private static let refusal = GenerationFailure(
        code: .providerNotBillable,
        message: "fal-ai cannot be billed.",
        hint: "Choose another provider: wavespeed.",
        status: 402
    )

    /// A run that a provider has refused, with the list of providers open.
    private func open(_ size: Size = Size(columns: 80, rows: 24)) -> AppState {
        var state = Sample.state(size.columns, size.rows)
        state.load(Sample.history)
        var event = Sample.event(213, .failed(Self.refusal))
        event.generation.provider = .falAI
        state.happen([event])
        state.press(.alt("2"), .character("A"))
        return state
    }

    private func answer(_ state: inout AppState, _ offers: ModelOffers = Sample.offers) {
        state.on(.result(.offersLoaded(number: state.lastNumber, offers)))
    }

    private func check(_ state: AppState, _ name: String) {
        let name = "\(name)-\(state.size.columns)x\(state.size.rows)"
        if let difference = Snapshot.difference(AppView.frame(state).snapshot, name: name) {
            Issue.record(Comment(rawValue: difference))
        }
        #expect(FrameCheck.faults(state) == [])
    }

    @Test(arguments: ScreenSnapshotTests.sizes)
    func `the providers stand with their state, and the one that refused is marked`(_ size: Size) {
        var state = open(size)
        answer(&state)
        check(state, "providers")
        #expect(state.overlays.last.map { if case .providers(let box) = $0 { box.index } else { -1 } } == 2)
    }

    @Test
    func `Enter asks once more, and y sends the same request as a new run of the same idea`() {
        var state = open()
        answer(&state)
        #expect(state.press(.enter) == [])
        guard case .confirm = state.overlays.last else {
            Issue.record("nothing is asked")
            return
        }
        let effects = state.press(.character("y"))
        var request = Sample.generation(213).request
        request.provider = "wavespeed"
        #expect(effects == [.enqueue(request, parent: GenerationID(213), ticket: state.lastNumber)])
    }

    @Test
    func `a provider that cannot be asked says why`() {
        var state = open()
        answer(&state)
        state.press(.character("j"), .enter)
        #expect(
            state.message?.text
                == "together serves the model for image-to-video and not for text-to-video."
        )
        state.press(.character("G"), .enter)
        #expect(
            state.message?.text == "This program does not speak to brand-new-provider for text-to-video."
        )
        state.press(.character("k"), .enter)
        #expect(state.message?.text == "nebius is only trying out the model and does not serve it yet.")
    }

    @Test
    func `an answer that nobody waits for changes nothing, and a failure says its sentence`() {
        var state = open()
        let late = state.lastNumber
        state.press(Key(.function(5)))
        let before = state
        state.on(.result(.offersLoaded(number: late, Sample.offers)))
        #expect(state == before)
        state.on(.result(.offersFailed(number: state.lastNumber, reason: "The Hub\u{1b}[31m is away.")))
        #expect(AppView.frame(state).cells.map(\.text).joined().contains("is away."))
        state.press(.enter)
        #expect(state.message?.text == "There is no provider to choose yet.")
    }

    @Test
    func `a run that is under way, and one at an endpoint of its own, ask nobody else`() {
        var state = Sample.state()
        state.happen([Sample.event(214, .running)])
        state.press(.alt("2"), .character("A"))
        #expect(state.message?.text == "#214 is not over: cancel it first, or let it go on.")
        var event = Sample.event(215, .failed(Self.refusal))
        event.generation.request.endpoint = "https://video.example"
        state.happen([event])
        state.press(.character("G"), .character("A"))
        #expect(
            state.message?.text == "#215 goes to an endpoint of its own: no provider is chosen there."
        )
    }

    @Test
    func `from the models, choosing a provider makes the prompt's requests with both`() throws {
        var state = Sample.state()
        state.press(.alt("m"))
        state.on(.result(.modelsLoaded(number: state.lastNumber, Sample.models)))
        state.press(.character("A"))
        answer(&state)
        state.press(.character("j"), .character("j"), .enter)
        let base = try #require(state.compose.base)
        #expect(base.model.rawValue == "Wan-AI/Wan2.2-TI2V-5B" && base.provider == "wavespeed")
        #expect(state.overlays.isEmpty)
    }

    @Test
    func `the provider that is chosen wins over the words of the prompt`() {
        var state = Sample.state()
        state.type("a boat --provider replicate --seed 7")
        state.press(.alt("m"))
        state.on(.result(.modelsLoaded(number: state.lastNumber, Sample.models)))
        state.press(.character("A"))
        answer(&state)
        state.press(.character("j"), .character("j"), .enter)
        #expect(state.compose.editor.text == "a boat --seed 7")
        let request = state.compose.request(state.setup).request
        #expect(request.provider == "wavespeed" && request.parameters.seed == 7)
    }
}
