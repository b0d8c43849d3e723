package import Generations

/// What else is made of the same keys as a request: a saved prompt.
extension VideoOrder {
    /// The keys of the parameters of a video, and `params` for those that a provider alone knows.
    package static var parameterKeys: [String] { ParameterWire.all.map(\.key) + ["params"] }

    /// Reads the keys of a request, of which none must be there.
    package static func read(members: [String: ParameterValue]) throws(ServerProblem) -> VideoOrder {
        try read(Array(ParameterValue.json(members).utf8), for: .again)
    }

    /// The parameters that are given, by their keys.
    package static func members(of parameters: VideoParameters) -> [JSONText.Member] {
        var own = parameters
        own.extra = [:]
        let extra = ParameterValue.object(parameters.extra)
        let more = parameters.extra.isEmpty ? [] : [JSONText.Member(key: "params", value: JSONText(extra))]
        return GenerationWire.parameters(own) + more
    }
}
