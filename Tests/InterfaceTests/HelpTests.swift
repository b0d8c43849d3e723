import Generations
import Terminal
import Testing

@testable import Interface

/// The help page and the list of commands.
struct HelpTests {
    private func busy(_ columns: Int = 120, _ rows: Int = 36) -> AppState {
        var state = Sample.state(columns, rows)
        state.load(Sample.history)
        state.happen(Sample.events)
        return state
    }

    private func text(_ state: AppState) -> String {
        let frame = AppView.frame(state)
        return (0..<frame.size.rows).map { y in frame.row(y).map(\.text).joined() }.joined(separator: "\n")
    }

    private func commands(_ state: AppState) -> [CommandListState.Entry] {
        guard case .commands(let list) = state.overlays.last else { return [] }
        return list.entries(state)
    }

    @Test
    func `help is for the pane that has the keys, and closes with the key that opened it`() {
        var state = busy()
        state.press(.alt("2"), Key(.function(1)))
        #expect(text(state).contains("Help: Runs"))
        state.press(Key(.function(1)))
        #expect(state.overlays.isEmpty)
    }

    @Test
    func `help is searched as one types, by key, word and name`() {
        var state = busy()
        state.press(.alt("3"), .character("?"), .character("/"))
        state.type("trash")
        #expect(text(state).contains("to the trash"))
        #expect(!text(state).contains("the next pane"))
        state.press(.control("u"))
        state.type("ctrl-l")
        #expect(text(state).contains("draw the screen again"))
        state.press(.control("u"))
        state.type("toggleFav")
        #expect(text(state).contains("favourite"))
        state.type("zzz")
        #expect(text(state).contains("No key and no text has these words"))
        state.press(Key(.escape))
        #expect(text(state).contains("load all but the seed"))
        state.press(Key(.escape))
        #expect(state.overlays.isEmpty)
    }

    @Test
    func `help says of a key why it does nothing now`() {
        var state = busy()
        state.press(.alt("2"))
        state.runs.selection = GenerationID(214)
        state.press(Key(.function(1)))
        #expect(text(state).contains("#214 is under way: it can be cancelled, not held."))
    }

    @Test(arguments: [
        ("trash", UserAction.delete), ("to the prompt", .goToPrompt), ("runag", .runAgain),
        ("fav", .toggleFavorite),
        ("again seed", .runAgain),
    ])
    func `letters of a command find it`(_ query: String, _ action: UserAction) {
        var state = busy()
        state.press(.alt("3"), Key(.function(2)))
        state.type(query)
        #expect(commands(state).first?.binding.action == action)
    }

    @Test
    func `the start of a word comes before letters from anywhere`() {
        let texts = ["a page up", "open the video in the player", "copy the prompt"]
        let scores = texts.map { FuzzyMatch("op", in: $0)?.score ?? 0 }
        #expect(scores[1] == scores.max())
        #expect(FuzzyMatch("lal", in: "load all but the seed")?.offsets == [0, 5, 6])
        #expect(FuzzyMatch("xyz", in: "load all") == nil)
        #expect(FuzzyMatch("", in: "load all")?.score == 0)
        #expect(FuzzyMatch("長い", in: "長い👩‍👩‍👧") != nil)
    }

    @Test
    func `the commands are those of the pane below, with the last used first`() {
        var state = busy()
        state.press(.alt("3"), Key(.function(2)))
        #expect(text(state).contains("Commands: History"))
        state.type("favourite")
        guard let id = state.history.selection else { return }
        state.press(Key(.enter))
        #expect(state.history[id]?.isFavorite == true)
        state.press(Key(.function(2)))
        #expect(commands(state).first?.binding.action == .toggleFavorite)
    }

    @Test
    func `a command that cannot be done stays with its reason`() {
        var state = busy()
        state.press(.alt("2"))
        state.runs.selection = GenerationID(214)
        state.press(Key(.function(2)))
        state.type("hold")
        #expect(commands(state).first?.reason == "#214 is under way: it can be cancelled, not held.")
        #expect(text(state).contains("it can be cancelled, not held."))
        state.press(Key(.enter))
        #expect(!state.overlays.isEmpty)
        #expect(state.message?.text == "#214 is under way: it can be cancelled, not held.")
    }

    @Test
    func `commands chosen above another page are done on that page`() {
        var state = busy()
        state.press(.alt("s"))
        let saved = SavedPrompt(name: "Boat", prompt: "a boat", updatedAt: Sample.now.date)
        state.on(.result(.savedPromptsListed([saved])))
        state.press(Key(.function(2)))
        state.type("delete it")
        state.press(Key(.enter))
        guard case .confirm(let confirm) = state.overlays.last else {
            Issue.record("no question")
            return
        }
        #expect(confirm.question == "Delete “Boat”?")
    }
}
