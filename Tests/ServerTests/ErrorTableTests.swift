import Foundation
import Generations
import Library
import Testing

@testable import Server

@Suite struct ErrorTableTests {
    @Test(
        arguments: [
            (.invalidRequest, 400), (.unsupported, 400), (.missingToken, 401), (.invalidToken, 401),
            (.paymentRequired, 402), (.providerNotBillable, 402), (.accessDenied, 403), (.modelNotFound, 404),
            (.rateLimited, 429), (.diskFull, 500), (.cannotWrite, 500), (.providerFailed, 502),
            (.contentRefused, 502), (.unreadableResponse, 502), (.notAVideo, 502), (.notAnImage, 502),
            (.unreachable, 502), (.endpointGone, 502), (.jobLost, 502), (.resultExpired, 502),
            (.interruptedSubmit, 502), (.modelLoading, 503), (.timedOut, 504),
        ] as [(FailureCode, Int)]
    )
    func `each failure has its status, and a suggestion`(_ code: FailureCode, _ status: Int) {
        let problem = ServerProblem(GenerationFailure(code: code, message: "It failed."), id: GenerationID(3))
        #expect(problem.status == status)
        #expect(problem.message == "It failed.")
        #expect(!problem.suggestion.isEmpty)
        #expect((problem.retryAfter != nil) == [429, 503].contains(status))
    }

    @Test func `the table has every failure`() {
        #expect(FailureCode.allCases.count == 23)
    }

    @Test func `a cold model comes with the advice to wait or to use an endpoint`() {
        let failure = GenerationFailure(
            code: .modelLoading,
            message: "The model is still loading.",
            hint: "Later."
        )
        #expect(ServerProblem(failure).suggestion == ServerProblem.coldModel)
    }

    @Test(
        arguments: [
            (.modelLoading, 503), (.endpointWaking, 503), (.backingOff, 503), (.rateLimited, 429),
            (.noRoom, 500),
            (.cannotSave, 500),
        ] as [(WaitReason, Int)]
    )
    func `a wait that a client refuses has its status and the seconds`(_ reason: WaitReason, _ status: Int) {
        let now = Moment(uptime: .seconds(10), date: Date(timeIntervalSince1970: 0))
        let wait = Wait(
            reason: reason,
            source: .backoff,
            since: now,
            until: now.advanced(by: .milliseconds(19_200)),
            attempt: 2,
            maxAttempts: 8
        )
        let problem = ServerProblem(wait, remaining: wait.remaining(at: now), id: GenerationID(3))
        #expect(problem.status == status)
        #expect(problem.retryAfter == 20)
        #expect(problem.id == GenerationID(3))
    }

    @Test func `the errors of other parts have a status, and tell no secrets`() {
        #expect(ServerProblem(LibraryError.noSuchGeneration(GenerationID(9))).status == 404)
        #expect(ServerProblem(LibraryError.busy).status == 503)
        #expect(
            ServerProblem(LibraryError.damaged(reason: "page 7 of /home/me/x")).message.contains("/home")
                == false
        )
        #expect(ServerProblem(VideoStoreError.diskFull(path: "/v")).status == 500)
        #expect(ServerProblem(ParameterProblem(parameter: "fps", message: "m")).status == 400)
        #expect(ServerProblem(ParameterProblem(parameter: "prompt", message: "m")).showsExample)
        struct Odd: Error {}
        #expect(ServerProblem(Odd()).status == 500)
    }

    @Test func `the body has the documented keys, and the example only for a prompt`() {
        var problem = ServerProblem(400, "No “prompt”.", suggestion: "Give one.", showsExample: true)
        #expect(
            problem.json.text == """
                {"success": false, "error": "No “prompt”.", "suggestion": "Give one.", \
                "example": {"prompt": "A beautiful sunset over the ocean"}}
                """
        )
        problem.showsExample = false
        problem.code = .rateLimited
        problem.id = GenerationID(7)
        #expect(
            problem.json.text == """
                {"success": false, "error": "No “prompt”.", "suggestion": "Give one.", "code": "rate_limited", \
                "id": 7}
                """
        )
    }
}
