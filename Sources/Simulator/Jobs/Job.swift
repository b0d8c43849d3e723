/// Work that a provider has accepted.
struct Job: Sendable {
    /// 1 for the first that the simulator accepted.
    var number: Int
    /// The provider's own id.
    var id: String
    /// The provider, as in the router's path.
    var provider: String
    /// What was asked for.
    var submission: Submission
    /// The words of its prompt.
    var words: PromptWords
    /// When it was accepted, by the simulator's clock.
    var submitted: Duration
    /// How many seconds it takes at the pace of people.
    var length: Double
    /// How many polls it takes when no time passes.
    var ticks: Int
    /// How often it was asked for.
    var polls = 0
    /// How often its result was asked for.
    var readings = 0
    /// Whether the answer to the submit already brought the result.
    var isFinished = false
    /// Whether a cancel was heeded.
    var isCancelled = false
    /// Every request that concerned it.
    var log: [SimulatedJob.Entry] = []

    /// What a job comes to; the same call takes the same time in every run.
    init(number: Int, provider: String, submission: Submission, submitted: Duration) {
        self.number = number
        self.provider = provider
        self.submission = submission
        self.submitted = submitted
        id = JobID.text(provider, number: number, fingerprint: submission.call.fingerprint)
        words = PromptWords(submission.call.prompt)
        let isQuick = words.manners.contains(.quick)
        let isSlow = words.manners.contains(.slow)
        ticks = isQuick ? 2 : isSlow ? 10 : 5
        length =
            isQuick ? 1.5 : isSlow ? 30 : 8 + Double(submission.call.fingerprint % 61) / 10
        if has(.waitover) { length = 75 }
    }

    /// Whether its prompt asked for this.
    func has(_ mood: JobMood) -> Bool {
        words.has(mood, at: provider)
    }

    /// How far it is. Without a pace no time passes, and each poll is a step.
    func moment(at now: Duration, pace: Double) -> JobMoment {
        if isCancelled { return .cancelled }
        let share =
            if isFinished { 1.0 } else if pace > 0 {
                (now - submitted) / .seconds(length * pace)
            } else {
                Double(polls) / Double(ticks)
            }
        if share >= 1 { return has(.aborted) ? .aborted : has(.failed) ? .failed : .succeeded }
        if share < 0.4 { return .queued(ahead: share < 0.13 ? 2 : share < 0.27 ? 1 : 0) }
        return .running((share - 0.4) / 0.6)
    }
}

/// How far a job is.
package enum JobMoment: Sendable, Equatable {
    /// Waiting behind so many others.
    case queued(ahead: Int)
    /// Being made; 0 at the beginning, 1 at the end.
    case running(Double)
    case succeeded, failed, cancelled
    /// The deadline passed before it began.
    case aborted

    /// Whether nothing will change any more.
    package var isOver: Bool {
        switch self {
        case .queued, .running: false
        case .succeeded, .failed, .cancelled, .aborted: true
        }
    }

    /// The steps made, of so many.
    func steps(of total: Int) -> Int {
        // A half in doubles may lie below a half, and a step must not be lost by that.
        if case .running(let share) = self { Int(share * Double(total) + 1e-6) } else { isOver ? total : 0 }
    }
}

/// What a request wants made.
struct Submission: Sendable {
    /// The provider's name for the model.
    var target: String
    /// What it makes.
    var task: RoadTask
    /// The call, as scenarios and words know it.
    var call: GenerationCall
    /// The parameters, as sent.
    var input: JSON
    /// Whether the answer brings the result itself.
    var isSynchronous = false
    /// How many seconds the client asked to be held for the result.
    var wait: Double?
}

/// What a model makes, in the Hub's words.
package enum RoadTask: String, Sendable, CaseIterable {
    case textToVideo = "text-to-video"
    case imageToVideo = "image-to-video"
    case imageTextToVideo = "image-text-to-video"
    case textToImage = "text-to-image"

    /// Whether the result is a picture.
    var isPicture: Bool { self == .textToImage }
}
