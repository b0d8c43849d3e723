import Terminal

/// A text of one row that is being typed; it scrolls sideways so that the cursor stays in view.
enum TextFieldView {
    static func draw(_ editor: TextEditor, in rect: Rect, isFocused: Bool, _ frame: inout Frame) {
        guard rect.width > 0 else { return }
        var first = 0
        var column = editor.characters[..<editor.cursor].reduce(0) { $0 + CharacterWidth.columns(of: $1) }
        while column >= rect.width, first < editor.cursor {
            column -= CharacterWidth.columns(of: editor.characters[first])
            first += 1
        }
        let shown = editor.characters[first...].prefix(rect.width * 2)
        frame.put(String(shown), at: Point(x: rect.x, y: rect.y), limit: rect.width)
        if isFocused { frame.cursor = Point(x: rect.x + column, y: rect.y) }
    }
}
