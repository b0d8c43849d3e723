import Testing

/// Whole sessions as somebody types them, with the screens that they see. `Sessions/` holds what is typed.
@Suite(.timeLimit(.minutes(2)))
struct SessionTests {
    @Test(arguments: ["first-take", "wait-and-act", "search-and-rerun", "first-take-small"])
    func `a session shows the screens that were recorded`(_ name: String) async throws {
        try await SessionPlayer(name).play()
    }
}
