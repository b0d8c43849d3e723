import Generations

/// The form of the parameters: a row for each, the one that has the keys being typed into.
struct ParameterFormState: Equatable, Sendable {
    var field: ParameterField
    var editor: TextEditor
    /// What was typed into other rows and breaks a rule: it stays there and is not taken.
    var refused: [ParameterField: String] = [:]
    /// Why what stands in the row is not taken.
    var problem: String?
    /// The other of the two states that Ctrl-G goes between: the one at the start, at first.
    var other: ParameterValues
    /// The names of files that the image's path may go on to.
    var completions: [String] = []
    /// Numbers the question for them.
    var completionNumber = 0
    var window = ListWindow()

    init(_ values: ParameterValues, refused: [ParameterField: String] = [:]) {
        field = .frames
        editor = TextEditor(refused[.frames] ?? ParameterField.frames.text(values))
        other = values
        self.refused = refused
        var unchanged = values
        problem = refused[.frames].flatMap { ParameterField.frames.take($0, into: &unchanged) }
    }
}

extension ComposeState {
    /// What the form edits.
    func values(_ setup: Setup) -> ParameterValues {
        ParameterValues(request: base ?? setup.template, runs: runs)
    }
}
