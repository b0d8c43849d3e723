import Logging
import Testing

@testable import HuggingFace

@Suite struct TokenRuleTests {
    /// Whether the token goes to one address while another one is set.
    private func isSent(to address: String, set: String?) throws -> Bool {
        let token = FoundToken(token: try #require(try AccessToken(testToken)), source: "HF_TOKEN")
        let configuration = HuggingFaceConfiguration(
            endpoint: try set.map { try Endpoint($0) },
            token: token,
            userAgent: "test",
            makeTraceID: { "" },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        return configuration.token(for: try Endpoint(address)) != nil
    }

    @Test func `the token goes to the endpoint that is set`() throws {
        #expect(try isSent(to: "https://mine.example/v1", set: "https://mine.example/v1"))
        #expect(try isSent(to: "https://mine.example/other", set: "https://mine.example/v1"))
    }

    @Test(arguments: [
        "https://evil.us-east-1.aws.endpoints.huggingface.cloud", "https://huggingface.co/x",
        "https://mine.example:8443/v1", "https://mine.example.evil.example/v1", "http://127.0.0.1:8080",
    ])
    func `and to nobody else, not even to a host at Hugging Face`(address: String) throws {
        #expect(try !isSent(to: address, set: "https://mine.example/v1"))
        #expect(try !isSent(to: address, set: nil))
    }
}
