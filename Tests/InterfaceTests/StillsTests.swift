import Generations
import Terminal
import Testing

@testable import Interface

struct StillsTests {
    private func state(_ columns: Int = 120, _ rows: Int = 36, motion: Motion = .full) -> AppState {
        var setup = Sample.setup()
        setup.pictures = .shown(.full)
        setup.motion = motion
        var state = Sample.state(columns, rows, setup: setup)
        let lookup = start(&state)
        let part = HistoryPart(generations: Sample.history, next: nil)
        _ = lookup.map { AppUpdate.update(&state, .result(.historyLoaded($0, part))) }
        return state
    }

    private func start(_ state: inout AppState) -> HistoryLookup? {
        AppUpdate.start(&state).lazy.compactMap { effect in
            if case .loadHistory(let lookup) = effect { return lookup }
            return nil
        }.first
    }

    private func requests(_ effects: [AppEffect]) -> [PictureRequest] {
        effects.compactMap { effect in
            if case .loadPictures(let request) = effect { return request }
            return nil
        }
    }

    private func wait(_ state: inout AppState, _ duration: Duration) -> [PictureRequest] {
        AppUpdate.setTime(&state, state.now.advanced(by: duration))
        return requests(AppUpdate.update(&state, .tick))
    }

    private func pictures(_ request: PictureRequest, count: Int) throws -> [Picture] {
        let (width, height) = (request.key.width, request.key.height)
        let bytes = [UInt8](repeating: 77, count: width * height * 3)
        let picture = try #require(Picture(width: width, height: height, bytes: bytes))
        return Array(repeating: picture, count: count)
    }

    @Test
    func `stills are asked for when the selection has rested, and once`() {
        var state = state()
        state.focus = .history
        for _ in 0..<40 {
            #expect(requests(AppUpdate.update(&state, .terminal(.key(.character("j"))))).isEmpty)
            #expect(requests(AppUpdate.update(&state, .terminal(.key(.character("k"))))).isEmpty)
            #expect(wait(&state, .milliseconds(30)).isEmpty)
        }
        #expect(wait(&state, .milliseconds(100)).count == 1)
        #expect(wait(&state, .seconds(1)).isEmpty)
    }

    @Test
    func `text stands where it did when the stills come`() throws {
        var state = state()
        let request = try #require(wait(&state, .milliseconds(100)).first)
        let before = AppView.frame(state)
        let result = EffectResult.picturesLoaded(request, try pictures(request, count: 3))
        _ = AppUpdate.update(&state, .result(result))
        let after = AppView.frame(state)
        let isMoved = zip(before.cells, after.cells).contains { old, new in
            old != new && new.style.background == .standard && new.text != " "
        }
        #expect(before != after)
        #expect(!isMoved)
    }

    @Test
    func `what could not be shown is said in the place of the stills`() throws {
        var state = state()
        let request = try #require(wait(&state, .milliseconds(100)).first)
        _ = AppUpdate.update(&state, .result(.picturesFailed(request, reason: "No\u{1b}[31m video.")))
        #expect(AppView.frame(state).cells.map(\.text).joined().contains("video."))
        #expect(wait(&state, .seconds(1)).isEmpty)
    }

    @Test
    func `a loop shows ten pictures a second by the clock, and any key ends it and does its own work`() throws
    {
        var state = state()
        state.focus = .history
        let asked = requests(AppUpdate.update(&state, .terminal(.key(.character("w")))))
        let request = try #require(asked.first { $0.place == .loop })
        let result = EffectResult.picturesLoaded(request, try pictures(request, count: 20))
        _ = AppUpdate.update(&state, .result(result))
        let start = state.now.uptime
        let play = try #require(state.play)
        #expect(play.index(of: 20, now: start + .milliseconds(950)) == 9)
        #expect(play.index(of: 20, now: start + .milliseconds(2_100)) == 1)
        #expect(play.next(now: start + .milliseconds(950)) == start + .seconds(1))
        let selection = state.history.selection
        _ = AppUpdate.update(&state, .terminal(.key(.character("j"))))
        #expect(state.play == nil)
        #expect(state.history.selection != selection)
    }

