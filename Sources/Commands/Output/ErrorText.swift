import ArgumentParser
import Generations
import HuggingFace
import Library

extension CommandFailure {
    /// Any error as one sentence, a hint and a number; what nobody expected goes by the log.
    init(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let error as InferenceError: self.init(error.failure())
        case let failure as GenerationFailure: self.init(failure)
        case let error as VideoStoreError: self.init(error.failure())
        case let error as LibraryError: self.init(error)
        case let problem as ParameterProblem: self.init(.usage, problem.message)
        case let problem as EndpointProblem: self.init(.usage, problem.sentence)
        case is CancellationError: self.init(.interrupted, "Interrupted.")
        default:
            self.init(.failure, "Something unexpected went wrong.", hint: "The log has the details.")
        }
    }

    private init(_ error: LibraryError) {
        let another = "Choose another library with --library or RUSHES_LIBRARY."
        switch error {
        case .cannotOpen(let path, let reason):
            self.init(.cannotWrite, "The library \(path) cannot be opened: \(reason).", hint: another)
        case .notALibrary(let path):
            self.init(.usage, "\(path) is no library of this program.", hint: another)
        case .newerLibrary(let path):
            self.init(
                .usage,
                "The library \(path) was made by a newer version.",
                hint: "Install that version, or choose another library."
            )
        case .damaged(let reason):
            self.init(
                .failure,
                "The library is damaged: \(reason).",
                hint: "Close every window of the program and start again: what can be read is saved then."
            )
        case .diskFull:
            self.init(.cannotWrite, "There is no room left for the library.", hint: "Make room there.")
        case .busy:
            self.init(.gaveUp, "Another program holds the library.", hint: "Try again when it has ended.")
        case .cannotWrite(let reason):
            self.init(.cannotWrite, "The library cannot be written: \(reason).")
        case .noSuchGeneration(let id): self = .unknown(id)
        case .stillUnfinished(let id):
            self.init(.usage, "\(id) has not ended.", hint: "Cancel it first: rushes cancel \(id.rawValue)")
        case .noSuchSavedPrompt(let name): self = .unknownPrompt(name)
        case .nameTaken(let name): self.init(.usage, "There is a saved prompt “\(name)” already.")
        case .badName(let name):
            self.init(.usage, "“\(name)” is no name: it is empty, too long, or has more than one line.")
        case .unreadable(let what):
            self.init(.failure, "The library holds something that this version cannot read: \(what).")
        }
    }

    /// No saved prompt has this name.
    static func unknownPrompt(_ name: String) -> CommandFailure {
        CommandFailure(
            .notFound,
            "There is no saved prompt “\(name)”.",
            hint: "`rushes prompts list` lists them."
        )
    }
}
