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
            try PromptVariables.filled("{a} {b-2} { c }", with: [])
        }
        #expect(missing?.message == "The prompt needs a value for a, b-2.")
        #expect(missing?.hint == "Give it with --set a=VALUE")
        let value = try unwrap(VariableAssignment(argument: "x=1=2"), "an assignment")
        #expect(throws: CommandFailure.self) { try PromptVariables.filled("plain", with: [value]) }
        #expect(try PromptVariables.filled("{x} {x}", with: [value]) == "1=2 1=2")
    }
}
