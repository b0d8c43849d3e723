import Generations

/// A question that only `y` answers with yes.
struct ConfirmState: Equatable, Sendable {
    /// What yes does.
    enum Yes: Equatable, Sendable {
        case cancel(GenerationID)
        case release(GenerationID)
        case run(GenerationRequest, parent: GenerationID?)
        case runAll([PlannedRun])
        case purge([GenerationID])
        case deleteSavedPrompt(String)
        case savePrompt(String)
        case quit
    }

    var question: String
    /// What follows from yes.
    var lines: [String]
    var yes: Yes
}

/// A run that is sent after a yes.
struct PlannedRun: Equatable, Sendable {
    var request: GenerationRequest
    var parent: GenerationID
}
