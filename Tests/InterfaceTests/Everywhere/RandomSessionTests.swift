import Generations
import Terminal
import Testing

@testable import Interface

/// Sessions of random keys, pastes, presses, resizes and events: nothing crashes, breaks a border or loses a draft.
struct RandomSessionTests {
    private static let texts = [
        "a paper boat", "\n", "東京の夜", "👩‍👩‍👧", "سماء", "e\u{301}", "\u{1B}[31m\u{7}", "--seed x --size 3",
        "{a|b} {name}",
        String(repeating: "long ", count: 60),
    ]
    private static let keys =
        Set(Keymap.standard.bindings.flatMap(\.keys).flatMap(\.keys)).sorted { $0.label < $1.label }
        + "abyn/?:+_qz1234 東".map { .character($0) }

    private static func happening(_ dice: inout Dice, _ state: AppState) -> AppAction {
        let size = state.size
        let point = Point(
            x: .random(in: 0...max(0, size.columns), using: &dice),
            y: .random(in: 0...max(0, size.rows), using: &dice)
        )
        switch Int.random(in: 0..<100, using: &dice) {
        case ..<72: return .terminal(.key(keys.randomElement(using: &dice) ?? .enter))
        case ..<78: return .terminal(.paste(texts.randomElement(using: &dice) ?? ""))
        case ..<86:
            let kinds: [MouseEvent.Kind] = [.pressed, .released, .wheelUp, .wheelDown]
            return .terminal(
                .mouse(MouseEvent(kind: kinds.randomElement(using: &dice) ?? .pressed, position: point))
            )
        case ..<90:
            let sizes = [
                (1, 1), (20, 4), (40, 12), (64, 20), (80, 24), (110, 28), (120, 36), (160, 48), (33, 60),
            ]
            let (columns, rows) = sizes.randomElement(using: &dice) ?? (80, 24)
            return .terminal(.resized(Size(columns: columns, rows: rows)))
        case ..<97: return .generation(event(&dice))
        default: return .tick
        }
    }

    private static func event(_ dice: inout Dice) -> GenerationEvent {
        let states: [GenerationState] =
            Sample.events.map(\.generation.state) + [
                .failed(Sample.failure), .succeeded, .cancelled,
            ]
        return Sample.event(
            .random(in: 205...230, using: &dice),
            states.randomElement(using: &dice) ?? .queued,
            prompt: texts.randomElement(using: &dice) ?? ""
        )
    }

    /// What the library would answer, so that lists, details and numbers come in as in real use.
    private static func answer(_ effects: [AppEffect], _ state: inout AppState) {
        for effect in effects {
            switch effect {
            case .loadHistory(let lookup):
                let part = HistoryPart(generations: Sample.history, next: nil)
                state.on(.result(.historyLoaded(lookup, part)))
            case .loadGeneration(let id):
                if let generation = Sample.history.first(where: { $0.id == id }) {
                    state.on(.result(.generationLoaded(id, generation, [])))
                }
            case .enqueue(_, _, let ticket):
                state.on(.result(.enqueueRefused(ticket: ticket, reason: "a test")))
            case .recallPrompts(let number, _, _):
                state.on(
                    .result(
                        .promptsRecalled(
                            number: number,
                            [Sample.generation(2, "an earlier one"), Sample.generation(1, "東京")]
                        )
                    )
                )
            default: break
            }
        }
    }

    @Test(arguments: UInt64(1)...5)
    func `thousands of random happenings break nothing`(_ seed: UInt64) {
        var dice = Dice(state: seed)
        var state = Sample.state(120, 36)
        state.load(Sample.history)
        for step in 0..<2_000 {
            let happening = Self.happening(&dice, state)
            let before = state.compose.editor.text
            AppUpdate.setTime(&state, Sample.now.advanced(by: .milliseconds(step * 250)))
            let effects = AppUpdate.update(&state, happening)
            Self.answer(effects, &state)
            if case .terminal(.key) = happening {
            } else if case .terminal(.paste) = happening {
            } else {
                #expect(!isLost(before, state), "seed \(seed), step \(step): \(happening)")
            }
            guard step % 16 == 0 else { continue }
            let faults = FrameCheck.faults(state)
            #expect(faults == [], "seed \(seed), step \(step): \(happening)")
            if !faults.isEmpty { return }
        }
    }

    /// Only keys and pastes change the draft; a prompt that was taken back may come back into an empty one.
    private func isLost(_ before: String, _ state: AppState) -> Bool {
        !before.isEmpty && state.compose.editor.text != before
    }
}
