import Generations

/// How much moves on the screen by itself. There is no spinner at any of these.
package enum Motion: String, CaseIterable, Sendable {
    /// Clocks change every second.
    case full
    /// Clocks change every ten seconds.
    case reduced
    /// Clocks change when something else does.
    case none
}

extension AppState {
    /// The time that clocks show.
    var shownTime: Moment {
        switch setup.motion {
        case .full: return now
        case .none: return changedAt ?? now
        case .reduced:
            let past = Duration.seconds(now.uptime.components.seconds % 10)
            return now.advanced(by: .zero - past)
        }
    }

    /// The uptime at which something changes by itself; nil when nothing does.
    var nextTick: Duration? {
        guard isLive else { return nil }
        let second = Clocks.nextSecond(after: now)
        // The draft and what can be taken back are no motion: they need their seconds.
        if setup.motion == .full || compose.draftChangedAt != nil || compose.sent != nil { return second }
        guard setup.motion == .reduced else { return nil }
        return .seconds((now.uptime.components.seconds / 10 + 1) * 10)
    }
}
