import Generations
import Library
import Testing

@testable import Commands

@Suite struct PromptsCommandTests {
    @Test func `prompts are saved, listed, shown, changed and deleted`() async throws {
        let stage = try Stage()
        #expect(try await stage.run(["prompts", "save", "fox", "a {color} fox", "--seed", "7"]) == .done)
        #expect(try await stage.run(["prompts", "list"]) == .done)
        #expect(try await stage.run(["prompts", "show", "Fox"]) == .done)
        #expect(stage.output.text == "fox\ta {color} fox\na {color} fox\n")
        #expect(try await stage.run(["prompts", "show", "fox", "--json"]) == .done)
        #expect(stage.output.text.contains(#""parameters": {"seed": 7}, "variables": ["color"]"#))
        let edited = try await stage.run(["prompts", "edit", "fox"]) { $0.edit = { $0 + " in snow\n" } }
        #expect(edited == .done)
        #expect(try await stage.library().savedPrompt("fox")?.prompt == "a {color} fox in snow")
        #expect(try await stage.library().savedPrompt("fox")?.parameters.seed == 7)
        #expect(try await stage.run(["prompts", "delete", "fox"]) == .done)
        #expect(try await stage.run(["prompts", "show", "fox"]) == .notFound)
    }

    @Test func `an editor that fails leaves the prompt as it was`() async throws {
        let stage = try Stage()
        _ = try await stage.run(["prompts", "save", "fox", "a fox"])
        let status = try await stage.run(["prompts", "edit", "fox"]) { dependencies in
            dependencies.edit = { try await Editor(environment: ["EDITOR": "false"]).edit($0) }
        }
        #expect(status == .failure)
        #expect(stage.error.text.contains("The editor “false” did not end well"))
        #expect(try await stage.library().savedPrompt("fox")?.prompt == "a fox")
    }

    @Test func `the editor may have arguments, and VISUAL comes first`() async throws {
        let editor = Editor(environment: ["VISUAL": "sed -i s/fox/dog/", "EDITOR": "false"])
        #expect(try await editor.edit("a fox") == "a dog")
        #expect(Editor(environment: [:]).command == "vi")
    }

    @Test func `a variable without a value, and a value without a variable, are refused`() throws {
        let missing = #expect(throws: CommandFailure.self) {
            try PromptExpansion.texts("{a} {b-2} { c }", with: [], mayBeMany: false)
        }
        #expect(missing?.message == "The prompt needs a value for a, b-2.")
        #expect(missing?.hint == "Give it with --set a=VALUE")
        let value = try unwrap(VariableAssignment(argument: "x=1=2"), "an assignment")
        #expect(throws: CommandFailure.self) {
            try PromptExpansion.texts("plain", with: [value], mayBeMany: false)
        }
        #expect(try PromptExpansion.texts("{x} {x}", with: [value], mayBeMany: false) == ["1=2 1=2"])
    }

    @Test func `alternatives are run only when that is asked for, and no more than can be`() throws {
        let many = #expect(throws: CommandFailure.self) {
            try PromptExpansion.texts("a {b|c}", with: [], mayBeMany: false)
        }
        #expect(many?.message == "The prompt makes 2 runs.")
        #expect(try PromptExpansion.texts("a {b|c}", with: [], mayBeMany: true) == ["a b", "a c"])
        let tooMany = #expect(throws: CommandFailure.self) {
            try PromptExpansion.texts("{1..1000}{1..1000}", with: [], mayBeMany: true)
        }
        #expect(tooMany?.message == "The prompt makes 1000000 runs, and 500 are the most at once.")
    }
}
