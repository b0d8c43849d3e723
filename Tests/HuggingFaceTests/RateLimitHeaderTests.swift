import NIOHTTP1
import Testing

@testable import HuggingFace

@Suite struct RateLimitHeaderTests {
    @Test(arguments: [
        "rate-200-capital-header-names", "rate-200-no-policy", "rate-429-exhausted", "rate-429-other-limit",
    ])
    func `the Hub's headers read as huggingface_hub reads them`(name: String) throws {
        let fixture = try Fixture(name)
        let header = try #require(
            RateLimitHeader(
                rateLimit: fixture.headers.first(name: "ratelimit"),
                policy: fixture.headers.first(name: "ratelimit-policy")
            )
        )
        #expect(header.resource == fixture.expected?["resource"]?.text)
        #expect(Double(header.remaining) == fixture.expected?["remaining"]?.double)
        #expect(Double(header.reset) == fixture.expected?["reset_seconds"]?.double)
        #expect(header.limit.map(Double.init) == fixture.expected?["limit"]?.double)
        #expect(header.window.map(Double.init) == fixture.expected?["window_seconds"]?.double)
    }

    @Test(arguments: [
        "599", "", "api;r=0;t=5", "\"api\";r=-1;t=5", "\"api\";r=0", "\"api\";r=99999999999999999999;t=1",
    ])
    func `other grammars count as absent`(text: String) {
        #expect(RateLimitHeader(rateLimit: text, policy: nil) == nil)
    }
}
