/// The answer to a call that nothing stands in the way of.
struct SuccessfulAnswer {
    var call: GenerationCall
    var manners: Set<SteeringManner>
    var baseURL: String

    /// The answer, after a run whose length depends on the prompt.
    var step: Scenario.Step {
        let clip = Clip.suiting(call)
        let answer = delivered(clip)
        return answer.after(.seconds(runSeconds))
            .header("x-compute-type", "gpu")
            .header("x-compute-time", "\(runSeconds)")
    }

    /// 3 to 9 seconds, to a tenth, always the same for the same call.
    private var runSeconds: Double {
        if manners.contains(.quick) { return 1 }
        if manners.contains(.slow) { return 25 }
        return Double(30 + call.fingerprint % 61) / 10
    }

    private func delivered(_ clip: Clip) -> Scenario.Step {
        if manners.contains(.image) {
            return .picture()
        }
        if manners.contains(.base64) {
            return .status(200, json: #"{"video":"\#(Base64.text(clip.bytes))","format":"mp4"}"#)
        }
        if manners.contains(.url) {
            return .status(
                200,
                json: #"{"video":{"url":\#(JSONText.quoted("\(baseURL)/media/\(clip).mp4"))}}"#
            )
        }
        return Scenario.Step.status(200, body: .clip(clip)).watchable(of: clip)
    }
}
