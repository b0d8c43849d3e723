/// Changes to a step, each giving back a copy.
extension Scenario.Step {
    /// Answers so many times.
    package func times(_ count: Int) -> Self {
        changed { $0.times = count }
    }

    /// Answers for ever.
    package func always() -> Self {
        changed { $0.times = nil }
    }

    /// Answers only calls whose prompt has this in it.
    package func when(prompt: String) -> Self {
        changed { $0.condition.prompt = prompt }
    }

    /// Answers only requests whose path has this in it, with this method if one is given.
    package func when(path: String, method: String? = nil) -> Self {
        changed {
            $0.condition.path = path
            $0.condition.method = method
        }
    }

    /// Waits before the first byte.
    package func after(_ delay: Duration) -> Self {
        changed { $0.delay = delay }
    }

    /// Adds a header; `Content-Type` and `x-request-id` given here replace the usual ones.
    package func header(_ name: String, _ value: String) -> Self {
        changed { $0.headers.append(ReceivedRequest.Header(name, value)) }
    }

    /// Sends the body in pieces, with a pause after each.
    package func sent(inPiecesOf bytes: Int, pause: Duration = .zero) -> Self {
        changed { $0.pieces = Scenario.Pieces(bytes: max(1, bytes), pause: pause) }
    }

    /// Tells the end of the body in another way.
    package func framed(_ framing: Scenario.Framing) -> Self {
        changed { $0.framing = framing }
    }

    /// Ends in another way.
    package func ended(_ ending: Scenario.Ending) -> Self {
        changed { $0.ending = ending }
    }

    /// Leaves out `x-request-id`.
    package func anonymous() -> Self {
        changed { $0.isAnonymous = true }
    }

    func changed(_ change: (inout Self) -> Void) -> Self {
        var copy = self
        change(&copy)
        return copy
    }
}
