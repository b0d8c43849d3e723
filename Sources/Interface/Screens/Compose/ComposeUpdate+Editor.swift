import Generations

/// A round of the prompt in the user's own editor.
extension ComposeUpdate {
    static func openEditor(_ state: inout AppState) -> [AppEffect] {
        guard state.compose.editorRound == nil else { return [] }
        let number = state.nextNumber()
        state.compose.editorRound = number
        let prompt = state.compose.editor.promptText
        if let rejected = state.compose.rejected, rejected.prompt == prompt {
            return saveDraft(&state) + [.edit(number: number, text: rejected.text)]
        }
        let (request, _) = state.compose.request(state.setup)
        let text = EditorText.text(request, prompt: prompt)
        return saveDraft(&state) + forgetRejected(&state) + [.edit(number: number, text: text)]
    }

    private static func forgetRejected(_ state: inout AppState) -> [AppEffect] {
        defer { state.compose.rejected = nil }
        return state.compose.rejected.map { [.discardEdited(path: $0.path)] } ?? []
    }

    /// The text came back: all of it is one step for undo.
    static func edited(_ state: inout AppState, number: Int, _ edited: EditedText) -> [AppEffect] {
        guard state.compose.editorRound == number else { return [] }
        state.compose.editorRound = nil
        let read = EditorText.read(
            edited.text,
            state.compose.request(state.setup).request,
            state.setup.template
        )
        if read.prompt != nil || read.mistake == nil { take(&state, read) }
        let forgetting = forgetRejected(&state)
        guard let mistake = read.mistake else {
            state.say("Taken from the editor.")
            return forgetting + [.discardEdited(path: edited.path)]
        }
        let taken =
            read.prompt == nil
            ? "Nothing was taken over" : "The prompt is taken, the parameters are as they were"
        state.compose.rejected = RejectedText(
            text: edited.text,
            path: edited.path,
            prompt: state.compose.editor.promptText
        )
        state.say(
            "\(mistake) \(taken). \(state.key(.openEditor, in: .prompt)) opens your text again.",
            .warning
        )
        return forgetting
    }

    static func editingFailed(_ state: inout AppState, number: Int, reason: String) {
        guard state.compose.editorRound == number else { return }
        state.compose.editorRound = nil
        state.say(reason, .bad)
    }

    private static func take(_ state: inout AppState, _ read: EditorText.Reading) {
        let side = state.compose.side
        let before = state.compose.editor.text
        // What the words behind the prompt said has been in the file's first lines.
        let request = read.request ?? state.compose.request(state.setup).request
        let prompt = read.prompt ?? state.compose.editor.promptText
        if prompt != before { edit(&state) { $0.setText(prompt) } }
        if state.compose.base != nil || request != state.compose.request(state.setup).request {
            state.compose.base = request
        }
        let isNew = prompt != before
        state.compose.editor.history.recordSide(from: side, to: state.compose.side, withLast: isNew)
        touch(&state)
    }
}

/// A prompt with its parameters in the first lines, as it is written for an editor and read back.
enum EditorText {
    struct Reading: Equatable, Sendable {
        /// Nil when it cannot be told where the prompt begins.
        var prompt: String?
        /// Nil when the parameters stay as they are.
        var request: GenerationRequest?
        /// The first mistake, with its line.
        var mistake: String?
    }

    private static let fence = "---"

    private static let meanings: [(name: String, meaning: String)] = [
        ("model", "owner/name"),
        ("seed", "the same number gives the same video; unset: drawn anew each time"),
        ("num-frames", "how many frames"),
        ("fps", "frames a second"),
        ("width", "in pixels"),
        ("height", "in pixels"),
        ("num-inference-steps", "how many steps the model takes"),
        ("guidance-scale", "how closely the prompt is followed"),
        ("negative-prompt", "what should not be seen"),
        ("motion-bucket-id", "Stable Video Diffusion: how much moves, 0 to 255"),
        ("noise-aug-strength", "Stable Video Diffusion: noise added to the image"),
        ("image", "a path or an https address: the image to animate"),
    ]

