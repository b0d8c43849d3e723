/// What `GET /` tells a person who opens the simulator in a browser.
enum FrontPage {
    /// The text, with every word that steers the simulator.
    static var text: String {
        let words =
            SteeringWord.all.map { ($0.name, $0.summary) }
            + SteeringManner.allCases.map { ($0.rawValue, $0.summary) }
        let rows = words.map { name, summary in row(name, summary) }
        let moods = JobMood.allCases.map { row($0.rawValue, $0.summary) }
        return """
            This is the endpoint that comes with Rushes. It makes no videos: it plays short clips, and
            misbehaves on request. It listens on 127.0.0.1 only.

              POST /models/{org}/{name}   {"inputs": "a boat at sea", "parameters": {"seed": 1}}
              POST /                      the same, as an Inference Endpoint
              POST /{provider}/…          \(RoadTable.all.map(\.provider).joined(separator: ", "))
              POST /own/{provider}/…      the same, with a key of the provider's own
              POST /endpoints/{name}      an endpoint; one named sleeping… wakes, one named paused… does not
              GET  /v2/endpoint/{namespace}/{name}, and POST …/resume, …/pause, …/scale-to-zero
              GET  /api/models, /api/models/{org}/{name}, /api/whoami-v2, /api/partners/{provider}/models
              GET  /media/{clip}.mp4      \(Clip.allCases.map(\.rawValue).joined(separator: ", "))
              GET  /health

            Words in the prompt (`#error:2` does it twice, then lets the call through):

            \(rows.joined(separator: "\n"))

            Words for the jobs of providers:

            \(moods.joined(separator: "\n"))

            A word may name its place, a provider or both: #payg@fal-ai, #gateway@poll:2, #failed@replicate.
            Places: \(RoadStage.allCases.map(\.rawValue).joined(separator: ", ")).

            A token that ends in -noperm lacks the permission, one in -read is for reading, one in -invalid
            is refused; any other will do.

            """
    }

    private static func row(_ name: String, _ summary: String) -> String {
        "  #\(name)".padding(to: 16) + summary
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }
}
