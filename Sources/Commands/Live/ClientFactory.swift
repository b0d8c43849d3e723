import Foundation
import Generations
import HuggingFace
import Logging

/// Makes clients for what the settings say.
struct ClientFactory: Sendable {
    let settings: Settings
    let trusted: TrustedHosts
    /// Names proxies, certificates and providers' keys; never a working folder's.
    let environment: [String: String]
    let insecureHTTP: Bool
    /// Where the Hub's answers outlast the program.
    var mappings = MappingShelf.none
    let logger: Logger

    /// Runs something with a client and closes it.
    ///
    /// - Throws: `CommandFailure` when an address cannot be used or may not have the token.
    func withClient<Value>(_ work: (HuggingFaceClient) async throws -> Value) async throws -> Value {
        try await withHuggingFaceClient(try configuration(), work)
    }

    /// Everything that the client has to know.
    func configuration() throws -> HuggingFaceConfiguration {
        let endpoint = try settings[.endpoint].map { try Endpoint($0, insecureHTTP: insecureHTTP) }
        let (token, places) = try endpoint == nil ? (nil, []) : token(for: .endpoint)
        let (hubToken, hubPlaces) = try hubToken(isNeeded: endpoint == nil)
        return HuggingFaceConfiguration(
            endpoint: endpoint,
            token: token,
            router: try address(.router, usual: ProviderRoute.router),
            hub: try address(.hub, usual: HubModels.hub),
            hubToken: hubToken,
            providerKeys: try providerKeys(isNeeded: endpoint == nil),
            mappings: settings.isDemo ? .none : mappings,
            tokenPlaces: places.isEmpty ? hubPlaces : places,
            billTo: settings[.billTo],
            environment: environment,
            insecureHTTP: insecureHTTP,
            userAgent: Version.userAgent,
            makeTraceID: { UUID().uuidString.lowercased() },
            scale: scale,
            logger: logger
        )
    }

    /// Makes images smaller with the user's ffmpeg; nil without it.
    private var scale: ImageScaler? {
        guard let ffmpeg = FFmpeg(in: environment, deadline: { try await Task.sleep(for: .seconds(10)) })
        else { return nil }
        let scaling = ImageScaling(ffmpeg: ffmpeg)
        return { bytes, contentType, largest in try await scaling.smaller(bytes, contentType, largest) }
    }

    /// The address in a setting, if it is one that a token may go to.
    private func address(_ setting: Setting, usual: String) throws -> String {
        guard let text = settings[setting] else { return usual }
        return try Endpoint(text, insecureHTTP: insecureHTTP).text
    }

    /// The keys of providers. The demo leaves this machine for nobody; and a Hub that only the working folder names
    /// may not choose what they pay for.
    private func providerKeys(isNeeded: Bool) throws -> [InferenceProvider: FoundToken] {
        guard !settings.isDemo, !isStrangersHub else { return [:] }
        do {
            return try ProviderKeys(environment: environment).all()
        } catch let failure as CommandFailure {
            guard isNeeded else { return [:] }
            throw failure
        }
    }

    /// Whether the Hub is one that nobody but the working folder's `.env` names.
    private var isStrangersHub: Bool {
        settings[.hub].map { choice.needsConfirmation($0, of: .hub) } ?? false
    }

    private typealias TokenAndPlaces = (FoundToken?, places: [String])

    private var choice: TokenChoice { TokenChoice(settings: settings, trusted: trusted) }

    /// The token for Hub and router, both of which see it. With an endpoint, which does without them, it is no error
    /// that they may not have it.
    private func hubToken(isNeeded: Bool) throws -> TokenAndPlaces {
        do {
            return try token(for: isStrangersHub ? .hub : .router)
        } catch let failure as CommandFailure {
            guard isNeeded else { return (nil, []) }
            throw failure
        }
    }

    private func token(for setting: Setting) throws -> TokenAndPlaces {
        switch try choice.outcome(for: setting) {
        case .found(let found): return (found, [found.source])
        case .none(let places): return (nil, places)
        case .unusable(let source, let problem):
            throw CommandFailure(.denied, "\(problem.sentence) It is in \(source).")
        }
    }
}
