import Generations
import Terminal

/// What happens in the form of the parameters. What is typed is taken at once when it breaks no rule.
enum ParameterFormUpdate {
    /// Opens the form, and asks how long runs like that took.
    static func open(_ state: inout AppState) -> [AppEffect] {
        let form = ParameterFormState(state.compose.values(state.setup), refused: state.compose.refused)
        state.overlays.append(.parameters(form))
        let request = state.compose.request(state.setup).request
        return [state.runs.usual.question(request)].compactMap { $0 }
    }

    /// Does what a key asks for; nil when it means nothing here.
    static func update(_ state: inout AppState, _ form: ParameterFormState, _ action: UserAction)
        -> [AppEffect]?
    {
        var form = form
        switch action {
        case .moveUp: move(&state, &form, by: -1)
        case .moveDown: move(&state, &form, by: 1)
        case .choose: choose(&state, &form)
        case .completeOrNext: completeOrNext(&state, &form)
        case .moveTop: go(&state, &form, to: 0)
        case .moveBottom: go(&state, &form, to: .max)
        case .stepUp: step(&state, &form, up: true, isLarge: true)
        case .stepDown: step(&state, &form, up: false, isLarge: true)
        case .resetField: reset(&state, &form)
        case .swapValues: swap(&state, &form)
        case .back, .stop: return close(&state, form)
        default:
            let before = form.editor.characters
            guard form.editor.perform(action) else { return nil }
            if form.editor.characters != before { take(&state, &form) }
        }
        return finish(&state, form)
    }

    /// Puts text into the row; on a number `+` and `-` step it.
    static func insert(_ state: inout AppState, _ form: ParameterFormState, _ text: String) -> [AppEffect] {
        var form = form
        if form.field.isNumber, text == "+" || text == "-" {
            step(&state, &form, up: text == "+", isLarge: false)
        } else {
            form.editor.paste(Sanitizing.line(text, limit: 10_000))
            take(&state, &form)
        }
        return finish(&state, form)
    }

    /// The names that a path may go on to have been looked up.
    static func completed(_ state: inout AppState, number: Int, _ paths: [String]) {
        guard case .parameters(var form)? = state.overlays.last, form.completionNumber == number else {
            return
        }
        form.completions = paths
        state.replaceOverlay(.parameters(form))
    }

    // MARK: Values

    /// Takes what stands in the row, if it breaks no rule.
    private static func take(_ state: inout AppState, _ form: inout ParameterFormState) {
        form.problem = nil
        form.refused[form.field] = nil
        guard form.field != .newExtra else { return }
        var values = state.compose.values(state.setup)
        form.problem = form.field.take(form.editor.text, into: &values)
        if form.problem == nil { set(&state, values) }
    }

    private static func set(_ state: inout AppState, _ values: ParameterValues) {
        guard values != state.compose.values(state.setup) else { return }
        state.compose.base = values.request
        state.compose.runs = values.runs
        state.compose.draftChangedAt = state.now.uptime
        state.compose.isTouched = true
    }

    private static func setText(_ state: inout AppState, _ form: inout ParameterFormState, _ text: String) {
        form.editor.setText(text)
        take(&state, &form)
    }

    private static func reset(_ state: inout AppState, _ form: inout ParameterFormState) {
        let standard = ParameterValues(request: state.setup.template, runs: 1)
        setText(&state, &form, form.field.text(standard))
    }

    private static func step(
        _ state: inout AppState,
        _ form: inout ParameterFormState,
        up: Bool,
        isLarge: Bool
    ) {
        let values = state.compose.values(state.setup)
        guard let text = ParameterSteps.next(form.field, form.editor.text, values, up: up, isLarge: isLarge)
        else {
            return state.say("Nothing can be counted up or down in this row: type into it.")
        }
        setText(&state, &form, text)
    }

