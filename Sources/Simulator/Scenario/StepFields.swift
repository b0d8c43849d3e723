import Foundation

/// The fields of one step in a scenario file, read with an error that names the place.
struct StepFields {
    private let fields: [String: Any]
    private let place: String

    private static let bodies = ["base64", "clip", "html", "json", "picture", "text"]
    private static let known =
        bodies + [
            "chunk", "cut", "delay", "end", "framing", "headers", "status", "times", "when",
        ]

    init(_ fields: [String: Any], place: String, known: [String] = Self.known) throws(ScenarioFileError) {
        self.fields = fields
        self.place = place
        if let unknown = fields.keys.sorted().first(where: { !known.contains($0) }) {
            let names = known.sorted().joined(separator: ", ")
            throw ScenarioFileError("\(place): unknown key \"\(unknown)\"; known are \(names)")
        }
    }

    /// The step that the fields describe.
    func step() throws(ScenarioFileError) -> Scenario.Step {
        var step = Scenario.Step()
        step.condition = try condition()
        step.status = try number("status").map(Int.init) ?? 200
        guard (200...599).contains(step.status) else { throw wrong("status", "a number from 200 to 599") }
        step.headers = try headers()
        step.body = try body()
        step.delay = try seconds("delay")
        step.pieces = try pieces()
        if let name = try string("framing") {
            guard let framing = Scenario.Framing(rawValue: name) else {
                throw wrong("framing", "length, chunked or close")
            }
            step.framing = framing
        }
        step.ending = try ending()
        if step.isBrokenChunk { step.framing = .chunked }
        step.times = try times()
        return step
    }

    private func condition() throws(ScenarioFileError) -> Scenario.Condition {
        guard let when = try object("when", known: ["prompt", "path", "method"]) else { return .init() }
        return Scenario.Condition(
            prompt: try when.string("prompt"),
            path: try when.string("path"),
            method: try when.string("method")
        )
    }

    private func headers() throws(ScenarioFileError) -> [ReceivedRequest.Header] {
        guard let value = fields["headers"] else { return [] }
        guard let object = value as? [String: Any] else { throw wrong("headers", "an object") }
        var headers: [ReceivedRequest.Header] = []
        for name in object.keys.sorted() {
            guard let values = object[name] as? [String] ?? (object[name] as? String).map({ [$0] }) else {
                throw wrong("headers", "an object of texts or lists of texts")
            }
            headers += values.map { ReceivedRequest.Header(name, $0) }
        }
        return headers
    }

    private func body() throws(ScenarioFileError) -> Scenario.Body {
        let given = Self.bodies.filter { fields[$0] != nil }
        guard given.count < 2 else {
            throw ScenarioFileError("\(place): only one of \(given.joined(separator: ", ")) can be the body")
        }
        switch given.first {
        case "text": return .text(try string("text") ?? "")
        case "html": return .html(try string("html") ?? "")
        case "json": return .json(try json())
        case "base64": return .bytes(try base64(), contentType: "application/octet-stream")
        case "clip": return .clip(try clip())
        case "picture":
            guard fields["picture"] as? Bool == true else { throw wrong("picture", "true") }
            return .picture
        default: return .nothing
        }
    }

    private func json() throws(ScenarioFileError) -> String {
        let options: JSONSerialization.WritingOptions = [
            .sortedKeys, .fragmentsAllowed, .withoutEscapingSlashes,
        ]
        guard let value = fields["json"],
            let data = try? JSONSerialization.data(withJSONObject: value, options: options)
        else { throw wrong("json", "JSON") }
        return String(decoding: data, as: UTF8.self)
    }

    private func base64() throws(ScenarioFileError) -> [UInt8] {
        guard let text = try string("base64"), let data = Data(base64Encoded: text) else {
            throw wrong("base64", "a text in base64")
        }
        return Array(data)
    }

    private func clip() throws(ScenarioFileError) -> Clip? {
        let name = try string("clip") ?? "auto"
        guard name != "auto" else { return nil }
        guard let clip = Clip(rawValue: name) else {
            throw wrong("clip", "auto or one of \(Clip.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return clip
    }

    private func pieces() throws(ScenarioFileError) -> Scenario.Pieces? {
        guard let chunk = try object("chunk", known: ["bytes", "pause"]) else { return nil }
        guard let bytes = try chunk.number("bytes").map(Int.init), bytes > 0 else {
            throw wrong("chunk", "an object with \"bytes\" above 0")
        }
        return Scenario.Pieces(bytes: bytes, pause: try chunk.seconds("pause"))
    }

    private func ending() throws(ScenarioFileError) -> Scenario.Ending {
        let cut = try number("cut").map(Int.init)
        switch try string("end") {
        case nil: return cut.map { .cut(afterBytes: $0) } ?? .whole
        case "drop": return .dropped
        case "silent": return .silent
        case "broken-chunk": return .brokenChunk(afterBytes: cut ?? 0)
        case "stall": return .stalled(afterBytes: cut ?? 0)
        default: throw wrong("end", "drop, silent, stall or broken-chunk")
        }
    }

    private func times() throws(ScenarioFileError) -> Int? {
        if fields["times"] as? String == "always" { return nil }
        guard fields["times"] != nil else { return 1 }
        guard let count = fields["times"] as? Int, count > 0 else {
            throw wrong("times", "a count or \"always\"")
        }
        return count
    }
}

extension StepFields {
    private func wrong(_ key: String, _ wanted: String) -> ScenarioFileError {
        ScenarioFileError("\(place): \"\(key)\" must be \(wanted)")
    }

    private func string(_ key: String) throws(ScenarioFileError) -> String? {
        guard let value = fields[key] else { return nil }
        guard let text = value as? String else { throw wrong(key, "a text") }
        return text
    }

    private func number(_ key: String) throws(ScenarioFileError) -> Double? {
        guard let value = fields[key] else { return nil }
        guard let number = value as? Double, (0...1e9).contains(number) else {
            throw wrong(key, "a number from 0 to a thousand million")
        }
        return number
    }

    private func seconds(_ key: String) throws(ScenarioFileError) -> Duration {
        .seconds(try number(key) ?? 0)
    }

    private func object(_ key: String, known: [String]) throws(ScenarioFileError) -> StepFields? {
        guard let value = fields[key] else { return nil }
        guard let object = value as? [String: Any] else { throw wrong(key, "an object") }
        return try StepFields(object, place: "\(place), \"\(key)\"", known: known)
    }
}

extension Scenario.Step {
    fileprivate var isBrokenChunk: Bool {
        if case .brokenChunk = ending { true } else { false }
    }
}
