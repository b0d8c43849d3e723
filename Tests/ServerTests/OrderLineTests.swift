import Generations
import Testing

@testable import Server

@Suite struct OrderLineTests {
    @Test func `a line is the body of a request, and its image may be a file`() throws {
        let (order, none) = try VideoOrder.read(line: #"{"prompt": "a fox", "seed": 7, "model": "a/b"}"#)
        var expected = VideoOrder(prompt: "a fox")
        expected.model = "a/b"
        expected.parameters.seed = 7
        #expect(order == expected)
        #expect(none == nil)
        let (image, file) = try VideoOrder.read(line: #"{"image": "stills/fox.png", "fps": 12}"#)
        #expect(file == "stills/fox.png")
        #expect(image.prompt == "")
        #expect(image.parameters.fps == 12)
        let (address, path) = try VideoOrder.read(line: #"{"image": "https://example.com/a.png"}"#)
        #expect(address.image == .address("https://example.com/a.png"))
        #expect(path == nil)
    }

    @Test(arguments: [
        ("nonsense", "The line is no JSON object."), ("[1]", "The line is no JSON object."),
        (#"{"prompt": 7}"#, "“prompt” must be a text, and is a whole number."),
        (#"{"promt": "x"}"#, "“promt” is no parameter."),
        (#"{"prompt": "x", "wait": false}"#, "“wait” is for the server: here it is always waited."),
        (#"{"image": "a.png", "width": "x"}"#, "“width” must be a whole number, and is a text."),
        (#"{"seed": 7}"#, "The prompt is missing."),
    ])
    func `a line that cannot be is refused`(line: String, message: String) {
        let problem = #expect(throws: ServerProblem.self) { _ = try VideoOrder.read(line: line) }
        #expect(problem?.message == message)
    }
}
