import Generations
import Terminal
import TestSupport
import Testing

@testable import Interface

struct HistoryFoldsTests {
    /// #198 stands for four takes.
    private func folded(_ size: Size = Size(columns: 80, rows: 24)) -> AppState {
        var state = Sample.state(size.columns, size.rows)
        _ = AppUpdate.start(&state)
        let summary = FamilySummary(
            members: 4,
            succeeded: 4,
            failed: 0,
            first: GenerationID(190),
            last: GenerationID(198)
        )
        let part = HistoryPart(
            generations: Sample.history,
            next: nil,
            families: [GenerationID(198): summary]
        )
        if let lookup = state.history.lookup {
            state.on(.result(.historyLoaded(lookup, part)))
            state.on(.result(.historyCounted(lookup, .exactly(7))))
        }
        state.press(.alt("3"))
        return state
    }

    private let takes = [198, 195, 193, 190].map { Sample.generation($0, "東京の夜、雨、ネオン") }

    /// Opens the family of the selected row.
    private func open(_ state: inout AppState) {
        guard case .loadHistory(let lookup)? = state.press(Key(.right)).first else {
            Issue.record("the family was not asked for")
            return
        }
        state.on(.result(.historyLoaded(lookup, HistoryPart(generations: takes, next: nil))))
    }

    private func select(_ id: Int64, _ state: inout AppState) {
        for _ in 0..<20 where state.history.selection != GenerationID(id) { state.press(.character("j")) }
    }

    @Test
    func `a family opens below its row, and closes with the row selected that stands for it`() {
        var state = folded()
        select(198, &state)
        open(&state)
        #expect(state.history.rowCount == Sample.history.count + 3)
        state.press(.character("j"), .character("j"))
        #expect(state.history.selection == GenerationID(193))
        state.press(Key(.left))
        #expect(state.history.selection == GenerationID(198))
        #expect(state.history.rowCount == Sample.history.count)
    }

    @Test
    func `the newest take stands for its family, also where the first one gave it its number`() {
        var state = Sample.state()
        _ = AppUpdate.start(&state)
        var newest = Sample.generation(209)
        newest.family = GenerationID(190)
        let summary = FamilySummary(
            members: 4,
            succeeded: 4,
            failed: 0,
            first: GenerationID(190),
            last: GenerationID(209)
        )
        let part = HistoryPart(generations: [newest], next: nil, families: [newest.id: summary])
        if let lookup = state.history.lookup { state.on(.result(.historyLoaded(lookup, part))) }
        #expect(state.history.family(of: newest.id) == summary)
        #expect(AppView.frame(state).snapshot.contains("ok x4"))
    }

    @Test
    func `a row that stands for itself has nothing to open`() {
        var state = folded()
        #expect(state.press(Key(.right)) == [])
        #expect(state.message != nil)
    }

    @Test
    func `folding of the whole list is a question to the library`() {
        var state = folded()
        guard case .loadHistory(let lookup)? = state.press(.character("F")).first else {
            Issue.record("nothing was asked")
            return
        }
        #expect(!lookup.isFolded)
    }

    @Test
    func `a read again list keeps an opened family and the take that is selected`() {
        var state = folded()
        select(198, &state)
        open(&state)
        state.press(.character("j"))
        state.press(Key(.function(5)))
        state.answer(Sample.history)
        #expect(state.history.selection == GenerationID(195))
    }

    @Test(arguments: ScreenSnapshotTests.sizes)
    func `opened families and marks are seen without colours`(_ size: Size) {
        var state = folded(size)
        select(198, &state)
        open(&state)
        state.press(.character(" "), .character(" "))
        check(state, "folds")
    }

    @Test(arguments: ScreenSnapshotTests.sizes)
    func `what was searched for is underlined where it was found`(_ size: Size) {
        var state = folded(size)
        state.press(.character("/"))
        state.type("boat gutter")
        state.answer(Sample.history)
        check(state, "found")
    }

    private func check(_ state: AppState, _ name: String) {
        let name = "\(name)-\(state.size.columns)x\(state.size.rows)"
        if let difference = Snapshot.difference(AppView.frame(state).snapshot, name: name) {
            Issue.record(Comment(rawValue: difference))
        }
    }

    @Test
    func `Ctrl-R opens the search, and again goes on to the next part of the history`() {
        var state = folded()
        select(208, &state)
        state.press(.control("r"))
        state.type("boat")
        state.answer(Sample.history)
        state.press(.control("r"))
        #expect(state.history.lookup?.scope == .today)
        #expect(state.history.lookup?.text == "boat")
        state.answer(Sample.history)
        #expect(state.history.selection == GenerationID(208))
        state.press(.control("r"), .control("r"), .control("r"))
        #expect(state.history.scope == .family(GenerationID(208)))
        state.press(.control("r"))
        #expect(state.history.scope == .trash)
        state.press(.control("r"))
        #expect(state.history.scope == .all)
    }

    @Test
    func `an empty part of the history says how to see more`() {
        var state = folded()
        state.press(.control("r"), .control("r"))
        state.type("zebra")
        state.answer([])
        #expect(HistoryWords.nothingFound(state).contains("today"))
        state.press(Key(.escape))
        #expect(state.history.query.isEmpty)
        #expect(state.history.scope == .today)
        state.press(Key(.escape))
        #expect(state.history.scope == .all)
    }

    @Test
    func `Tab completes fields and values, and goes on to the next pane else`() {
        var state = folded()
        state.press(.control("r"))
        state.type("mod")
        state.press(Key(.tab))
        #expect(state.history.query == "model:")
        state.type("wan")
        state.press(Key(.tab))
        #expect(state.history.query == "model:Wan2.2-T2V ")
        state.press(Key(.tab))
        #expect(state.focus != .history)
    }

