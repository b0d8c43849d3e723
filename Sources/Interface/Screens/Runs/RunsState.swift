import Generations

/// The generations that have not ended, and the failures that were not put away yet.
struct RunsState: Equatable, Sendable {
    /// Oldest first, so that none changes its place.
    private(set) var runs: [Run] = []
    /// The selection belongs to a generation and not to a row.
    var selection: GenerationID?
    var window = ListWindow()
    var session = SessionSummary()

    var selected: Run? { runs.first { $0.id == selection } }

    var selectedIndex: Int? { runs.firstIndex { $0.id == selection } }

    subscript(id: GenerationID) -> Run? { runs.first { $0.id == id } }

    /// Puts a generation in its place.
    mutating func put(_ run: Run) {
        if let index = runs.firstIndex(where: { $0.id == run.id }) {
            runs[index] = run
        } else {
            runs.insert(run, at: runs.firstIndex { $0.id > run.id } ?? runs.count)
        }
        if selection == nil { selection = run.id }
    }

    /// Takes a generation out; the selection goes to its neighbour.
    mutating func remove(_ id: GenerationID) {
        guard let index = runs.firstIndex(where: { $0.id == id }) else { return }
        runs.remove(at: index)
        if selection == id { selection = runs.isEmpty ? nil : runs[min(index, runs.count - 1)].id }
    }

    /// Whether something changes with time.
    var isLive: Bool { runs.contains { !$0.generation.state.isFinal && !$0.isHeld } }

    /// How many are in each kind of state.
    var counts: RunCounts {
        var counts = RunCounts()
        for run in runs {
            switch run.generation.state {
            case .submitting, .running: counts.running += 1
            case .waiting: counts.waiting += 1
            case .downloading: counts.saving += 1
            case .queued: counts.queued += 1
            case .held: counts.held += 1
            case .failed: counts.failed += 1
            case .succeeded, .cancelled: break
            }
        }
        return counts
    }
}

/// A generation on the screen.
struct Run: Equatable, Sendable, Identifiable {
    var generation: Generation
    /// When its state last changed.
    var since: Moment
    /// The uptime at which its clock would have stood at zero.
    var start: Duration

    var id: GenerationID { generation.id }

    var isHeld: Bool {
        if case .held = generation.state { return true }
        return false
    }
}

/// How many runs are in each kind of state.
struct RunCounts: Equatable, Sendable {
    var running = 0
    var waiting = 0
    var saving = 0
    var queued = 0
    var held = 0
    var failed = 0

    /// Those that a server works on or sends now.
    var active: Int { running + saving }
}

/// What came of the generations that ended while the program ran.
struct SessionSummary: Equatable, Sendable {
    var done = 0
    var failed = 0
    var cancelled = 0
}
