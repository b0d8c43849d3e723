import Generations

/// The generations that have not ended, and the failures that were not put away yet.
struct RunsState: Equatable, Sendable {
    /// Grows with every change of a run: comes first, so that two states are told apart at once.
    private var revision = 0
    private var known: [GenerationID: Run] = [:]
    /// In the order of the queue, oldest first unless the user has moved one.
    private var order = QueueOrder()
    /// Those that do not just wait for their turn: few, however many are queued.
    private var notable = QueueOrder()
    private(set) var counts = RunCounts()
    /// The same of those that this program works on.
    private(set) var ownCounts = RunCounts()
    /// The selection belongs to a generation and not to a row.
    var selection: GenerationID?
    var session = SessionSummary()
    /// Whether nothing new is started.
    var isQueueHeld = false
    /// The queued run whose request is in the prompt.
    var edited: EditedRun?
    /// How long runs like these took before.
    var usual = UsualState()

    var count: Int { order.places.count }

    var isEmpty: Bool { order.places.isEmpty }

    /// All of them, in their order; a walk through all.
    var runs: [Run] { order.places.compactMap { known[$0.id] } }

    var selected: Run? { selection.flatMap { known[$0] } }

    var selectedIndex: Int? { selected.flatMap { order.index(of: $0.generation.place) } }

    /// Those that do not just wait for their turn.
    var notableRuns: [Run] { notable.places.compactMap { known[$0.id] } }

    subscript(id: GenerationID) -> Run? { known[id] }

    /// The runs in some rows of the list.
    func runs(in rows: Range<Int>) -> [Run] {
        order.places[rows.clamped(to: 0..<count)].compactMap { known[$0.id] }
    }

    /// Puts a generation in its place.
    mutating func put(_ run: Run) {
        revision += 1
        if let old = known[run.id] { forget(old) }
        known[run.id] = run
        order.insert(run.generation.place)
        if run.generation.state != .queued { notable.insert(run.generation.place) }
        count(run, 1)
        if selection == nil { selection = run.id }
    }

    /// Takes a generation out; the selection goes to its neighbor.
    mutating func remove(_ id: GenerationID) {
        guard let old = known[id], let index = order.index(of: old.generation.place) else { return }
        revision += 1
        forget(old)
        known[id] = nil
        if selection == id { selection = isEmpty ? nil : order.places[min(index, count - 1)].id }
    }

    /// Whether something changes with time.
    var isLive: Bool { counts.active + counts.waiting + counts.queued > 0 }

    private mutating func forget(_ run: Run) {
        order.remove(run.generation.place)
        notable.remove(run.generation.place)
        count(run, -1)
    }

    private mutating func count(_ run: Run, _ number: Int) {
        counts.add(run.generation.state, number)
        if run.owner == nil { ownCounts.add(run.generation.state, number) }
    }
}

/// A generation on the screen. Cheap to copy: thousands of them are copied with every change.
struct Run: Equatable, Sendable, Identifiable {
    /// What is known of it; never changes.
    private final class Content: Sendable {
        let generation: Generation
        let since: Moment
        let start: Duration
        let owner: String?

        init(_ generation: Generation, since: Moment, start: Duration, owner: String?) {
            self.generation = generation
            self.since = since
            self.start = start
            self.owner = owner
        }
    }

    private let content: Content

    init(generation: Generation, since: Moment, start: Duration, owner: String? = nil) {
        content = Content(generation, since: since, start: start, owner: owner)
    }

    var generation: Generation { content.generation }
    /// When its state last changed.
    var since: Moment { content.since }
    /// The uptime at which its clock would have stood at zero.
    var start: Duration { content.start }
    /// The other program that works on it, in words; nil when this one does.
    var owner: String? { content.owner }

    var id: GenerationID { content.generation.id }

    var isHeld: Bool { generation.state.status == .held }

    static func == (left: Run, right: Run) -> Bool {
        left.content === right.content
            || left.generation == right.generation && left.since == right.since && left.start == right.start
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

    mutating func add(_ state: GenerationState, _ number: Int) {
        switch state {
        case .submitting, .running: running += number
        case .waiting: waiting += number
        case .downloading: saving += number
        case .queued: queued += number
        case .held: held += number
        case .failed: failed += number
        case .succeeded, .cancelled: break
        }
    }
}

/// What came of the generations that ended while the program ran.
struct SessionSummary: Equatable, Sendable {
    var done = 0
    var failed = 0
    var cancelled = 0
}