    @Test
    func `what is not understood is said below the field`() {
        var state = folded()
        state.press(.control("r"))
        #expect(HistoryWords.searchHint(state.history)?.isProblem == false)
        state.type("seed:many")
        #expect(HistoryWords.searchHint(state.history)?.isProblem == true)
        #expect(ScreenLayout(state).searchRows == 2)
    }

    @Test(arguments: 0..<20)
    func `whatever happens, the selected take stays selected and in view`(_ seed: UInt64) {
        var random = Dice(state: seed &+ 1)
        var state = folded()
        var newest: Int64 = 300
        let keys: [Key] = [
            .character("j"), .character("k"), Key(.pageDown), Key(.left), .character(" "), .character("v"),
            .character("G"), .character("g"), .character("f"), Key(.right),
        ]
        for _ in 0..<200 {
            let before = state.history.selection
            if Bool.random(using: &random) {
                newest += 1
                let known = Sample.history.randomElement(using: &random)?.id.rawValue ?? newest
                let id = Bool.random(using: &random) ? newest : known
                state.happen([Sample.event(id, Bool.random(using: &random) ? .queued : .succeeded)])
                #expect(state.history.selection == before)
            } else if let key = keys.randomElement(using: &random) {
                for effect in state.press(key) {
                    if case .loadHistory(let lookup) = effect, case .family = lookup.scope {
                        state.on(.result(.historyLoaded(lookup, HistoryPart(generations: takes, next: nil))))
                    }
                }
            }
            guard let row = state.history.selectedRow else {
                Issue.record("nothing is selected")
                return
            }
            let height = ScreenLayout(state).historyRows
            #expect(state.history.window.rows(of: state.history.rowCount, height: height).contains(row))
            #expect(state.history.row(at: row)?.generation.id == state.history.selection)
        }
    }

    @Test
    func `a search shows each take that it finds`() {
        var state = folded()
        state.press(.character("/"))
        guard case .loadHistory(let lookup)? = state.type("n").first else {
            Issue.record("nothing was asked")
            return
        }
        #expect(!lookup.isFolded)
    }

    @Test
    func `a new take joins the row of its idea, and the selected one stays in sight`() {
        var state = folded()
        select(198, &state)
        let count = state.history.rowCount
        let selected = state.history.selected
        var event = Sample.event(220, .queued, prompt: selected?.request.prompt ?? "")
        event.generation.family = GenerationID(198)
        state.happen([event])
        #expect(state.history.selection == GenerationID(198))
        #expect(state.history.items.first?.id == GenerationID(220))
        #expect(state.history.head(of: GenerationID(198)) == GenerationID(220))
        #expect(state.history.rowCount == count + 1)
    }

    @Test
    func `another prompt has a row of its own, whatever it was made from`() {
        var state = folded()
        let count = state.history.rowCount
        var event = Sample.event(220, .queued, prompt: "something else")
        event.generation.family = GenerationID(198)
        state.happen([event])
        #expect(state.history.rowCount == count + 1)
        #expect(state.history.members.isEmpty)
    }

    @Test
    func `who deletes a row of several takes hears that others stay`() {
        var state = folded()
        select(198, &state)
        state.press(.character("d"))
        #expect(state.message?.text.contains("3 other takes stay") == true)
    }

    @Test
    func `in another part of the history nothing stands that does not belong there`() {
        var state = folded()
        select(198, &state)
        state.history.scope = .trash
        let effects = HistoryUpdate.search(&state)
        guard case .loadHistory(let lookup)? = effects.first else {
            Issue.record("nothing was asked")
            return
        }
        var sibling = Sample.generation(196, state.history.selected?.request.prompt ?? "")
        sibling.family = GenerationID(198)
        state.on(.result(.historyLoaded(lookup, HistoryPart(generations: [sibling], next: nil))))
        #expect(state.history.rowCount == 1)
        #expect(state.history.selection == GenerationID(196))
    }

    @Test
    func `opening a row asks for the takes with its prompt`() {
        var state = folded()
        select(198, &state)
        guard case .loadHistory(let lookup)? = state.press(Key(.right)).first else {
            Issue.record("the takes were not asked for")
            return
        }
        #expect(lookup.prompt == state.history.selected?.request.prompt)
    }

    @Test
    func `what happens to a folded take changes no count`() {
        var state = folded()
        let prompt = state.history.items.first { $0.id == GenerationID(198) }?.request.prompt ?? ""
        for _ in 0..<3 {
            var event = Sample.event(193, .running, prompt: prompt)
            event.generation.family = GenerationID(198)
            state.happen([event])
        }
        #expect(state.history.family(of: GenerationID(198))?.members == 4)
    }

    @Test
    func `a screen that grows shows the details of what is selected`() {
        var state = Sample.state(80, 24)
        state.load([Sample.generation(7), Sample.generation(6)])
        state.press(.alt("3"), Key(.down))
        state.on(.terminal(.resized(Size(columns: 120, rows: 36))))
        #expect(state.detail.id == GenerationID(6))
    }

    @Test
    func `a repeat of an older idea is selected where the newest one is followed`() {
        var state = folded()
        let prompt = state.history.items.first { $0.id == GenerationID(198) }?.request.prompt ?? ""
        state.press(.alt("1"))
        state.history.followsNewest = true
        var event = Sample.event(220, .queued, prompt: prompt)
        event.generation.family = GenerationID(198)
        state.happen([event])
        #expect(state.history.selection == GenerationID(220))
    }
}
