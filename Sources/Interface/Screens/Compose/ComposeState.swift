import Generations

/// The prompt that is being written, with the parameters that it will have.
struct ComposeState: Equatable, Sendable {
    var editor = TextEditor()
    /// What requests are made of: the last one's or a loaded one's parameters; nil for the template.
    var base: GenerationRequest?
    /// The generation that was loaded; what is sent next names it.
    var parent: GenerationID?
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
    /// Whether the user has typed, so that a draft that is loaded late does not come in between.
    var isTouched = false

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
        Draft(prompt: editor.text, parameters: base?.parameters ?? VideoParameters(), cursor: editor.cursor)
    }
}

/// Going through earlier prompts, with the draft one step below the newest.
struct Recall: Equatable, Sendable {
    /// The question to the history that is answered, or waited for.
    var number: Int
    /// What was in the editor before.
    var draft: String
    var draftCursor: Int
    /// Newest first; nil while they are looked up.
    var prompts: [String]?
    /// Which of them is shown; nil for the draft.
    var index: Int?
}

/// A prompt that was sent a moment ago and can be taken back.
struct SentPrompt: Equatable, Sendable {
    /// For how long after Enter Esc takes a prompt back, in seconds.
    static let grace = 3

    var ticket: Int
    var text: String
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

    /// The text without its parameters, and the parameters.
    var words: ParameterWords {
        characters.memo.words {
            let text = characters.text
            return isTooLong ? ParameterWords(prompt: text, words: []) : ParameterWords(text)
        }
    }

    /// The text with its alternatives and variables; one that is too long has none.
    var template: PromptTemplate {
        characters.memo.template { isTooLong ? PromptTemplate("") : PromptTemplate(characters.text) }
    }

    /// Whether it stands for exactly what it says.
    var isLiteral: Bool { isTooLong || template.isPlain && template.first() == characters.text }

    /// How many words the prompt has; nil when it is too long to be counted at each key.
    var wordCount: Int? {
        guard !isTooLong else { return nil }
        return characters.memo.wordCount { words.prompt.split(whereSeparator: \.isWhitespace).count }
    }
}
