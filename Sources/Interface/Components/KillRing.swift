/// What was cut, newest last; cuts in a row become one. All inputs of the screen share one.
struct KillRing: Equatable, Sendable {
    static let limit = 20

    private(set) var texts: [String] = []
    /// Whether the last thing done was a cut, so that the next one joins it.
    var isRunning = false
    /// What the last yank put in, so that an older text can take its place.
    var yanked: Range<Int>?
    var yankIndex = 0

    mutating func add(_ text: String, isBackward: Bool) {
        guard !text.isEmpty else { return }
        if isRunning, let last = texts.popLast() {
            texts.append(isBackward ? text + last : last + text)
        } else {
            texts.append(text)
            if texts.count > Self.limit { texts.removeFirst() }
        }
        isRunning = true
    }

    mutating func endRun() {
        isRunning = false
        yanked = nil
    }
}
