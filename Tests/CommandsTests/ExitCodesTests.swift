import Foundation
import Generations
import Testing

@testable import Commands

@Suite struct ExitCodesTests {
    private static let numbers: [(FailureCode, Int32)] = [
        (.invalidRequest, 64), (.unsupported, 64), (.notAVideo, 65), (.notAnImage, 65), (.modelNotFound, 66),
        (.unreachable, 69), (.endpointGone, 69), (.jobLost, 69),
        (.resultExpired, 69), (.diskFull, 73), (.cannotWrite, 73), (.rateLimited, 75),
        (.modelLoading, 75), (.timedOut, 75), (.providerFailed, 76), (.contentRefused, 76),
        (.unreadableResponse, 76), (.interruptedSubmit, 76), (.missingToken, 77), (.invalidToken, 77),
        (.accessDenied, 77), (.paymentRequired, 78), (.providerNotBillable, 78),
    ]

    @Test func `each kind of failure has its number`() {
        #expect(Set(Self.numbers.map(\.0)) == Set(FailureCode.allCases))
        for (code, number) in Self.numbers { #expect(ExitStatus(code).rawValue == number) }
    }

    @Test func `of several outcomes the worst counts`() {
        #expect(ExitStatus.worst(of: []) == .done)
        #expect(ExitStatus.worst(of: [.done, .gaveUp, .done]) == .gaveUp)
        #expect(ExitStatus.worst(of: [.gaveUp, .unpaid, .notAVideo]) == .unpaid)
        #expect(Set(ExitStatus.bySeverity) == Set(ExitStatus.allCases))
    }

    @Test func `a generation's state has a number`() {
        let failure = GenerationFailure(code: .paymentRequired, message: "")
        #expect(ExitStatus(GenerationState.succeeded) == .done)
        #expect(ExitStatus(GenerationState.cancelled) == .interrupted)
        #expect(ExitStatus(GenerationState.failed(failure)) == .unpaid)
        #expect(ExitStatus(GenerationState.held(.user)) == .gaveUp)
        #expect(ExitStatus(GenerationState.held(.interruptedSubmit(.programEnded))) == .providerFailed)
        let late = GenerationFailure(code: .timedOut, message: "")
        #expect(ExitStatus(GenerationState.held(.job(late))) == .providerFailed)
        #expect(ExitStatus(GenerationState.held(.job(failure))) == .unpaid)
    }
}
