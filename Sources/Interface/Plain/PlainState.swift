package import Generations

/// What plain mode knows: the same runs as the screen, without a place for anything.
package struct PlainState: Equatable, Sendable {
    package var setup: Setup
    package internal(set) var now: Moment

    var runs = RunsState()
    /// What the next prompt is made of, its own words aside.
    var base: GenerationRequest
    /// The lines of a prompt that goes on in the next line.
    var unfinished: [String] = []
    /// The request that was sent last, for `/save`.
    var lastRequest: GenerationRequest?
    /// The take that was spoken of last.
    var current: GenerationID?
    var question: PlainQuestion?
    /// What is to be done with a take as soon as it has been looked up.
    var wanted: WantedTake?
    /// What was changed of a take and is not yet confirmed by the library.
    var changing: [GenerationID: PlainVerb] = [:]
    var lookup: HistoryLookup?
    /// Where the next page of the history begins.
    var next: HistoryLookup?
    /// The saved prompt that is to be run as soon as they are listed; empty to speak the list.
    var wantedPrompt: String?
    /// What was said last of each run, so that nothing is said twice.
    var spoken: [GenerationID: String] = [:]
    /// Requests that are on their way into the library.
    var tickets: Set<Int> = []
    var lastNumber = 0
    /// No line follows: the program ends with the last run.
    var isInputOver = false
    var isEnded = false

    package init(setup: Setup, now: Moment) {
        self.setup = setup
        self.now = now
        base = setup.template
    }

    mutating func nextNumber() -> Int {
        lastNumber += 1
        return lastNumber
    }
}

/// A question that waits for yes or no.
enum PlainQuestion: Equatable, Sendable {
    case send(GenerationRequest, parent: GenerationID?)
    case cancel(GenerationID)
    case quit
}

/// A take that is being looked up, and why.
struct WantedTake: Equatable, Sendable {
    var id: GenerationID
    var verb: PlainVerb
}

/// What plain mode answers: lines to be spoken, and what is to be done.
struct PlainOutcome: Equatable, Sendable {
    var lines: [String] = []
    var effects: [AppEffect] = []

    static func say(_ lines: String...) -> PlainOutcome { PlainOutcome(lines: lines) }
}

/// What plain mode listens to.
package enum PlainInput: Equatable, Sendable {
    case line(String)
    case endOfInput
    /// Ctrl-C, or the wish of the system.
    case interrupted
    case generation(GenerationEvent)
    case result(EffectResult)
}
