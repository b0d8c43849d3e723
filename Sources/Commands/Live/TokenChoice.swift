import Foundation
import HuggingFace

/// Decides which token an address may get.
///
/// A folder from a stranger must not be able to collect tokens: an address out of the working folder's `.env` gets
/// a token from that same file only, until the user has confirmed its host once.
struct TokenChoice: Sendable {
    let settings: Settings
    let trusted: TrustedHosts
    /// Gives a token file's contents, or nil.
    let readFile: @Sendable (String) -> String?

    init(
        settings: Settings,
        trusted: TrustedHosts,
        readFile: @escaping @Sendable (String) -> String? = TokenChoice.readSmallFile
    ) {
        self.settings = settings
        self.trusted = trusted
        self.readFile = readFile
    }

    /// The token for the address in a setting.
    ///
    /// - Throws: `CommandFailure` when there is a token that the address may not have.
    func outcome(for setting: Setting) throws -> TokenLookup.Outcome {
        guard let address = settings[setting], needsConfirmation(address, of: setting) else {
            return anywhere()
        }
        let own = look(in: settings.dotEnvTokens.merging(switches) { own, _ in own }, readFile: { _ in nil })
        if case .none = own, case .found(let other) = anywhere() {
            throw refusal(address, setting, source: other.source)
        }
        return fromFolder(own)
    }

    /// Whether the user has to confirm the host of an address first.
    func needsConfirmation(_ address: String, of setting: Setting) -> Bool {
        guard settings.origin(setting).isWorkingFolder, let host = HostName.host(of: address) else {
            return false
        }
        let standard = [Setting.hub, .router].compactMap { $0.standard.flatMap(HostName.host) }
        return !standard.contains(host) && !trusted.contains(host)
    }

    /// The token that is found where tokens are looked for, whatever it is used for.
    func anywhere() -> TokenLookup.Outcome {
        let environment = settings.environmentTokens.filter { !$0.value.isEmpty }
        let merged = environment.merging(settings.dotEnvTokens) { environment, _ in environment }
        let outcome = look(in: merged, readFile: readFile)
        guard case .found(let found) = outcome, environment[found.source] == nil,
            settings.dotEnvTokens[found.source] != nil
        else { return outcome }
        return fromFolder(outcome)
    }

    /// The outcome, its source named as the folder's.
    private func fromFolder(_ outcome: TokenLookup.Outcome) -> TokenLookup.Outcome {
        guard case .found(var found) = outcome else { return outcome }
        found.source += " in .env of this folder"
        return .found(found)
    }

    private func look(
        in environment: [String: String],
        readFile: @escaping @Sendable (String) -> String?
    ) -> TokenLookup.Outcome {
        TokenLookup(environment: environment, readFile: readFile).find()
    }

    /// What turns the use of tokens off, wherever they come from.
    private var switches: [String: String] {
        settings.environmentTokens.filter { $0.key == "HF_HUB_DISABLE_IMPLICIT_TOKEN" }
    }

    private func refusal(_ address: String, _ setting: Setting, source: String) -> CommandFailure {
        let host = HostName.host(of: address) ?? address
        return CommandFailure(
            .denied,
            "The host \(host) comes from \(setting.variable) in .env of this folder, so your token (\(source)) is "
                + "not sent there.",
            hint: "If you trust that host, confirm it once: rushes doctor --trust-host \(host)"
        )
    }

    /// Reads a token file; one that is larger than any token counts as unreadable.
    static let readSmallFile: @Sendable (String) -> String? = { path in
        SmallFile.contents(path, atMost: 65_536).map { String(decoding: $0, as: UTF8.self) }
    }
}
