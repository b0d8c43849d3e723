import Generations

/// Every run that a prompt makes, shown before any of them is sent.
struct RunListState: Equatable, Sendable {
    var order: SendOrder
    var requests: [GenerationRequest]
    /// The rows that are left out.
    var leftOut: Set<Int> = []
    var index = 0
    var window = ListWindow()

    /// The requests that are sent.
    var chosen: [GenerationRequest] {
        requests.indices.filter { !leftOut.contains($0) }.map { requests[$0] }
    }

    /// What tells the runs apart: their prompts without what all begin with, and their seeds.
    func rows(mark: String) -> [String] {
        let start = sharedStart
        return requests.map { request in
            let own = start > 0 ? mark + String(request.prompt.dropFirst(start)) : request.prompt
            return request.parameters.seed.map { "\(own)  seed \($0)" } ?? own
        }
    }

    /// How many characters all prompts begin with, when that is so many that what differs could be out of view; a
    /// few words of them stay.
    private var sharedStart: Int {
        guard requests.count > 1, let first = requests.first?.prompt else { return 0 }
        var shared = first.count
        for request in requests.dropFirst() {
            shared = min(shared, zip(first, request.prompt).prefix { $0 == $1 }.count)
        }
        guard shared > 24, shared < first.count || Set(requests.map(\.prompt)).count > 1 else { return 0 }
        let kept = first.prefix(shared - 12)
        return kept.lastIndex(of: " ").map { first.distance(from: first.startIndex, to: $0) + 1 } ?? shared
            - 12
    }
}