    @Test
    func `a loop ends with its own key and when the window is left`() {
        for event in [TerminalEvent.key(.character("w")), .focusLost] {
            var state = state()
            state.focus = .history
            _ = AppUpdate.update(&state, .terminal(.key(.character("w"))))
            #expect(state.play != nil)
            _ = AppUpdate.update(&state, .terminal(event))
            #expect(state.play == nil)
        }
    }

    @Test
    func `reduced motion refuses a loop with a sentence`() {
        var state = state(motion: .reduced)
        state.focus = .history
        _ = AppUpdate.update(&state, .terminal(.key(.character("w"))))
        #expect(state.play == nil)
        #expect(state.message?.text.contains("RUSHES_MOTION") == true)
    }

    @Test(arguments: [(120, 36, 3), (80, 24, 3), (40, 12, 1)])
    func `as many stills as fit`(columns: Int, rows: Int, count: Int) throws {
        var state = state(columns, rows)
        state.focus = .history
        _ = AppUpdate.update(&state, .terminal(.key(.character("i"))))
        let request = try #require(wait(&state, .milliseconds(100)).first)
        #expect(request.key.kind == .stills(count))
    }

    @Test
    func `the pictures that are kept have a bound`() throws {
        var stills = StillsState()
        let video = VideoFile(path: "/v.mp4", bytes: 1, facts: VideoFacts())
        let keys = (1...20).map { PictureKey(video, .stills($0), cells: Size(columns: 1_000, rows: 250)) }
        let bytes = [UInt8](repeating: 0, count: 1_000 * 500 * 3)
        let picture = try #require(Picture(width: 1_000, height: 500, bytes: bytes))
        for key in keys { stills.keep(.pictures([picture]), for: key) }
        #expect(keys.filter { stills[$0] != nil }.count == 5)
        #expect(stills[keys[19]] != nil)
    }

    @Test
    func `two that are compared have their stills below their numbers, and nothing asks for them elsewhere`()
        throws
    {
        var state = state()
        _ = wait(&state, .milliseconds(100))
        state.press(.alt("3"), .character(" "), .character(" "), .character("c"))
        #expect(requests(state.on(.tick)).isEmpty)
        let asked = wait(&state, .milliseconds(100))
        #expect(asked.map(\.place) == [.left, .right])
        #expect(asked.map(\.id) == [GenerationID(209), GenerationID(212)])
        let before = AppView.frame(state)
        for request in asked { state.on(.result(.picturesLoaded(request, try pictures(request, count: 1)))) }
        let painted = AppView.frame(state).cells.filter { $0.style.background != .standard }.count
        #expect(painted - before.cells.filter { $0.style.background != .standard }.count >= 400)
        #expect(FrameCheck.faults(state) == [])
        // What lies above them steps back, and so do they.
        state.press(Key(.function(1)))
        #expect(AppView.frame(state).cells.allSatisfy { $0.style.background == .standard })
        state.press(.character("q"))
        state.press(.character("G"))
        #expect(FrameCheck.faults(state) == [])
    }

    @Test
    func `stills of a comparison stand as they are largest, and not at all where there is no room`() {
        func sides(_ columns: Int, _ rows: Int) -> [CompareStills.Side] {
            var state = state(columns, rows)
            state.press(.alt("3"), .character(" "), .character(" "), .character("c"))
            guard case .compare(let compare)? = state.overlays.last else { return [] }
            #expect(FrameCheck.faults(state) == [])
            return CompareStills(compare, state)?.sides ?? []
        }
        for (columns, rows) in [(160, 48), (120, 36), (80, 24)] {
            let both = sides(columns, rows)
            #expect(both.count == 2)
            #expect(both.first?.origin.y == both.last?.origin.y)
        }
        let tall = sides(40, 60)
        #expect(tall.first?.origin.x == tall.last?.origin.x)
        #expect((tall.last?.origin.y ?? 0) >= (tall.first?.band.still.rows ?? .max))
        #expect(sides(40, 12).isEmpty)
        #expect(sides(20, 4).isEmpty)
    }
}
