import Generations
import Server

/// Tells what became of a run: results on standard output, reasons on standard error, one number at the end.
struct RunReport: Sendable {
    let console: Console
    let json: Bool
    /// The name of the file whose lines were run.
    var file: String?

    /// Prints the outcome and answers what the command ends with.
    func print(_ outcome: GenerationRun.Outcome) -> ExitStatus {
        for generation in outcome.generations { print(generation, outcome) }
        return status(of: outcome)
    }

    /// What a command with this outcome ends with.
    func status(of outcome: GenerationRun.Outcome) -> ExitStatus {
        if let interruption = outcome.interruption { return interruption.status }
        return ExitStatus.worst(
            of: outcome.generations.map { generation in
                outcome.takenOver[generation.id] == nil ? ExitStatus(generation.state) : Self.takenOver
            }
        )
    }

    /// Not 75: a script that tries again after 75 would pay twice.
    private static let takenOver = ExitStatus.providerFailed

    /// Prints what became of one.
    ///
    /// - Parameter line: the line of the file that it was made of.
    func print(_ generation: Generation, _ outcome: GenerationRun.Outcome, line: Int? = nil) {
        if let reason = generation.video?.missingRecipe {
            console.note("rushes: \(generation.id) was saved without its recipe: \(reason).")
        }
        if json {
            console.output.write(GenerationWire(generation).json(line: line).text + "\n")
            return
        }
        if generation.state.status == .succeeded { return console.print(generation.video?.path ?? "") }
        var failure = failure(of: generation, outcome)
        if let file, let line { failure.message = "\(file):\(line): " + failure.message }
        console.report(failure)
    }

    private func failure(of generation: Generation, _ outcome: GenerationRun.Outcome) -> CommandFailure {
        let id = generation.id
        if let other = outcome.takenOver[id] {
            return CommandFailure(
                Self.takenOver,
                "\(id) was taken over: \(other) works on it now.",
                hint:
                    "`rushes show \(id.rawValue)` says what becomes of it; sent again, it may be billed twice."
            )
        }
        switch generation.state {
        case .failed(let failure):
            return CommandFailure(
                ExitStatus(failure.code),
                "\(id) failed: \(failure.message)",
                hint: failure.hint
            )
        case .cancelled:
            return CommandFailure(
                .interrupted,
                "\(id) is cancelled.",
                hint: "Its request was dropped; what the server had begun may still be billed."
            )
        case .held(.job(let failure)):
            return CommandFailure(
                ExitStatus(generation.state),
                "\(id) is held: \(failure.message)",
                hint:
                    "The provider still has it: `rushes release \(id.rawValue)` and `rushes resume` ask for it "
                    + "again. Running it again would make another, and may be billed too."
            )
        case .held(let reason):
            return CommandFailure(
                ExitStatus(generation.state),
                "\(id) is held: \(reason.text).".replacing("..", with: "."),
                hint:
                    "Let it go on with `rushes release \(id.rawValue)` and `rushes resume`, or on the screen."
            )
        case .queued, .submitting, .running, .downloading, .waiting, .succeeded:
            return CommandFailure(
                .terminated,
                "\(id) has not ended; it stays in the library as \(generation.state.status.rawValue).",
                hint: "`rushes resume` goes on with it; `rushes cancel \(id.rawValue)` ends it."
            )
        }
    }
}

extension GenerationWire {
    /// The object with one more key where it was made of a line of a file: the line's number.
    func json(line: Int?) -> JSONText {
        guard let line, case .object(let members) = json else { return json }
        return .object(members + [JSONText.Member(key: "line", value: .integer(Int64(line)))])
    }
}
