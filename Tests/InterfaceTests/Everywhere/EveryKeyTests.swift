import Generations
import Terminal
import Testing

@testable import Interface

/// Every key of the map in every situation: it does something or says a sentence, and never breaks the screen.
struct EveryKeyTests {
    private static let sizes = [
        Size(columns: 160, rows: 48), Size(columns: 120, rows: 36), Size(columns: 80, rows: 24),
        Size(columns: 40, rows: 12), Size(columns: 20, rows: 4), Size(columns: 1, rows: 1),
    ]

    /// How a user comes into a situation.
    private static let ways: [KeyContext: [UserAction]] = [
        .runs: [.goToRuns], .history: [.goToHistory], .browsing: [.goToHistory], .filter: [.searchHistory],
        .detail: [.goToDetail], .help: [.showHelp], .helpSearch: [.showHelp, .filter],
        .commandList: [.showCommands],
        .savedPrompts: [.showSavedPrompts], .nameInput: [.savePrompt], .copy: [.goToHistory, .copy],
        .labelsInput: [.goToHistory, .editLabels], .confirm: [.quit], .statistics: [.showStatistics],
        .compare: [.goToHistory, .mark, .mark, .compare],
        .sort: [.goToHistory, .sort], .pipeInput: [.goToHistory, .pipe],
        .models: [.showModels], .modelSearch: [.showModels, .filter],
        .providers: [.goToHistory, .chooseProvider],
    ]

    /// A busy screen or an empty one, brought into a situation.
    static func state(_ context: KeyContext, _ size: Size, isEmpty: Bool) -> AppState {
        var state = Sample.state(size.columns, size.rows)
        state.load(isEmpty ? [] : Sample.history)
        if !isEmpty {
            state.happen(Sample.events)
            state.type("a boat, a \\")
        }
        for action in ways[context] ?? [] { state.on(.user(action)) }
        if !isEmpty {
            state.on(.result(.modelsLoaded(number: state.lastNumber, Sample.models)))
            state.on(.result(.offersLoaded(number: state.lastNumber, Sample.offers)))
        }
        return state
    }

    @Test(arguments: KeyContext.allCases)
    func `every key does something or says why not`(_ context: KeyContext) {
        for isEmpty in [false, true] {
            let before = Self.state(context, Size(columns: 80, rows: 24), isEmpty: isEmpty)
            let sequences = Set(Keymap.standard.bindings.flatMap(\.keys)).sorted { $0.label < $1.label }
            for (index, sequence) in sequences.enumerated() {
                var state = before
                state.message = nil
                let old = state
                let effects = sequence.keys.flatMap { state.press($0) }
                let isAnswered = !effects.isEmpty || state != old
                #expect(isAnswered, "\(sequence.label) in \(context), empty: \(isEmpty)")
                guard index % 8 == 0 else { continue }
                #expect(FrameCheck.faults(state) == [], "\(sequence.label) in \(context)")
            }
        }
    }

    @Test(arguments: sizes)
    func `every situation fits every size`(_ size: Size) {
        for context in KeyContext.allCases {
            for isEmpty in [false, true] {
                let state = Self.state(context, size, isEmpty: isEmpty)
                #expect(AppView.frame(state).size == size)
                #expect(FrameCheck.faults(state) == [], "\(context) at \(size.columns)x\(size.rows)")
            }
        }
    }

    @Test
    func `every size between has whole boxes, with panes of every size`() {
        for context in [KeyContext.prompt, .runs, .history, .detail, .help, .confirm] {
            var state = Self.state(context, Size(columns: 80, rows: 24), isEmpty: false)
            for columns in stride(from: 1, through: 164, by: 13) {
                for rows in stride(from: 1, through: 50, by: 7) {
                    state.on(.terminal(.resized(Size(columns: columns, rows: rows))))
                    state.paneSize = PaneSize(rawValue: (columns + rows) % 3) ?? .normal
                    #expect(FrameCheck.faults(state) == [], "\(context) \(columns)x\(rows)")
                }
            }
        }
    }

    @Test
    func `the checker sees a broken side and a missing corner`() {
        let whole = AppView.frame(Sample.state(80, 24))
        for point in [Point(x: 0, y: 3), Point(x: 79, y: 3), Point(x: 79, y: 1)] {
            var frame = whole
            frame.put(" ", at: point)
            #expect(FrameCheck.faults(frame) != [])
        }
        #expect(FrameCheck.faults(whole) == [])
    }
}
