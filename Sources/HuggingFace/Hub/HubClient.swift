import Foundation
import Generations

/// Asks the Hub which providers serve a model, and remembers what it said.
struct HubClient: Sendable {
    /// The most names in a row that a model may have had.
    private static let longestChain = 3

    private let configuration: HuggingFaceConfiguration
    private let transport: HTTPTransport
    private let cache: MappingCache
    private let models: HubModels

    init(_ configuration: HuggingFaceConfiguration, transport: HTTPTransport) {
        self.configuration = configuration
        self.transport = transport
        cache = MappingCache(hub: configuration.hub, shelf: configuration.mappings)
        models = HubModels(
            base: configuration.hub,
            token: configuration.hubToken?.token,
            userAgent: configuration.userAgent
        )
    }

    /// Who serves a model: as the Hub says now, or said last when it cannot be asked.
    ///
    /// - Throws: `InferenceError` for a model that is missing, private or gated, and for a Hub that cannot be
    ///   asked and never was; each of them says that nothing was sent to a provider.
    func mapping(of model: ModelID, _ listener: ExchangeListener) async throws -> FoundMapping {
        let now = configuration.now()
        if let kept = cache.fresh(model, at: now) { return found(kept, for: model, isStale: false) }
        do {
            let kept = KeptMapping(try await ask(for: model, listener), date: now)
            await cache.keep(kept, for: model)
            return found(kept, for: model, isStale: false)
        } catch let error as InferenceError {
            guard Self.passes(error) else { throw error }
            guard let kept = await cache.last(model) else { throw Self.unsent(error) }
            return found(kept, for: model, isStale: true)
        }
    }

    /// Who else could do what was asked of a provider, as far as that is known without asking.
    func others(for request: GenerationRequest, besides provider: InferenceProvider) -> [String] {
        guard let kept = cache.remembered(request.model) else { return [] }
        return ProviderChoice.able(request.routedTask, in: kept.mapping).map(\.provider)
            .filter { $0 != provider }.map(\.rawValue)
    }

    private func found(_ kept: KeptMapping, for model: ModelID, isStale: Bool) -> FoundMapping {
        let age = max(0, configuration.now().timeIntervalSince(kept.date))
        return FoundMapping(asked: model, mapping: kept.mapping, age: age, isStale: isStale)
    }

    /// Asks, and asks again by the new name of a model that was renamed.
    private func ask(for model: ModelID, _ listener: ExchangeListener) async throws -> ProviderMapping {
        var name = model
        for _ in 0..<Self.longestChain {
            let request = models.request(for: name, traceID: configuration.makeTraceID())
            let answer = try await transport.exchange(
                request,
                redirects: .handBack,
                limits: configuration.limits.forHub,
                listener: listener
            ) { head, body -> ProviderAnswer in try await self.answer(head, body) }
            switch try models.read(answer, for: name) {
            case .mapping(let mapping): return mapping
            case .renamed(let new): name = new
            }
        }
        throw InferenceError.modelNotFound(
            ErrorDetail(message: "\(model) has been renamed too often to be found.", isSentence: true)
        )
    }

    private func answer(_ head: AnswerHead, _ body: AnswerBody) async throws -> ProviderAnswer {
        let mapping = ErrorMapping(
            host: head.host,
            token: configuration.hubToken,
            noToken: configuration.reasonForNoToken,
            now: configuration.now()
        )
        return try await ProviderAnswer(head, body, mapping: mapping)
    }

    /// Whether an error says nothing of the model, so that what the Hub said before still counts.
    private static func passes(_ error: InferenceError) -> Bool {
        switch error {
        case .unreachable, .timedOut, .connectionLost, .tooBusy, .providerFailed, .rateLimited,
            .unreadableResponse, .endpointWaking, .modelLoading, .endpointGone:
            true
        default: false
        }
    }

    /// The error as it is for somebody who wanted a video: no provider has been asked.
    private static func unsent(_ error: InferenceError) -> InferenceError {
        switch error {
        case .unreachable, .rateLimited, .timedOut(_, .connecting): return error
        case .timedOut: return .unreachable(error.detail, .other("the Hub did not answer in time"))
        case .connectionLost: return .unreachable(error.detail, .other("the connection to the Hub broke"))
        default:
            let status = error.detail.status.map { "\($0)" } ?? "what cannot be read"
            return .unreachable(error.detail, .other("the Hub answers \(status)"))
        }
    }
}

extension ProviderAnswer {
    /// Takes a whole answer in.
    ///
    /// - Throws: `InferenceError` for an answer that breaks off or has no end.
    init(_ head: AnswerHead, _ body: AnswerBody, mapping: ErrorMapping) async throws {
        self.init(status: head.status, headers: head.headers, body: [], mapping: mapping)
        guard isSuccess else {
            self.body = try await body.collectError()
            return
        }
        do {
            guard let whole = try await body.collect(upTo: Self.longest) else {
                throw unreadable("more bytes than an answer has")
            }
            self.body = whole
        } catch is AnswerBody.Broken {
            throw InferenceError.connectionLost(detail("the answer breaks off"))
        }
    }
}
