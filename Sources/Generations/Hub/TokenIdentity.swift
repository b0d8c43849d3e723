package import struct Foundation.Date

/// Whose a token is, and what it may do. Its texts are sanitised.
package struct TokenIdentity: Hashable, Sendable {
    /// The user, the organisation or the app.
    package var name: String
    /// What the owner has called the token; empty when the Hub does not say.
    package var tokenName: String
    package var role: Role
    /// Whether it may call inference providers through the router (`inference.serverless.write`).
    package var providers: Right
    /// Whether it may call Inference Endpoints (`inference.endpoints.infer.write`).
    package var endpoints: Right
    /// The organisations that its owner belongs to: they can pay.
    package var organizations: [String]
    /// Whether the owner has a way to pay beyond the monthly credits.
    package var canPay: Bool
    package var isPro: Bool

    package init(
        name: String,
        tokenName: String = "",
        role: Role,
        providers: Right,
        endpoints: Right,
        organizations: [String] = [],
        canPay: Bool = false,
        isPro: Bool = false
    ) {
        self.name = name
        self.tokenName = tokenName
        self.role = role
        self.providers = providers
        self.endpoints = endpoints
        self.organizations = organizations
        self.canPay = canPay
        self.isPro = isPro
    }

    /// The kind of a token.
    package enum Role: Hashable, Sendable {
        case read, write
        /// It may do what is ticked for it, and nothing else.
        case fineGrained
        /// A word that the Hub has added since, or none for what is no access token.
        case other(String)
    }

    /// Whether something is allowed.
    package enum Right: Hashable, Sendable {
        case allowed
        /// Only for these accounts, which then pay.
        case onlyFor([String])
        case denied
        /// The Hub does not say it of this kind of token.
        case unknown
    }
}

/// What the Hub says when it is asked whose the token is.
package struct TokenCheck: Hashable, Sendable {
    package var outcome: Outcome
    /// The Hub's own clock, when its answer had one.
    package var date: Date?

    package init(outcome: Outcome, date: Date? = nil) {
        self.outcome = outcome
        self.date = date
    }

    package enum Outcome: Hashable, Sendable {
        case identity(TokenIdentity)
        /// There is no token to ask about; the Hub has answered.
        case noToken
        /// The Hub has answered, and not with an identity.
        case refused(InferenceError)
    }
}
