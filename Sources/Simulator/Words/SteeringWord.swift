/// A word in a prompt, such as `#loading`, that asks the simulator to misbehave.
///
/// In the prompt a count may follow: `#error:2` fails twice and then lets the call through. Several words are
/// played one after the other. A word counts its answers for each model, prompt and seed.
package struct SteeringWord: Sendable {
    /// The word without `#`.
    package var name: String
    /// What it does, in one line.
    package var summary: String
    /// How often it answers; none means every time.
    package var times: Int?
    /// What it answers.
    var answer: @Sendable (Circumstances) -> Scenario.Step
    /// The request header by which a client asks to be held instead of being sent away.
    var hold: Hold?

    /// What an answer depends on.
    struct Circumstances {
        var call: GenerationCall
        var path: String
        var baseURL: String
        var pace: Double
        /// The provider whose road the request is on; none in the direct shape.
        var provider: String?
        /// The job that the request is about; none before there is one.
        var jobID: String?

        /// Seconds that an answer announces, at the simulator's pace.
        func announced(_ seconds: Double) -> Double {
            seconds * pace
        }

        /// Whole seconds that an answer announces, rounded up.
        func announcedWhole(_ seconds: Double) -> Int {
            Int(announced(seconds).rounded(.up))
        }
    }

    /// How a client can wait for the trouble to pass within one request.
    enum Hold: Sendable {
        /// `x-wait-for-model: true`: held until loaded, so many seconds for each answer spared.
        case waitForModel(seconds: Double)
        /// `X-Scale-Up-Timeout`: held while the time given lasts, so many seconds for each answer spared.
        case scaleUp(seconds: Double)
    }

    init(
        _ name: String,
        _ summary: String,
        times: Int? = nil,
        hold: Hold? = nil,
        answer: @escaping @Sendable (Circumstances) -> Scenario.Step
    ) {
        self.name = name
        self.summary = summary
        self.times = times
        self.hold = hold
        self.answer = answer
    }
}
