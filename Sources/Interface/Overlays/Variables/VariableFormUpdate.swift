import Generations
import Terminal

/// What happens while the variables of a prompt are filled.
enum VariableFormUpdate {
    /// Asks for variables, each with the value that it had last.
    static func open(_ state: inout AppState, _ order: SendOrder, _ names: [String]) {
        let fields = names.map { TextEditor(state.compose.variableValues[$0] ?? "") }
        state.overlays.append(.variables(VariableFormState(order: order, names: names, fields: fields)))
    }

    /// Does what a key asks for; nil when it means nothing here.
    static func update(_ state: inout AppState, _ form: VariableFormState, _ action: UserAction)
        -> [AppEffect]?
    {
        var form = form
        switch action {
        case .choose: return next(&state, form)
        case .moveUp: form.index = max(0, form.index - 1)
        case .moveDown: form.index = min(form.names.count - 1, form.index + 1)
        default:
            let effects = InputBox.update(&state, action)
            return effects
        }
        replace(&state, form)
        return []
    }

    private static func next(_ state: inout AppState, _ form: VariableFormState) -> [AppEffect] {
        var form = form
        let empty = { (field: TextEditor) in field.text.allSatisfy(\.isWhitespace) }
        if empty(form.fields[form.index]) {
            state.say(
                "{\(form.names[form.index])} needs a value. \(state.key(.back, in: .variables)) goes back to the prompt.",
                .warning
            )
            return []
        }
        if form.index < form.names.count - 1 {
            form.index += 1
            replace(&state, form)
            return []
        }
        if let open = form.fields.firstIndex(where: empty) {
            form.index = open
            replace(&state, form)
            return []
        }
        state.compose.variableValues.merge(form.values) { _, new in new }
        state.overlays.removeLast()
        form.order.plan.values = form.values
        return ComposeUpdate.go(&state, form.order)
    }

    private static func replace(_ state: inout AppState, _ form: VariableFormState) {
        state.replaceOverlay(.variables(form))
    }
}
