import Generations

/// What was asked of the history about runs like those on the screen.
struct UsualState: Equatable, Sendable {
    /// Nil while it is asked, and when there were none.
    private var times: [RunLikeness: UsualClocks?] = [:]

    subscript(request: GenerationRequest) -> UsualClocks? { times[RunLikeness(request)] ?? nil }

    /// What is to be asked for a run that is seen; nil when it was asked before.
    mutating func question(_ request: GenerationRequest) -> AppEffect? {
        let likeness = RunLikeness(request)
        guard times[likeness] == nil else { return nil }
        times[likeness] = .some(nil)
        return .loadUsual(likeness)
    }

    /// Takes the answer in; runs of another size or length tell nothing about these.
    mutating func take(_ likeness: RunLikeness, _ answer: UsualClocks?) {
        times[likeness] = .some(answer?.isAlike == true ? answer : nil)
    }
}
