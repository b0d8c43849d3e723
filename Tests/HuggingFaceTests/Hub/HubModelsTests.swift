import Foundation
import Generations
import NIOHTTP1
import Testing

@testable import HuggingFace

@Suite struct HubModelsTests {
    private static let hub = HubModels(token: nil, userAgent: "rushes/1")

    @Test(arguments: [
        (
            "hub-mapping-wan22-ti2v", "Wan-AI/Wan2.2-TI2V-5B",
            [
                "fal-ai live fal-ai/wan/v2.2-5b/text-to-video text-to-video",
                "replicate live wan-video/wan-2.2-5b-fast text-to-video",
                "wavespeed live wavespeed-ai/wan-2.2/t2v-5b-720p text-to-video",
            ]
        ),
        (
            "hub-mapping-versioned-replicate", "ByteDance/SDXL-Lightning",
            [
                "fal-ai live fal-ai/lightning-models text-to-image",
                "replicate live bytedance/sdxl-lightning-4step:5599ed30703defd1d160a25a63321b4d"
                    + "ec97101d98b4674bcc56e41f62f35637 text-to-image",
            ]
        ),
        (
            "hub-mapping-with-staging", "meta-llama/Llama-3.1-8B-Instruct",
            [
                "fireworks-ai live accounts/fireworks/models/llama-v3p1-8b-instruct conversational",
                "sambanova live Meta-Llama-3.1-8B-Instruct conversational",
                "hf-inference live meta-llama/Llama-3.1-8B-Instruct conversational",
                "nebius staging meta-llama/Meta-Llama-3.1-8B-Instruct-fast conversational",
                "novita staging meta-llama/llama-3.1-8b-instruct conversational",
            ]
        ),
        ("hub-inference-absent", "manycore-research/SpatialLM-Llama-1B", []),
        ("hub-inference-warm", "google/gemma-3-27b-it", []),
        ("hub-pipeline-tag", "facebook/bart-base", []),
        ("hub-307-renamed-model-2", "google-bert/bert-base-uncased", []),
    ])
    func `the recorded answers name the model and its providers in the Hub's order`(
        name: String,
        model: String,
        entries: [String]
    ) throws {
        let mapping = try mapping(name)
        #expect(mapping.model.rawValue == model)
        #expect(mapping.entries.map(words) == entries)
    }

