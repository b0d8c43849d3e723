import Generations
import Terminal

/// The small input for tags and a note.
enum LabelsView {
    static func draw(_ labels: LabelsState, _ context: ViewContext, _ frame: inout Frame) {
        let theme = context.theme
        let width = min(60, context.layout.body.width - 4)
        let other = context.state.key(.nextField, in: .labelsInput)
        let lines = [
            StyledText("has   ", theme.dim).with(present(labels), theme.text),
            name("tags  ", isActive: labels.field == .tags, theme),
            name("note  ", isActive: labels.field == .note, theme),
            StyledText("+boat adds, -old takes away. \(other): the other line.", theme.dim),
            InputBox.hint(context, in: .labelsInput),
        ]
        let title = "Tags and note of \(MarksUpdate.names(labels.targets))"
        let area = OverlayView.drawBox(title: title, lines: lines, minimumWidth: width, context, &frame)
        drawField(labels.tags, in: area, row: 1, isFocused: labels.field == .tags, &frame)
        drawField(labels.note, in: area, row: 2, isFocused: labels.field == .note, &frame)
    }

    private static func name(_ text: String, isActive: Bool, _ theme: Theme) -> StyledText {
        StyledText(text, isActive ? theme.key : theme.dim)
    }

    private static func drawField(
        _ editor: TextEditor,
        in area: Rect,
        row: Int,
        isFocused: Bool,
        _ frame: inout Frame
    ) {
        guard row < area.height else { return }
        let rect = Rect(x: area.x + 6, y: area.y + row, width: max(0, area.width - 6), height: 1)
        TextFieldView.draw(editor, in: rect, isFocused: isFocused, &frame)
    }

    /// `boat, keep`, or with counts where not all have one: `boat (2 of 3)`.
    private static func present(_ labels: LabelsState) -> String {
        let all = labels.targets.count
        let tags = labels.present.map { $0.count == all ? $0.tag : "\($0.tag) (\($0.count) of \(all))" }
        return tags.isEmpty ? "no tags" : Sanitizing.line(tags.joined(separator: ", "), limit: 400)
    }
}
