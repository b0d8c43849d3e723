/// How a simulator behaves, apart from what prompts and scenarios ask of it.
package struct SimulatorConfiguration: Sendable {
    /// Which bearer tokens pass.
    package enum TokenRule: Sendable, Equatable {
        /// Any token that is not empty.
        case any
        /// This token alone.
        case exactly(String)
        /// No token is looked at, as with a public endpoint.
        case notNeeded
    }

    /// The port on 127.0.0.1; 0 lets the system choose.
    package var port: Int
    /// What every duration is multiplied by: 1 for people, 0 for tests that want no waiting.
    package var pace: Double
    /// Which tokens pass.
    package var token: TokenRule
    /// Whether the first call to each model is answered with a short 503 "loading".
    package var coldStart: Bool
    /// What is played before the usual behavior.
    package var scenario: Scenario
    /// The port of the media host on 127.0.0.1; 0 lets the system choose.
    package var mediaPort = 0
    /// The user's own order of providers, which the Hub follows for those who send a token.
    package var preferredProviders: [String] = []
    /// Is told each request in the order of arrival, as a line of JSON without its token.
    package var record: (@Sendable (String) -> Void)?
    /// The time since any fixed moment. Jobs go on with it, at the pace; without a pace, with each poll.
    package var now: @Sendable () -> Duration = { .zero }

    /// A configuration; the defaults suit tests: no waiting, no cold start, any token.
    package init(
        port: Int = 0,
        pace: Double = 0,
        token: TokenRule = .any,
        coldStart: Bool = false,
        scenario: Scenario = Scenario()
    ) {
        self.port = port
        self.pace = pace
        self.token = token
        self.coldStart = coldStart
        self.scenario = scenario
        let start = ContinuousClock.now
        now = { ContinuousClock.now - start }
    }

    /// What people see: real waits and a short cold start.
    package static let demo = SimulatorConfiguration(pace: 1, coldStart: true)
}