    @Test(arguments: [
        "hub-mapping-flux-dev", "hub-mapping-bfl-era", "hub-mapping-sdxl",
    ])
    func `what is served for pictures serves no video`(name: String) throws {
        let mapping = try mapping(name)
        #expect(mapping.entries.count >= 4)
        let task = InferenceTask.textToVideo
        #expect(ProviderChoice.able(task, in: mapping).isEmpty)
        do {
            _ = try ProviderChoice.choose(.auto, for: task, in: mapping)
            Issue.record("a provider was chosen")
        } catch {
            #expect(
                error.sentence
                    == "\(mapping.model) is served for text-to-image and not for text-to-video."
            )
        }
    }

    @Test func `a renamed model gives its new name, and no other host can`() throws {
        let model = try #require(ModelID("o/n"))
        let answer = try Fixture("hub-307-renamed-model-1").answer()
        let name = try #require(ModelID("google-bert/bert-base-uncased"))
        #expect(try Self.hub.read(answer, for: model) == .renamed(name))
        #expect(
            HubModels.notice(of: model, nowCalled: name) == "o/n is called google-bert/bert-base-uncased now."
        )
        for location in [
            "https://evil.example.x/api/models/a/b", "//evil.example/api/models/a/b", "/a/b", "",
        ] {
            var foreign = answer
            foreign.headers.replaceOrAdd(name: "location", value: location)
            #expect(throws: InferenceError.self) { try Self.hub.read(foreign, for: model) }
        }
    }

    @Test(arguments: [
        (
            "hub-404-repo-not-found", false,
            "o/n does not exist, or is private."
        ),
        (
            "hub-401-missing-or-private", false,
            "o/n does not exist, or is private: no token was sent that may read it."
        ),
        (
            "hub-401-missing-or-private", true,
            "o/n does not exist, or is private: the token may not read it."
        ),
        (
            "whoami-401", true,
            "huggingface.co does not accept the token from HF_TOKEN: "
                + "Invalid credentials in Authorization header."
        ),
    ])
    func `missing and private models are told apart from bad tokens`(
        name: String,
        hasToken: Bool,
        message: String
    ) throws {
        let error = try #require(throws: InferenceError.self) {
            try hub(hasToken: hasToken).read(try Fixture(name).answer(), for: try #require(ModelID("o/n")))
        }
        #expect(error.failure().message == message)
    }

    @Test(arguments: [true, false])
    func `a gated model says where its terms are accepted`(hasToken: Bool) throws {
        var answer = try Fixture("hub-404-repo-not-found").answer()
        answer.status = 403
        answer.headers.replaceOrAdd(name: "X-Error-Code", value: "GatedRepo")
        answer.body = Array(#"{"error":"Access to model o/n is restricted."}"#.utf8)
        let error = try #require(throws: InferenceError.self) {
            try hub(hasToken: hasToken).read(answer, for: try #require(ModelID("o/n")))
        }
        let failure = error.failure()
        #expect(
            failure.message.hasPrefix(
                "o/n is gated: its terms have to be accepted at https://huggingface.co/o/n"
            )
        )
        #expect(failure.code == .accessDenied)
        #expect(failure.hint.contains("Accept the model's terms"))
    }

    @Test func `the token goes to the Hub that is set`() throws {
        let token = try #require(try AccessToken("hf_abcdefghijklm0123"))
        let hub = HubModels(base: "http://127.0.0.1:8000/", token: token, userAgent: "rushes/1")
        let request = hub.request(for: try #require(ModelID("o/n")), traceID: "t")
        #expect(request.url == "http://127.0.0.1:8000/api/models/o/n?expand=inferenceProviderMapping")
        #expect(request.token == token)
        #expect(request.method == .get)
    }

    @Test(arguments: [
        #"{"p":{"status":"live"}}"#, #"{"p":{"providerId":"../x","task":"text-to-video"}}"#,
        #"{"p":{"providerId":"/x","task":"text-to-video"}}"#, #"{"p":{"providerId":"a?b","task":"t"}}"#,
        #"{"p":null}"#, #"[null,7,{"providerId":"x","task":"t"}]"#, "null", "[]", "{}", "7", #""x""#,
    ])
    func `what cannot be used in a mapping is left out`(text: String) throws {
        let model = try #require(ModelID("o/n"))
        #expect(ProviderMapping(Array(text.utf8)[...], of: model).entries.isEmpty)
    }

    @Test func `keys with escapes, braces and quotes keep their order`() throws {
        let text = #" { "b\"{": "}," , "a\u0041": [1, {"x": "]"}], "c" : {} } "#
        let members = JSONMembers.members(of: Array(text.utf8)[...])
        try #require(members.count == 3)
        #expect(members.map(\.key) == ["b\"{", "aA", "c"])
        #expect(
            members.map { JSONText.value(Array($0.value)) } == [
                .string("},"), .array([.integer(1), .object(["x": .string("]")])]), .object([:]),
            ]
        )
        #expect(JSONMembers.elements(of: members[1].value).count == 2)
    }

    private func hub(hasToken: Bool) throws -> HubModels {
        HubModels(token: hasToken ? try AccessToken("hf_abcdefghijklm0123") : nil, userAgent: "rushes/1")
    }

    private func mapping(_ name: String) throws -> ProviderMapping {
        let answer = try Self.hub.read(try Fixture(name).answer(), for: try #require(ModelID("o/n")))
        guard case .mapping(let mapping) = answer else {
            throw InferenceError.unreadableResponse(ErrorDetail(message: "no mapping"))
        }
        return mapping
    }

    private func words(_ entry: ProviderEntry) -> String {
        "\(entry.provider) \(entry.status) \(entry.model.id) \(entry.task)"
    }
}
