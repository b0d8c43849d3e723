import Foundation
import HuggingFace
import Logging

/// Makes clients for what the settings say.
struct ClientFactory: Sendable {
    let settings: Settings
    let trusted: TrustedHosts
    /// Names proxies and certificates; never a working folder's.
    let environment: [String: String]
    let insecureHTTP: Bool
    let logger: Logger

    /// Runs something with a client and closes it.
    ///
    /// - Throws: `CommandFailure` when the endpoint cannot be used or may not have the token.
    func withClient<Value>(_ work: (HuggingFaceClient) async throws -> Value) async throws -> Value {
        try await withHuggingFaceClient(try configuration(), work)
    }

    /// Everything that the client has to know.
    func configuration() throws -> HuggingFaceConfiguration {
        let endpoint = try settings[.endpoint].map { try Endpoint($0, insecureHTTP: insecureHTTP) }
        let (token, places) = try token()
        return HuggingFaceConfiguration(
            endpoint: endpoint,
            token: token,
            tokenPlaces: places,
            billTo: settings[.billTo],
            environment: environment,
            insecureHTTP: insecureHTTP,
            userAgent: Version.userAgent,
            makeTraceID: { UUID().uuidString.lowercased() },
            logger: logger
        )
    }

    private func token() throws -> (FoundToken?, places: [String]) {
        let choice = TokenChoice(settings: settings, trusted: trusted)
        switch try choice.outcome(for: .endpoint) {
        case .found(let found): return (found, [found.source])
        case .none(let places): return (nil, places)
        case .unusable(let source, let problem):
            throw CommandFailure(.denied, "\(problem.sentence) It is in \(source).")
        }
    }
}
