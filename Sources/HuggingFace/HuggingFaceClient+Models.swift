package import Generations
import NIOHTTP1

import struct Foundation.Date

/// What people ask of the Hub: models to choose from, and whose the token is.
extension HuggingFaceClient: ModelHub {
    package func models(_ query: ModelQuery, at page: String?) async throws -> ModelPage {
        let request = try hubModels.request(for: query, at: page, traceID: configuration.makeTraceID())
        return try await ask(request) { answer in try self.hubModels.page(answer, for: query) }
    }

    package func checkToken() async throws -> TokenCheck {
        let traceID = configuration.makeTraceID()
        guard configuration.hubToken != nil else {
            // Without a token there is nobody to ask about; that the Hub answers, and when, is worth knowing.
            let request = try hubModels.request(for: ModelQuery(limit: 1), at: nil, traceID: traceID)
            return try await ask(request) { answer in
                TokenCheck(
                    outcome: answer.isSuccess ? .noToken : .refused(answer.error),
                    date: answer.date
                )
            }
        }
        return try await ask(hubModels.identityRequest(traceID: traceID)) { answer in
            do throws(InferenceError) {
                return TokenCheck(outcome: .identity(try HubIdentity.read(answer)), date: answer.date)
            } catch {
                return TokenCheck(outcome: .refused(error), date: answer.date)
            }
        }
    }

    // MARK: Parts

    private var hubModels: HubModels {
        HubModels(
            base: configuration.hub,
            token: configuration.hubToken?.token,
            userAgent: configuration.userAgent
        )
    }

    /// Sends a question to the Hub; its redirects are no answers to it.
    private func ask<Answer: Sendable>(
        _ request: PreparedRequest,
        read: @Sendable @escaping (ProviderAnswer) throws -> Answer
    ) async throws -> Answer {
        try await transport.exchange(
            request,
            redirects: .handBack,
            limits: configuration.limits.forHub,
            listener: ExchangeListener(token: configuration.hubToken?.token) { _ in }
        ) { head, body in
            let mapping = ErrorMapping(
                host: head.host,
                token: self.configuration.hubToken,
                noToken: self.configuration.reasonForNoToken,
                now: self.configuration.now()
            )
            return try read(try await ProviderAnswer(head, body, mapping: mapping))
        }
    }
}

extension ProviderAnswer {
    /// The server's clock, from the `Date` header.
    fileprivate var date: Date? {
        headers.first(name: "date").flatMap { RetryAfter.date(Redaction.plain($0)) }
    }
}
