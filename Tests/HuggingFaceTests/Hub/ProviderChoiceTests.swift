import Generations
import Testing

@testable import HuggingFace

@Suite struct ProviderChoiceTests {
    /// Wish, task, mapping, and who is chosen or what is said.
    static let table: [(String?, InferenceTask, [String], String)] = [
        (nil, .textToVideo, ["fal-ai live", "replicate live"], "fal-ai"),
        ("auto", .textToVideo, ["replicate live", "fal-ai live"], "replicate"),
        (nil, .textToVideo, ["deepinfra live", "novita staging", "together live"], "together"),
        (nil, .textToVideo, ["fal-ai error", "wavespeed live"], "wavespeed"),
        (nil, .imageToVideo, ["fal-ai live t2v", "wavespeed live i2v"], "wavespeed"),
        (nil, .imageToVideo, ["replicate live i2v", "together live i2v"], "together"),
        ("Fal-AI", .textToVideo, ["replicate live", "fal-ai live"], "fal-ai"),
        (
            nil, .textToVideo, [],
            "No provider serves o/n, and hf-inference, Hugging Face's own, makes no videos."
        ),
        (nil, .textToVideo, ["fal-ai error"], "o/n at fal-ai failed the Hub's last check."),
        (
            nil, .textToVideo, ["fal-ai staging"],
            "fal-ai is only trying out o/n and does not serve it yet."
        ),
        (nil, .textToVideo, ["fal-ai paused"], "o/n is not live at fal-ai."),
        (
            nil, .textToVideo, ["deepinfra live", "x live"],
            "o/n is served by deepinfra and x alone, to which this program does not speak."
        ),
        (
            nil, .imageToVideo, ["fal-ai live t2v"],
            "o/n is served for text-to-video and not for image-to-video."
        ),
        (
            "together", .textToVideo, ["fal-ai live", "replicate live", "novita staging"],
            "together does not serve o/n."
        ),
        (
            "novita", .textToVideo, ["fal-ai live", "replicate live", "wavespeed live", "novita error"],
            "o/n at novita failed the Hub's last check."
        ),
        (
            "fal-ai", .imageToVideo, ["fal-ai live t2v", "wavespeed live i2v"],
            "fal-ai serves o/n for text-to-video and not for image-to-video."
        ),
        (
            "replicate", .imageToVideo, ["wavespeed live i2v"],
            "replicate does no image-to-video."
        ),
        (
            "deepinfra", .textToVideo, ["fal-ai live"],
            "This program does not speak to deepinfra."
        ),
        (
            "nebius", .textToVideo, ["fal-ai live"],
            "nebius is no longer a provider of Hugging Face."
        ),
    ]

    @Test(arguments: table)
    func `the first that is known, live and of the task is taken, or it is said why none`(
        row: (wish: String?, task: InferenceTask, entries: [String], outcome: String)
    ) throws {
        let mapping = try mapping(row.entries)
        do {
            let chosen = try ProviderChoice.choose(.init(row.wish), for: row.task, in: mapping)
            #expect(chosen.provider.rawValue == row.outcome)
            #expect(chosen.model.id == "\(row.outcome)/model")
        } catch {
            #expect(error.sentence == row.outcome)
            #expect(error.error.failure().message == row.outcome)
            let others = ProviderChoice.able(row.task, in: mapping).map(\.provider.rawValue)
            #expect(error.others.map(\.rawValue) == others)
            #expect(error.error.detail.others == others)
            #expect(error.error.failure().hint.contains(others.isEmpty ? "model" : "provider: \(others[0])"))
        }
    }

    @Test func `a provider is offered once, by the entry that comes first`() throws {
        let entries = ["fal-ai live", "wavespeed live", "fal-ai live"]
        let able = ProviderChoice.able(.textToVideo, in: try mapping(entries))
        #expect(able.map(\.provider) == [.falAI, .wavespeed])
    }

    @Test func `the provider behind a model's name is taken off it`() throws {
        let plain = try ModelName("Wan-AI/Wan2.2-TI2V-5B")
        #expect(plain.provider == nil)
        let named = try ModelName("Wan-AI/Wan2.2-TI2V-5B:fal-ai")
        #expect(named.model == plain.model)
        #expect(named.provider == "fal-ai")
        #expect(try ModelName("o/n:auto").provider == nil)
        for text in [
            "o/n:fastest", "o/n:cheapest", "o/n:Preferred", "o/n:", "o/n:a b", "o/n:é", "o", ":fal-ai", "",
        ] {
            #expect(throws: ParameterProblem.self) { try ModelName(text) }
        }
    }

    /// Entries such as `fal-ai live i2v`; the task is text-to-video where none is said.
    private func mapping(_ entries: [String]) throws -> ProviderMapping {
        ProviderMapping(
            model: try #require(ModelID("o/n")),
            entries: try entries.map { text in
                let words = text.split(separator: " ").map(String.init)
                return ProviderEntry(
                    provider: words[0],
                    model: try #require(ProviderModel(id: "\(words[0])/model")),
                    task: words.last == "i2v" ? "image-to-video" : "text-to-video",
                    status: .init(words[1])
                )
            }
        )
    }
}
