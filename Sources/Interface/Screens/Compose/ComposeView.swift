import Generations
import Terminal

/// The prompt with its cursor, and the parameters that it will be sent with.
enum ComposeView {
    static func draw(_ context: ViewContext, in frame: inout Frame) {
        let compose = context.state.compose
        let (request, problems) = compose.request(context.state.setup)
        let rect = context.layout.compose
        var area = context.drawBox(.compose, rect, trailing: trailing(context), in: &frame)
        let hasPane = !context.layout.parameters.isEmpty
        if hasPane {
            drawParameterPane(context, request, problems, in: &frame)
        } else {
            let row = Rect(x: area.x, y: area.bottom - 1, width: area.width, height: 1)
            drawParameterRow(context, request, problems, in: row, &frame)
            area.height = max(0, area.height - 1)
        }
        if compose.editor.isEmpty {
            drawPlaceholder(context, in: area, &frame)
        } else {
            drawText(context, in: area, &frame)
        }
    }

    /// How many runs Enter makes, and of what.
    private static func trailing(_ context: ViewContext) -> String {
        let compose = context.state.compose
        let words = compose.editor.wordCount ?? 0
        let variables = compose.editor.template.variables.count
        let parts =
            [variables > 0 ? Strings.count(variables, "variable") : nil, runs(compose)].compactMap { $0 }
            + (words > 0 ? [Strings.count(words, "word")] : [])
        return parts.joined(separator: context.dot)
    }

    /// `one prompt = 1 run`, `3 x 2 = 6 runs`.
    private static func runs(_ compose: ComposeState) -> String {
        let (axes, count) = count(compose)
        guard count > 1 else { return "one prompt = 1 run" }
        let number = count == .max ? "too many to count" : Strings.count(count, "run")
        let isTooMany = count > PromptTemplate.mostRuns && count != .max
        let product = axes.prefix(6).map { Strings.grouped($0) }.joined(separator: " x ")
        let left = axes.count > 1 ? product + (axes.count > 6 ? " x …" : "") : "one prompt"
        return "\(left) = \(number)" + (isTooMany ? ": too many" : "")
    }

    private static func count(_ compose: ComposeState) -> (axes: [Int], count: Int) {
        let isOne = compose.editor.isLiteral && (compose.editor.words.runs ?? compose.runs) == 1
        return isOne ? ([], 1) : compose.plan.size
    }

    // MARK: Text

    private static func drawText(_ context: ViewContext, in area: Rect, _ frame: inout Frame) {
        let editor = context.state.compose.editor
        let text = TextRows(
            editor.characters,
            around: editor.cursor,
            width: max(1, area.width - 1),
            reach: area.height
        )
        let place = text.place(of: editor.cursor)
        let top = top(place.row, of: text.rows.count, height: area.height)
        for (index, line) in text.rows[top...].prefix(area.height).enumerated() {
            frame.put(line.text, at: Point(x: area.x, y: area.y + index), limit: area.width)
            if let selection = editor.selection {
                let columns = line.columns(of: selection)
                let chosen = Rect(
                    x: area.x + columns.lowerBound,
                    y: area.y + index,
                    width: columns.count,
                    height: 1
                )
                frame.restyle(chosen.intersection(area)) { $0 = $0.adding(.reverse) }
            }
        }
        if context.hasFocus(.compose), area.height > 0 {
            frame.cursor = Point(x: area.x + place.column, y: area.y + place.row - top)
        }
    }

    /// The first row in view: the cursor's row is kept inside, with a row below it where there is one.
    static func top(_ row: Int, of count: Int, height: Int) -> Int {
        guard height > 0, count > height else { return 0 }
        let wanted = row + (row < count - 1 ? 2 : 1) - height
        return min(max(0, wanted), count - height)
    }

    private static func drawPlaceholder(_ context: ViewContext, in area: Rect, _ frame: inout Frame) {
        let lines =
            context.hasFocus(.compose)
            ? ["Say what should be seen, and how the camera moves.", sending(context)]
            : ["Alt-1 goes to the prompt."]
        context.drawTeaching(lines.map { StyledText($0, context.theme.dim) }, in: area, &frame)
        if context.hasFocus(.compose), area.height > 0 { frame.cursor = Point(x: area.x, y: area.y) }
    }

    private static func sending(_ context: ViewContext) -> String {
        let keymap = context.state.keymap
        let send = keymap.label(of: .send, in: [.prompt]) ?? "Enter"
        guard let newline = keymap.label(of: .newline, in: [.prompt]) else { return "\(send) sends it." }
        return context.state.setup.enter == .send
            ? "\(send) sends it." : "\(send) sends it; \(newline) makes a new line."
    }

    // MARK: Parameters

    private static func drawParameterRow(
        _ context: ViewContext,
        _ request: GenerationRequest,
        _ problems: [ParameterProblem],
        in row: Rect,
        _ frame: inout Frame
    ) {
        if let problem = problem(request, problems) {
            return frame.put(problem, in: row, style: context.theme.warning, mark: context.mark)
        }
        let isShort = !context.layout.hasBorders
        let parts = ParameterLine.parts(
            request,
            context.state.setup,
            parent: context.state.compose.parent,
            runs: isShort && count(context.state.compose).count > 1 ? runs(context.state.compose) : nil,
            isShort: isShort
        )
        let usual = isShort ? nil : context.state.runs.usual[request].map(RunWords.usual)
        let text = (parts + [usual].compactMap { $0 }).joined(separator: context.dot)
        frame.put(text, in: row, style: context.theme.dim, mark: context.mark)
    }

    /// What is wrong with the request, or would not be sent to its provider.
    private static func problem(_ request: GenerationRequest, _ problems: [ParameterProblem]) -> String? {
        let isEmpty = request.prompt.isEmpty
        return ParameterLine.problem(problems, isEmpty: isEmpty)
            ?? (isEmpty ? nil : ParameterLine.hint(request))
    }

    private static func drawParameterPane(
        _ context: ViewContext,
        _ request: GenerationRequest,
        _ problems: [ParameterProblem],
        in frame: inout Frame
    ) {
        let rect = context.layout.parameters
        let edit = context.state.keymap.label(of: .editParameters, in: [.prompt]).map { "\($0) edits" } ?? ""
        frame.box(rect, title: "Parameters", trailing: edit, style: context.boxStyle(isFocused: false))
        let area = context.layout.content(of: rect)
        let parts = ParameterLine.parts(request, context.state.setup, parent: context.state.compose.parent)
        let usual = context.state.runs.usual[request].map(RunWords.usual)
        let rows = ParameterLine.rows(
            parts + [usual].compactMap { $0 },
            width: area.width,
            separator: context.dot
        )
        let problem = problem(request, problems)
        let room = area.height - (problem == nil ? 0 : 1)
        for (index, text) in rows.prefix(room).enumerated() {
            frame.put(text, in: area.row(index), mark: context.mark)
        }
        if let problem {
            let row = area.row(min(rows.count, max(0, room)))
            frame.put(problem, in: row, style: context.theme.warning, mark: context.mark)
        }
    }
}
