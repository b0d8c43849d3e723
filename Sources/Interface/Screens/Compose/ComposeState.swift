import Generations

/// The prompt that is being written, with the parameters that it will have.
struct ComposeState: Equatable, Sendable {
    var editor = TextEditor()
    /// What requests are made of: the last one's or a loaded one's parameters; nil for the template.
    var base: GenerationRequest?
    /// The generation that was loaded; what is sent next names it.
    var parent: GenerationID?
    /// The seed that came with it.
    var loaded: LoadedSeed?
    /// How many times each text is run, unless the text says otherwise.
    var runs = 1
    /// What variables were filled with last.
    var variableValues: [String: String] = [:]
    /// The name of the saved prompt that is being edited.
    var savedName: String?
    /// The column that the cursor wants to be in while it goes up and down.
    var goalColumn: Int?
    var recall: Recall?
    var sent: SentPrompt?
    /// The uptime of the last change that is not yet saved as the draft.
    var draftChangedAt: Duration?
    /// The number of the round in the user's editor that is under way.
    var editorRound: Int?
    /// What came from the editor and could not be taken as it was.
    var rejected: RejectedText?
    /// Whether the user has typed, so that a draft that is loaded late does not come in between.
    var isTouched = false
    /// What was typed into rows of the form and breaks a rule: it is there again when the form is opened.
    var refused: [ParameterField: String] = [:]

    /// What Enter sends.
    var plan: SendPlan {
        SendPlan(text: editor.text, base: base, runs: runs, parent: parent)
    }

    /// The request that Enter sends, or the first of them, and everything that is wrong with it.
    func request(_ setup: Setup) -> (request: GenerationRequest, problems: [ParameterProblem]) {
        guard !editor.isTooLong else {
            var request = base ?? setup.template
            request.prompt = editor.text
            return (request, [editor.tooLong])
        }
        guard editor.isLiteral else { return plan.first(setup) }
        return plan.request(editor.words, setup)
    }

    /// The draft as it is kept.
    var draft: Draft {
        Draft(
            prompt: editor.text,
            parameters: base?.parameters ?? VideoParameters(),
            cursor: editor.cursor,
            undo: UndoText.text(of: editor.history, editor.text)
        )
    }

    /// What undo takes back beside the text.
    var side: EditSide {
        get { EditSide(base: base, parent: parent) }
        set { (base, parent) = (newValue.base, newValue.parent) }
    }
}

/// A text from the user's editor with a mistake in its parameters. The next round opens it again, and its file stays
/// until then.
struct RejectedText: Equatable, Sendable {
    var text: String
    var path: String
    /// The prompt at that time: who has changed it since goes on from there.
    var prompt: String
}

/// The seed of a take that was loaded. It is used once: what is written next has its own.
struct LoadedSeed: Equatable, Sendable {
    var parent: GenerationID
    var seed: Int64

    /// Nil where no seed came with the take.
    init?(_ parent: GenerationID?, _ request: GenerationRequest?) {
        guard let parent, let seed = request?.parameters.seed else { return nil }
        (self.parent, self.seed) = (parent, seed)
    }
}

/// Going through earlier prompts, with the draft one step below the newest.
struct Recall: Equatable, Sendable {
    /// The question to the history that is answered, or waited for.
    var number: Int
    /// What the earlier prompts contain: what was typed, or nothing for all of them.
    var text: String
    /// What was in the editor before.
    var draft: String
    /// Newest first, each prompt once; nil while they are looked up.
    var found: [Generation]?
    /// Which of them is shown; nil for the draft.
    var index: Int?
}

/// A prompt that was sent a moment ago and can be taken back.
struct SentPrompt: Equatable, Sendable {
    /// For how long after Enter Esc takes a prompt back, in seconds.
    static let grace = 3

    var ticket: Int
    var text: String
    /// What it was made of.
    var side: EditSide
    /// The uptime of Enter.
    var at: Duration
    /// Empty until the library has given it a number, or several for several runs.
    var ids: [GenerationID] = []
    /// Esc was pressed before it had a number.
    var isTakenBack = false
}

extension TextEditor {
    /// Texts longer than this are not read for parameters: they are far too long to be sent.
    private static let longestRead = 2 * GenerationRequest.longestPrompt

    /// Whether a backslash stands before the cursor: Enter then makes a new line of it.
    var endsWithBackslash: Bool { cursor > 0 && characters[cursor - 1] == "\\" }

    var isTooLong: Bool { characters.count > Self.longestRead }

    /// What is wrong with a text that is too long to be read.
    var tooLong: ParameterProblem {
        ParameterProblem(
            parameter: "prompt",
            message:
                "The prompt has \(characters.count) characters, and \(GenerationRequest.longestPrompt) are "
                + "the most that is sent: shorten it."
        )
    }

    /// The text without its parameters, and the parameters; of a text that is too long only its beginning.
    var words: ParameterWords {
        characters.memo.words {
            guard isTooLong else { return ParameterWords(characters.text) }
            return ParameterWords(prompt: characters.text(0..<Self.longestRead), words: [])
        }
    }

    /// The text with its alternatives and variables; one that is too long has none.
    var template: PromptTemplate {
        characters.memo.template { isTooLong ? PromptTemplate("") : PromptTemplate(characters.text) }
    }

    /// Whether it stands for exactly what it says.
    var isLiteral: Bool { isTooLong || template.isPlain && template.first() == characters.text }
    /// The text without its parameters, however long it is.
    var promptText: String { isTooLong ? characters.text : words.prompt }

    /// How many words the prompt has; nil when it is too long to be counted at each key.
    var wordCount: Int? {
        guard !isTooLong else { return nil }
        return characters.memo.wordCount { words.prompt.split(whereSeparator: \.isWhitespace).count }
    }
}