    /// To the values that were there when the form was opened, and back again.
    private static func swap(_ state: inout AppState, _ form: inout ParameterFormState) {
        let now = state.compose.values(state.setup)
        guard now != form.other else { return state.say("Nothing was changed.") }
        set(&state, form.other)
        (form.other, form.refused, form.problem) = (now, [:], nil)
        form.editor.setText(form.field.text(state.compose.values(state.setup)))
        let again = state.keymap.label(of: .swapValues, in: [.parameters]) ?? ""
        state.say("The parameters are as they were before. \(again) brings the changes back.")
    }

    // MARK: Rows

    private static func move(_ state: inout AppState, _ form: inout ParameterFormState, by rows: Int) {
        let fields = ParameterField.all(state.compose.values(state.setup).request)
        let index = fields.firstIndex(of: form.field) ?? 0
        go(&state, &form, to: (index + rows + fields.count) % fields.count)
    }

    private static func go(_ state: inout AppState, _ form: inout ParameterFormState, to index: Int) {
        if form.problem != nil { form.refused[form.field] = form.editor.text }
        let values = state.compose.values(state.setup)
        let fields = ParameterField.all(values.request)
        form.field = fields[min(max(0, index), fields.count - 1)]
        form.editor = TextEditor(form.refused[form.field] ?? form.field.text(values))
        var unchanged = values
        form.problem = form.refused[form.field].flatMap { form.field.take($0, into: &unchanged) }
        form.completions = []
    }

    /// Enter: adds a parameter of the provider's own, or goes to the next row.
    private static func choose(_ state: inout AppState, _ form: inout ParameterFormState) {
        guard form.field == .newExtra, !form.editor.isEmpty else { return move(&state, &form, by: 1) }
        var values = state.compose.values(state.setup)
        form.problem = form.field.take(form.editor.text, into: &values)
        guard form.problem == nil else { return }
        set(&state, values)
        form.editor.setText("")
    }

    private static func completeOrNext(_ state: inout AppState, _ form: inout ParameterFormState) {
        guard form.field == .image, let first = form.completions.first else {
            return move(&state, &form, by: 1)
        }
        let shared = form.completions.dropFirst().reduce(first) { shared, path in
            String(zip(shared, path).prefix { $0 == $1 }.map(\.0))
        }
        guard shared != form.editor.text || form.completions.count == 1 else {
            return state.say("\(Strings.count(form.completions.count, "file")) begin so: type on.")
        }
        if shared == form.editor.text { return move(&state, &form, by: 1) }
        setText(&state, &form, shared)
    }

    // MARK: Closing

    private static func finish(_ state: inout AppState, _ form: ParameterFormState) -> [AppEffect] {
        var form = form
        let fields = ParameterField.all(state.compose.values(state.setup).request)
        let index = fields.firstIndex(of: form.field) ?? 0
        form.window.show(index, of: fields.count, height: ParameterFormView.rows(ScreenLayout(state)))
        let asked = wantsCompletions(state, form)
        if asked { form.completionNumber = state.nextNumber() }
        state.replaceOverlay(.parameters(form))
        return asked ? [.completePath(number: form.completionNumber, text: form.editor.text)] : []
    }

    private static func wantsCompletions(_ state: AppState, _ form: ParameterFormState) -> Bool {
        guard form.field == .image, case .parameters(let before)? = state.overlays.last else { return false }
        let text = form.editor.text
        return !text.isEmpty && !text.hasPrefix("http") && before.editor.text != text
    }

    private static func close(_ state: inout AppState, _ form: ParameterFormState) -> [AppEffect] {
        state.overlays.removeLast()
        var refused = form.refused
        if form.problem != nil { refused[form.field] = form.editor.text }
        state.compose.refused = refused
        let values = state.compose.values(state.setup)
        let reasons = refused.sorted { $0.key.title < $1.key.title }.map { field, text in
            var unchanged = values
            let reason = field.take(text, into: &unchanged) ?? ""
            return "\(field.title) was not taken: \(reason)"
        }
        if !reasons.isEmpty { state.say(reasons.joined(separator: " "), .warning) }
        return []
    }
}
