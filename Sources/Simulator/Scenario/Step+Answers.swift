/// The answers that Hugging Face's services are known to give.
extension Scenario.Step {
    /// 200 with an MP4; without a clip, the one that suits the prompt.
    package static func video(_ clip: Clip? = nil, computeTime: Double = 4.2) -> Self {
        status(200, body: .clip(clip))
            .header("x-compute-type", "gpu")
            .header("x-compute-time", "\(computeTime)")
    }

    /// 200 with a PNG where a video was wanted.
    package static func picture() -> Self {
        status(200, body: .picture)
    }

    /// Any status with any body.
    package static func status(_ status: Int, body: Scenario.Body = .nothing) -> Self {
        var step = Self()
        step.status = status
        step.body = body
        return step
    }

    /// Any status with JSON, given as its text.
    package static func status(_ status: Int, json: String) -> Self {
        self.status(status, body: .json(json))
    }

    /// Any status with `{"error": …}`.
    package static func status(_ status: Int, error: String) -> Self {
        self.status(status, json: #"{"error":\#(JSONText.quoted(error))}"#)
    }

    /// 503 while the model loads. The guess may be absent and may repeat for ever
    /// (huggingface/api-inference-community issue 137).
    package static func loading(model: String = "simulated/model", estimatedTime: Double? = 20) -> Self {
        let error = JSONText.quoted("Model \(model) is currently loading")
        let guess = estimatedTime.map { #","estimated_time":\#($0)"# } ?? ""
        return status(503, json: #"{"error":\#(error)\#(guess)}"#)
    }

    /// 503 from an Inference Endpoint's proxy while a replica starts (its autoscaling guide).
    package static func waking() -> Self {
        status(503, body: .text("503 Service Unavailable")).anonymous()
    }

    /// 503 that is not about loading: no countdown.
    package static func busy() -> Self {
        status(503, error: "Model too busy, unable to get response in less than 60 second(s)")
    }

    /// 429 with the Hub's headers (Hub rate limits documentation: IETF RateLimit draft 9).
    package static func rateLimited(
        remaining: Int = 0,
        reset: Int,
        quota: Int = 500,
        window: Int = 300,
        bucket: String = "api"
    ) -> Self {
        status(429, error: "Too Many Requests")
            .header("RateLimit", #""\#(bucket)";r=\#(remaining);t=\#(reset)"#)
            .header("RateLimit-Policy", #""fixed window";"\#(bucket)";q=\#(quota);w=\#(window)"#)
    }

    /// 429 with `Retry-After`, whose value may be anything that a server might write.
    package static func retryAfter(_ value: String) -> Self {
        status(429, error: "Too Many Requests").header("Retry-After", value)
    }

    /// 429 of the legacy free tier: words only.
    package static func hourlyLimit() -> Self {
        status(
            429,
            error:
                "Rate limit reached. You reached free usage limit (reset hourly). Please subscribe to a plan "
                + "at https://huggingface.co/pricing to use the API at this rate"
        )
    }

    /// 200 with a body that is cut off after so many bytes.
    package static func cut(afterBytes count: Int) -> Self {
        video().ended(.cut(afterBytes: count))
    }

    /// The connection is closed before any answer.
    package static func dropped() -> Self {
        Self().ended(.dropped)
    }

    /// The request is read, and never answered.
    package static func silent() -> Self {
        Self().ended(.silent)
    }

    /// A gateway's HTML page.
    package static func page(_ status: Int, title: String) -> Self {
        self.status(
            status,
            body: .html(
                "<html>\r\n<head><title>\(title)</title></head>\r\n"
                    + "<body>\r\n<center><h1>\(title)</h1></center>\r\n</body>\r\n</html>\r\n"
            )
        )
    }

    /// 307 to somewhere else.
    package static func redirect(to location: String) -> Self {
        status(307, body: .text("Temporary Redirect. Redirecting to \(location)"))
            .header("Location", location)
    }
}
