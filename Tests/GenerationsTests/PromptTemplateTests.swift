import Generations
import Testing

struct PromptTemplateTests {
    private func texts(_ text: String, _ values: [String: String] = [:]) -> [String] {
        PromptTemplate(text).expansions(values)
    }

    @Test(arguments: [
        ("a boat", ["a boat"]),
        ("", [""]),
        ("a {red|blue} boat", ["a red boat", "a blue boat"]),
        ("{a|b} {1|2}", ["a 1", "a 2", "b 1", "b 2"]),
        ("a {red|} boat", ["a red boat", "a boat"]),
        ("{|old }boat", ["boat", "old boat"]),
        ("{a {b|c}|d}", ["a b", "a c", "d"]),
        ("x --seed {1..3}", ["x --seed 1", "x --seed 2", "x --seed 3"]),
        ("{1..10..4}", ["1", "5", "9"]),
        ("{3..1}", ["3", "2", "1"]),
        ("{-1..1}", ["-1", "0", "1"]),
        ("{🚤|東京}", ["🚤", "東京"]),
        ("{a\\|b|c}", ["a|b", "c"]),
    ])
    func `a prompt stands for its texts, the last choice changing fastest`(_ text: String, _ all: [String]) {
        #expect(texts(text) == all)
        #expect(PromptTemplate(text).count == all.count)
    }

    @Test(arguments: [
        "{", "}", "}{", "{}", "a | b", "{a b}", "a {b", "{a|b", "a|b}", "{{{", "}}}|||{{{", "{1..}",
        "{1..2..0}",
        "{..}", "{\"a\": 1}", "{\"a\": \"b|c\", \"d\": {\"e\": 1}}", "body { color: red; }", "\\", "C:\\new",
        "\\|",
        "--param loras=[{\"path\": \"x|y\"}]", "{🚤}", "{1a}", "{a.b}", "{ name }",
    ])
    func `what is no choice and no variable stays as it is`(_ text: String) {
        #expect(PromptTemplate(text).isPlain)
        #expect(texts(text) == [text])
        #expect(PromptTemplate.escaped(text) == text)
    }

    @Test
    func `variables are filled everywhere, and are named once`() {
        let template = PromptTemplate("a {color} fox, {{color}|{weather}} {été}")
        #expect(template.variables == ["color", "weather", "été"])
        #expect(template.count == 2)
        let values = ["color": "red|{x}", "weather": "rain", "été": "sun"]
        #expect(template.expansions(values) == ["a red|{x} fox, red|{x} sun", "a red|{x} fox, rain sun"])
        #expect(template.first() == "a {color} fox, {color} {été}")
    }

    @Test(arguments: [
        "a {b|c}", "{name}", "\\{name\\}", "{\"a\": 1} {b}", "{1..2}", "\\\\{", "a \\{b|c\\} {d|e}",
    ])
    func `an escaped text stands for itself`(_ text: String) {
        let escaped = PromptTemplate(PromptTemplate.escaped(text))
        #expect(escaped.isPlain)
        #expect(escaped.first() == text)
    }

    @Test
    func `backslashes make braces plain`() {
        #expect(texts("a \\{b|c\\} \\{d\\}") == ["a {b|c} {d}"])
    }

    @Test
    func `too many are counted and not made`() {
        let many = PromptTemplate(String(repeating: "{1..1000}", count: 3))
        #expect(many.count == 1_000_000_000)
        #expect(many.axes == [1_000, 1_000, 1_000])
        #expect(many.expansions(limit: 3) == ["111", "112", "113"])
        #expect(many.expansions().count == PromptTemplate.mostRuns)
        #expect(PromptTemplate(String(repeating: "{a|b}", count: 200)).count == .max)
        #expect(PromptTemplate("{1..999999999999}").count == 999_999_999_999)
        #expect(PromptTemplate("{1..99999999999999999999}").isPlain)
        #expect(many.expansions(limit: 0) == [])
    }

    @Test
    func `any depth and any length is read`() {
        let deep = String(repeating: "{a|", count: 5_000) + "b" + String(repeating: "}", count: 5_000)
        #expect(PromptTemplate(deep).count > 40)
        #expect(PromptTemplate(String(repeating: "{", count: 100_000)).isPlain)
        #expect(PromptTemplate(String(repeating: "{\"", count: 50_000)).isPlain)
        #expect(PromptTemplate(String(repeating: "{a|b}", count: 100_000)).isPlain)
        #expect(PromptTemplate(String(repeating: "{a|b", count: 20_000) + "}").count == 2)
    }

    @Test
    func `the places of choices and variables are known to views`() {
        #expect(PromptTemplate.places(in: "a {b} {c d} {e|{f}} \\{g}") == [2..<5, 12..<19])
        #expect(PromptTemplate.places(in: "🚤{a|b}") == [1..<6])
    }
}
