package import Foundation

extension Scenario {
    /// Reads a scenario file, or throws a sentence that says what is wrong and in which step.
    ///
    ///     { "steps": [
    ///       { "status": 503, "json": {"error": "Model X is currently loading", "estimated_time": 20},
    ///         "times": 2 },
    ///       { "when": {"prompt": "boat"}, "status": 429, "headers": {"Retry-After": "5"} },
    ///       { "clip": "sea", "delay": 1.5, "chunk": {"bytes": 512, "pause": 0.1}, "cut": 2000,
    ///         "times": "always" }
    ///     ] }
    ///
    /// | Key | Meaning; every key may be left out |
    /// |---|---|
    /// | `when` | `prompt`: a part of it, in any case; `path`: a part of it; `method`. Else: every call |
    /// | `status` | 200 |
    /// | `headers` | names and values; a value may be a list, for a header that comes several times |
    /// | `text`, `html`, `base64` | the body, as a text |
    /// | `json`, `clip`, `picture` | or the body as any JSON; a clip's name or `"auto"`; `true` |
    /// | `delay` | seconds before the first byte, at the simulator's pace |
    /// | `chunk` | `bytes` in each piece, `pause` in seconds after each |
    /// | `framing` | `length`, `chunked` or `close` |
    /// | `cut` | closes the connection after so many bytes of the body |
    /// | `end` | `drop`: closed before any byte; `silent`: never answered; `broken-chunk`: damaged at `cut` |
    /// | `times` | 1, or another count, or `"always"` |
    package init(data: Data) throws(ScenarioFileError) {
        guard let json = try? JSONSerialization.jsonObject(with: data) else {
            throw ScenarioFileError("the scenario is not JSON")
        }
        guard let file = json as? [String: Any], let list = file["steps"] as? [Any] else {
            throw ScenarioFileError("the scenario needs a list named \"steps\"")
        }
        var steps: [Step] = []
        for (index, entry) in list.enumerated() {
            guard let fields = entry as? [String: Any] else {
                throw ScenarioFileError("step \(index + 1) is not an object")
            }
            steps.append(try StepFields(fields, place: "step \(index + 1)").step())
        }
        self.init(steps: steps)
    }
}

/// What is wrong with a scenario file, in one sentence.
package struct ScenarioFileError: Error, Equatable, CustomStringConvertible {
    /// The sentence, without a full stop.
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
