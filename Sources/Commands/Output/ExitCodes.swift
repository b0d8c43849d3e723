import ArgumentParser
import Generations

/// The numbers with which a command ends; scripts rely on them.
enum ExitStatus: Int32, Hashable, Sendable, CaseIterable {
    case done = 0
    /// Something that no other number names: our own fault.
    case failure = 1
    /// Wrong usage, or a parameter refused by us or by the server.
    case usage = 64
    case notAVideo = 65
    /// No such model, id, saved prompt or input file.
    case notFound = 66
    case unreachable = 69
    case cannotWrite = 73
    /// Gave up waiting: try later.
    case gaveUp = 75
    case providerFailed = 76
    /// The token is missing, wrong, or without the right.
    case denied = 77
    /// Credits used up, or the provider cannot be billed.
    case unpaid = 78
    case interrupted = 130
    case terminated = 143

    /// The number of a failure's kind.
    init(_ code: FailureCode) {
        self =
            switch code {
            case .invalidRequest, .unsupported: .usage
            case .missingToken, .invalidToken, .accessDenied: .denied
            case .modelNotFound: .notFound
            case .paymentRequired, .providerNotBillable: .unpaid
            case .rateLimited, .modelLoading, .timedOut: .gaveUp
            case .providerFailed, .contentRefused, .unreadableResponse: .providerFailed
            // Not 75: a script that tries again after 75 would pay twice.
            case .interruptedSubmit: .providerFailed
            case .notAVideo, .notAnImage: .notAVideo
            case .unreachable, .endpointGone, .jobLost, .resultExpired: .unreachable
            case .diskFull, .cannotWrite: .cannotWrite
            }
    }

    /// The number with which a program ends when this is where its generation stands.
    init(_ state: GenerationState) {
        self =
            switch state {
            case .succeeded: .done
            case .failed(let failure): ExitStatus(failure.code)
            case .held(.interruptedSubmit(let failure)): ExitStatus(failure.code)
            // Not 75 here either: the provider has the work already.
            case .held(.job(let failure)):
                ExitStatus(failure.code) == .gaveUp ? .providerFailed : ExitStatus(failure.code)
            case .cancelled: .interrupted
            case .queued, .submitting, .running, .downloading, .waiting, .held(.user), .held(.longWait):
                .gaveUp
            }
    }

    /// The worst first: what stops everything, then what needs a person, then what time may heal.
    static let bySeverity: [ExitStatus] = [
        .terminated, .interrupted, .unpaid, .denied, .cannotWrite, .usage, .notFound, .unreachable,
        .notAVideo,
        .providerFailed, .failure, .gaveUp, .done,
    ]

    /// The worst of several outcomes; `done` when there is none.
    static func worst(of statuses: some Collection<ExitStatus>) -> ExitStatus {
        bySeverity.first(where: statuses.contains) ?? .done
    }

    /// What the argument parser ends the process with, without printing.
    var exitCode: ExitCode { ExitCode(rawValue) }
}
