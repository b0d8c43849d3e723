/// What the simulator plays before its usual behavior: for each request, the first step that fits it and is
/// not used up answers.
///
///     Scenario(steps: [.loading(estimatedTime: 20).times(2), .video()])
///
/// A scenario can also be read from a JSON file, see ``init(data:)``.
package struct Scenario: Sendable, Equatable {
    /// The steps, in the order in which they are tried.
    package var steps: [Step]

    /// A scenario of these steps; without any, the usual behavior.
    package init(steps: [Step] = []) {
        self.steps = steps
    }
}

/// Which steps of a scenario have been played, and how often.
struct ScenarioProgress: Sendable {
    private let scenario: Scenario
    private var uses: [Int]

    init(_ scenario: Scenario) {
        self.scenario = scenario
        uses = Array(repeating: 0, count: scenario.steps.count)
    }

    /// The next step for a request, which it thereby uses.
    mutating func next(for request: ReceivedRequest, call: GenerationCall?) -> Scenario.Step? {
        for (index, step) in scenario.steps.enumerated() {
            guard step.times.map({ uses[index] < $0 }) ?? true, step.condition.fits(request, call: call)
            else {
                continue
            }
            uses[index] += 1
            return step
        }
        return nil
    }
}

extension Scenario.Condition {
    /// Whether a request is meant.
    func fits(_ request: ReceivedRequest, call: GenerationCall?) -> Bool {
        if let method, method.uppercased() != request.method { return false }
        if let path, !request.path.contains(path) { return false }
        if let prompt {
            guard let call, call.prompt.lowercased().contains(prompt.lowercased()) else { return false }
        }
        return call != nil || path != nil || method != nil
    }
}