    /// The whole text: parameters that are set, comments for those that are not, and the prompt.
    static func text(_ request: GenerationRequest, prompt: String) -> String {
        var bare = GenerationRequest(prompt: "", model: request.model)
        bare.parameters = VideoParameters()
        let words = ParameterWords(request.parameterWords(beside: bare)).words
        var values = Dictionary(words.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        values["model"] = request.model.rawValue
        values["negative-prompt"] = request.parameters.negativePrompt
        var lines = [fence, "# Parameters; take the # away to set one. The prompt is below the second ---."]
        for (name, meaning) in meanings {
            let value = values[name]?.split(whereSeparator: \.isNewline).joined(separator: " ")
            lines.append(value.map { "\(name): \($0)" } ?? "# \(name):   (\(meaning))")
        }
        for key in request.parameters.extra.keys.sorted() {
            if let value = request.parameters.extra[key].flatMap(simple) {
                lines.append("param: \(key)=\(value)")
            }
        }
        return (lines + [fence, prompt]).joined(separator: "\n") + "\n"
    }

    /// Reads a text that came back. Without the two fences all of it is the prompt.
    static func read(_ text: String, _ present: GenerationRequest, _ template: GenerationRequest) -> Reading {
        let lines = PastedText.clean(text).split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.first?.trimmed == fence else { return Reading(prompt: prompt(lines[...])) }
        guard let end = lines.dropFirst().firstIndex(where: { $0.trimmed == fence }) else {
            return Reading(mistake: "Line 1: the parameters have no second --- below them.")
        }
        var request = present
        request.model = template.model
        (request.task, request.image) = (template.task, template.image)
        request.parameters = VideoParameters()
        request.parameters.extra = present.parameters.extra.filter { simple($0.value) == nil }
        var reading = Reading(prompt: prompt(lines[(end + 1)...]))
        var places: [String: Int] = [:]
        for (index, line) in lines[..<end].enumerated().dropFirst() {
            if let message = apply(line, to: &request, template, number: index + 1, &places) {
                reading.mistake = "Line \(index + 1): \(message)"
                return reading
            }
        }
        if let problem = request.problems().first(where: { places[$0.parameter] != nil }) {
            reading.mistake = "Line \(places[problem.parameter] ?? 1): \(problem.message)"
            return reading
        }
        reading.request = request
        return reading
    }

    /// Takes one line over; what is wrong with it, when it is.
    private static func apply(
        _ line: Substring,
        to request: inout GenerationRequest,
        _ template: GenerationRequest,
        number: Int,
        _ places: inout [String: Int]
    ) -> String? {
        let line = line.trimmed
        guard !line.isEmpty, !line.hasPrefix("#") else { return nil }
        guard let colon = line.firstIndex(of: ":") else { return "“\(line.prefix(40))” is no “name: value”." }
        let name = line[..<colon].trimmed
        let value = line[line.index(after: colon)...].trimmed
        guard !value.isEmpty else { return nil }
        places[name.map { $0 == "-" ? "_" : $0 }.reduce(into: "") { $0.append($1) }] = number
        let word = ParameterWords.Word(name: name, value: value)
        let problem = ParameterWords(prompt: "", words: [word]).apply(to: &request, template: template).first
        guard let message = problem?.message else { return nil }
        return message.hasPrefix("--") ? String(message.dropFirst(2)) : message
    }

    private static func prompt(_ lines: ArraySlice<Substring>) -> String {
        var text = lines.joined(separator: "\n")
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }

    /// A value of a provider's own parameter that fits one line.
    private static func simple(_ value: ParameterValue) -> String? {
        switch value {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .string(let value): value.contains { $0.isNewline } ? nil : value
        case .array, .object: nil
        }
    }
}

extension Substring {
    fileprivate var trimmed: String {
        var text = self
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}

extension String {
    fileprivate var trimmed: String { self[...].trimmed }
}
