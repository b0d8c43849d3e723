import Generations

/// The three clocks of a run in whole seconds: what is over stands still, what goes on moves with every other clock.
struct RunClocks: Equatable {
    var waiting: Int
    var running: Int
    var saving: Int

    init(_ run: Run, now: Moment) {
        let clocks = run.generation.clocks
        waiting = Self.seconds(clocks.waiting)
        running = Self.seconds(clocks.running)
        saving = Self.seconds(clocks.saving)
        switch run.generation.state {
        case .queued, .waiting: waiting = Self.going(clocks.waiting, run, now)
        case .submitting, .running: running = Self.going(clocks.running, run, now)
        case .downloading: saving = Self.going(clocks.saving, run, now)
        case .held, .succeeded, .failed, .cancelled: break
        }
    }

    /// `wait 0:31  run 0:58  save 0:03`, each from its first second on.
    var text: String {
        [("wait", waiting), ("run", running), ("save", saving)].filter { $0.1 > 0 }
            .map { "\($0.0) \(TimeText.shortClock($0.1))" }.joined(separator: "  ")
    }

    private static func going(_ before: Double, _ run: Run, _ now: Moment) -> Int {
        guard before.isFinite, abs(before) < 1e9 else { return 0 }
        return Clocks.elapsed(since: run.since.uptime - .seconds(before), now: now)
    }

    private static func seconds(_ seconds: Double) -> Int {
        guard seconds.isFinite, seconds < 1e9 else { return 0 }
        return max(0, Int(seconds))
    }
}
