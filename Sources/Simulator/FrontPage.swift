/// What `GET /` tells a person who opens the simulator in a browser.
enum FrontPage {
    /// The text, with every word that steers the simulator.
    static var text: String {
        let words =
            SteeringWord.all.map { ($0.name, $0.summary) }
            + SteeringManner.allCases.map { ($0.rawValue, $0.summary) }
        let rows = words.map { name, summary in
            "  #\(name)".padding(to: 16) + summary
        }
        return """
            This is the endpoint that comes with Rushes. It makes no videos: it plays short clips, and
            misbehaves on request. It listens on 127.0.0.1 only.

              POST /models/{org}/{name}   {"inputs": "a boat at sea", "parameters": {"seed": 1}}
              POST /                      the same, as an Inference Endpoint
              GET  /media/{clip}.mp4      \(Clip.allCases.map(\.rawValue).joined(separator: ", "))
              GET  /health

            Words in the prompt (`#error:2` does it twice, then lets the call through):

            \(rows.joined(separator: "\n"))

            """
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }
}
