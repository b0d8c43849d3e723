import Generations
import Terminal
import TestSupport
import Testing

@testable import Interface

/// Which provider a prompt goes to, and what that provider would not take.
struct ProviderWishTests {
    private func request(_ text: String, _ template: GenerationRequest = Sample.template) -> (
        request: GenerationRequest, problem: String?
    ) {
        var request = template
        let problems = ParameterWords(text).apply(to: &request, template: template)
        return (request, problems.first?.message)
    }

    @Test func `a provider is a word, and stands behind a model's colon`() {
        #expect(request("a boat --provider replicate").request.provider == "replicate")
        #expect(request("a boat --provider Auto").request.provider == nil)
        #expect(request("a boat --provider default").request.provider == "fal-ai")
        let both = request("a boat --model Wan-AI/Wan2.2-T2V-A14B:together").request
        #expect(both.model.rawValue == "Wan-AI/Wan2.2-T2V-A14B")
        #expect(both.provider == "together")
        #expect(request("a boat --model Wan-AI/Wan2.2-T2V-A14B:auto").request.provider == nil)
        #expect(request("a boat --model Wan-AI/Wan2.2-T2V-A14B").request.provider == "fal-ai")
    }

    @Test(arguments: [
        ("--provider nebius", "nebius is no provider of videos"),
        ("--provider hf-inference", "is no provider of videos"),
        ("--provider a b", "no provider's name"), ("--provider fastest", "for chat models"),
        ("--model a/b:\u{1B}[31m", "no provider's name"), ("--model a/b:", "no provider's name"),
        ("--keyframe-model flux", "A model is owner/name"),
    ])
    func `what is no provider is refused with the rule, and changes nothing`(_ words: String, _ rule: String)
    {
        let (request, problem) = request("a boat " + words)
        #expect(problem?.contains(rule) == true)
        #expect(request == Sample.template)
    }

    @Test func `an endpoint of one's own has no provider`() {
        var template = Sample.template
        (template.endpoint, template.provider) = ("https://a.example", nil)
        #expect(request("a --provider fal-ai", template).problem?.contains("endpoint of their own") == true)
        #expect(request("a --provider auto", template).problem == nil)
    }

    @Test func `words that are written out read back the same`() {
        var wanted = Sample.template
        (wanted.provider, wanted.keyframeModel) = (nil, "black-forest-labs/FLUX.1-dev:together")
        let words = wanted.parameterWords(beside: Sample.template)
        #expect(request("a " + words).request == wanted)
        #expect(wanted.commandLine.contains("--keyframe-model black-forest-labs/FLUX.1-dev:together"))
    }

    @Test func `the form goes through providers, and takes a model apart`() {
        var state = Sample.state()
        state.type("a boat")
        state.press(Key(.function(3)))
        func go(_ field: ParameterField) {
            for _ in 0..<40 {
                guard case .parameters(let form)? = state.overlays.last, form.field != field else { return }
                state.press(Key(.down))
            }
        }
        go(.provider)
        state.press(.control("u"))
        #expect(state.compose.base?.provider == nil)
        #expect(AppView.frame(state).plainText.contains("auto: the Hub's first that can do it"))
        go(.model)
        state.press(.control("u"))
        state.on(.terminal(.paste("Wan-AI/Wan2.2-I2V-A14B:wavespeed")))
        #expect(state.compose.base?.provider == "wavespeed")
        #expect(state.compose.base?.model.name == "Wan2.2-I2V-A14B")
        go(.keyframe)
        #expect(AppView.frame(state).plainText.contains("by itself: black-forest-labs/FLUX.1-schnell"))
    }

    @Test(arguments: ScreenSnapshotTests.sizes)
    func `a model that animates only says that a keyframe is made first`(_ size: Size) {
        var state = Sample.state(size.columns, size.rows)
        state.load(Sample.history)
        state.type("a boat --model Wan-AI/Wan2.2-I2V-A14B:fal-ai --num-frames 300")
        let name = "keyframe-prompt-\(size.columns)x\(size.rows)"
        if let difference = Snapshot.difference(AppView.frame(state).snapshot, name: name) {
            Issue.record(Comment(rawValue: difference))
        }
        #expect(AppView.frame(state).plainText.contains("17 to 161 frames"))
    }

    @Test func `the length is told with what the model does by itself, and only where that is known`() {
        var request = Sample.template
        if let model = ModelID("Wan-AI/Wan2.2-T2V-A14B") { request.model = model }
        request.parameters = VideoParameters(numFrames: 81)
        #expect(LengthWords.text(request) == "81 frames = 5.1 s at its 16 fps")
        request.parameters = VideoParameters(fps: 27)
        #expect(LengthWords.text(request) == "its 81 frames = 3.0 s at 27 fps")
        request.parameters = VideoParameters(numFrames: 1, fps: 0)
        #expect(LengthWords.text(request) == nil)
        request.parameters = VideoParameters(numFrames: 81)
        request.provider = "replicate"
        #expect(LengthWords.text(request) == nil)
        request.parameters = VideoParameters()
        #expect(LengthWords.text(request) == nil)
    }

    @Test func `the header tells where the prompt goes`() {
        var state = Sample.state(120, 36)
        #expect(AppView.frame(state).plainText.contains("(fal-ai)"))
        state.type("a --provider auto")
        state.compose.base = request("a --provider auto").request
        #expect(AppView.frame(state).plainText.contains("(auto)"))
    }
}
