import Generations

extension AppState {
    /// When something is due by itself, apart from the seconds of clocks; nil when nothing is.
    var wakesAt: Duration? {
        [outside.due, stills.due, models.dueAt, play?.next(now: now.uptime)].compactMap { $0 }.min()
    }
}
