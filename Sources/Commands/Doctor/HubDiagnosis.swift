import Foundation
import Generations
import Server

/// What the Hub says of the token, and what follows from it.
struct HubDiagnosis: Sendable {
    /// The page that makes a token with the right to call providers (hub-docs, `inference-providers/index.md`).
    static let tokenPage =
        "https://huggingface.co/settings/tokens/new?ownUserPermissions=inference.serverless.write"
        + "&tokenType=fineGrained"

    /// By how many seconds the clock may be wrong.
    static let mostSkew = 60.0

    /// Whose the token is; nil when there is none, or the Hub does not say.
    var identity: TokenIdentity?
    /// By how many seconds this machine's clock is ahead of the Hub's; nil when the Hub has told no time.
    var skew: Double?
    /// Why the Hub has not said whose the token is; nil when it has, or there is no token.
    var failure: CommandFailure?

    /// Asks the Hub, once.
    static func look(_ dependencies: Dependencies) async -> HubDiagnosis {
        do {
            let check = try await dependencies.hub.checkToken()
            let skew = check.date.map { dependencies.now.date.timeIntervalSince($0) }
            switch check.outcome {
            case .identity(let identity): return HubDiagnosis(identity: identity, skew: skew)
            case .noToken: return HubDiagnosis(skew: skew)
            case .refused(let error): return HubDiagnosis(skew: skew, failure: CommandFailure(error))
            }
        } catch {
            return HubDiagnosis(failure: CommandFailure(error))
        }
    }

    /// What is wrong, and what to do.
    ///
    /// - Parameters:
    ///   - isNeeded: whether requests go through the router; else the Hub only informs.
    ///   - hasToken: whether there is a token, or a provider's key that does without.
    func problems(isNeeded: Bool, hasToken: Bool, payer: String?) -> [DoctorReport.Problem] {
        var problems: [DoctorReport.Problem] = []
        if isNeeded, !hasToken {
            problems.append(
                .init(status: .denied, sentence: "There is no token: make one at \(Self.tokenPage)")
            )
        }
        if let failure, isNeeded || failure.status == .denied {
            let hint = failure.hint.isEmpty ? "" : " " + failure.hint
            problems.append(.init(status: failure.status, sentence: failure.message + hint))
        }
        if isNeeded, let problem = identity.flatMap({ right($0, payer) }) { problems.append(problem) }
        if let skew, abs(skew) > Self.mostSkew {
            let direction = skew > 0 ? "ahead of" : "behind"
            problems.append(
                .init(
                    status: .done,
                    sentence:
                        "This machine's clock is \(Self.length(skew)) \(direction) the Hub's: set it right. "
                        + "Waits that servers name by date, and dates in the history, are wrong until then."
                )
            )
        }
        return problems
    }

    private func right(_ identity: TokenIdentity, _ payer: String?) -> DoctorReport.Problem? {
        switch identity.providers {
        case .allowed, .unknown: return nil
        case .onlyFor(let accounts) where payer.map(accounts.contains) ?? false: return nil
        case .onlyFor(let accounts):
            let names = accounts.joined(separator: " or ")
            return .init(
                status: .denied,
                sentence: "The token may call inference providers for \(names) alone: name who pays with "
                    + "RUSHES_BILL_TO or --bill-to, or make a token at \(Self.tokenPage)"
            )
        case .denied:
            return .init(
                status: .denied,
                sentence: "The token may not call inference providers (inference.serverless.write): make one "
                    + "that may at \(Self.tokenPage)"
            )
        }
    }

    /// The rows for people: name and text.
    func rows(payer: String?) -> [(name: String, text: String)] {
        var rows: [(name: String, text: String)] = []
        if let identity {
            rows.append(("Account", account(identity)))
            rows.append(("Rights", rights(identity)))
            rows.append(("Payer", self.payer(identity, payer)))
        }
        if let skew {
            let direction = skew > 0 ? "ahead of" : "behind"
            rows.append(
                (
                    "Clock", abs(skew) < 2 ? "as the Hub's" : "\(Self.length(skew)) \(direction) the Hub's"
                )
            )
        }
        return rows
    }

    /// The same for programs.
    var json: JSONText {
        .members([
            "account": identity.map(json) ?? .null,
            "clock_ahead_seconds": skew.map { .seconds($0) } ?? .null,
            "error": .optional(failure?.message),
        ])
    }

    // MARK: Words

    private func account(_ identity: TokenIdentity) -> String {
        let token = identity.tokenName.isEmpty ? "" : ", by the token “\(identity.tokenName)”"
        let kind =
            switch identity.role {
            case .read: "that reads"
            case .write: "that writes"
            case .fineGrained: "with rights of its own"
            case .other: ""
            }
        let how = token.isEmpty || kind.isEmpty ? token : "\(token) \(kind)"
        return identity.name + (identity.isPro ? " (PRO)" : "") + how
    }

    private func rights(_ identity: TokenIdentity) -> String {
        "inference providers: \(Self.text(identity.providers)); "
            + "Inference Endpoints: \(Self.text(identity.endpoints))"
    }

    private func payer(_ identity: TokenIdentity, _ payer: String?) -> String {
        if let payer {
            let isOwn = identity.organizations.contains(payer)
            return isOwn ? payer : "\(payer), which is none of your organisations"
        }
        let ways = identity.canPay ? "" : ", who has the monthly credits and no way to pay beyond them"
        guard !identity.organizations.isEmpty else { return identity.name + ways }
        let names = identity.organizations.joined(separator: ", ")
        return "\(identity.name)\(ways); with RUSHES_BILL_TO or --bill-to also \(names)"
    }

    private static func text(_ right: TokenIdentity.Right) -> String {
        switch right {
        case .allowed: "yes"
        case .onlyFor(let accounts): "for \(accounts.joined(separator: ", ")) alone"
        case .denied: "no"
        case .unknown: "the Hub does not say"
        }
    }

    /// `12 s`, `3 min`, `5 h`.
    private static func length(_ seconds: Double) -> String {
        switch abs(seconds) {
        case ..<120: "\(Int(abs(seconds).rounded())) s"
        case ..<7_200: "\(Int((abs(seconds) / 60).rounded())) min"
        case ..<172_800: "\(Int((abs(seconds) / 3_600).rounded())) h"
        default: "\(Int(min(abs(seconds) / 86_400, 1e6))) days"
        }
    }

    private func json(_ identity: TokenIdentity) -> JSONText {
        .members([
            "name": .string(identity.name),
            "token_name": .string(identity.tokenName),
            "role": .string(Self.word(identity.role)),
            "may_call_providers": Self.json(identity.providers),
            "may_call_endpoints": Self.json(identity.endpoints),
            "organizations": .array(identity.organizations.map { .string($0) }),
            "can_pay": .bool(identity.canPay),
            "pro": .bool(identity.isPro),
        ])
    }

    private static func word(_ role: TokenIdentity.Role) -> String {
        switch role {
        case .read: "read"
        case .write: "write"
        case .fineGrained: "fineGrained"
        case .other(let word): word
        }
    }

    /// Null when the Hub does not say; a list when it is for some accounts alone.
    private static func json(_ right: TokenIdentity.Right) -> JSONText {
        switch right {
        case .allowed: .bool(true)
        case .denied: .bool(false)
        case .onlyFor(let accounts): .array(accounts.map { .string($0) })
        case .unknown: .null
        }
    }
}
