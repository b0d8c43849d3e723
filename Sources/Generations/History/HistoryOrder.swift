/// In which order the history is listed; the names are those that the settings keep.
package enum HistoryOrder: String, Hashable, Sendable, CaseIterable {
    case newest, oldest
    /// By the time at the server.
    case longestRun = "run"
    /// By all that was waited before it.
    case longestWait = "wait"
    /// By the model's name, newest first in each.
    case model
}
