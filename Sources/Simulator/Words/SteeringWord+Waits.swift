extension SteeringWord {
    /// Every word that stands in the way of a video.
    package static let all = waits + refusals + failures + brokenAnswers

    /// The word of this name.
    static func named(_ name: String) -> SteeringWord? {
        all.first { $0.name == name }
    }

    /// Troubles that pass.
    static let waits: [SteeringWord] = [
        SteeringWord(
            "loading",
            "503 while the model loads, `estimated_time` 6, twice",
            times: 2,
            hold: .waitForModel(seconds: 6)
        ) { .loading(model: $0.call.modelName, estimatedTime: $0.announced(6)) },
        SteeringWord(
            "coldstart",
            "503 while the model loads, `estimated_time` 12, five times",
            times: 5,
            hold: .waitForModel(seconds: 12)
        ) { .loading(model: $0.call.modelName, estimatedTime: $0.announced(12)) },
        SteeringWord(
            "waking",
            "503 as text while an endpoint wakes, three times",
            times: 3,
            hold: .scaleUp(seconds: 4)
        ) { _ in .waking() },
        SteeringWord("busy", "503 \"Model too busy\", twice", times: 2) { _ in .busy() },
        SteeringWord("ratelimit", "429 with `RateLimit: \"api\";r=0;t=8`, once", times: 1) {
            .rateLimited(remaining: 0, reset: $0.announcedWhole(8))
        },
        SteeringWord("retryafter", "429 with `Retry-After: 5`, once", times: 1) {
            .retryAfter("\($0.announcedWhole(5))")
        },
        SteeringWord("nested", "429 with JSON inside a text, as from a model behind fal-ai, once", times: 1) {
            _ in
            let inner: JSON = ["error": ["message": "Too many requests", "code": 429]]
            return .json(["error": ["message": .string(inner.text), "code": 429]], status: 429)
        },
        SteeringWord("hourly", "429 of the old free tier, words only, three times", times: 3) { _ in
            .hourlyLimit()
        },
    ]
}
