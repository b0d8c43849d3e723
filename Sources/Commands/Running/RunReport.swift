import Generations
import Server

/// Tells what became of a run: results on standard output, reasons on standard error, one number at the end.
struct RunReport: Sendable {
    let console: Console
    let json: Bool

    /// Prints the outcome and answers what the command ends with.
    func print(_ outcome: GenerationRun.Outcome) -> ExitStatus {
        for generation in outcome.generations { print(generation, outcome) }
        if let interruption = outcome.interruption { return interruption.status }
        return ExitStatus.worst(
            of: outcome.generations.map { generation in
                outcome.takenOver[generation.id] == nil ? ExitStatus(generation.state) : Self.takenOver
            }
        )
    }

    /// Not 75: a script that tries again after 75 would pay twice.
    private static let takenOver = ExitStatus.providerFailed

    private func print(_ generation: Generation, _ outcome: GenerationRun.Outcome) {
        if let reason = generation.video?.missingRecipe {
            console.note("rushes: \(generation.id) was saved without its recipe: \(reason).")
        }
        if json {
            console.output.write(GenerationWire(generation).json.text + "\n")
            return
        }
        switch generation.state {
        case .succeeded: console.print(generation.video?.path ?? "")
        default: console.report(failure(of: generation, outcome))
        }
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
