package import Generations
package import Terminal

/// Everything that the screen shows, as one value. It changes only in `update`.
package struct AppState: Equatable, Sendable {
    package var setup: Setup
    package var keymap = Keymap.standard
    package internal(set) var size: Size
    package internal(set) var now: Moment

    var focus = Pane.compose
    var paneSize = PaneSize.normal
    var dividers = PaneDividers()
    var mouse = MouseState()
    /// When something last happened to a generation; without motion clocks stand there.
    var changedAt: Moment?
    var compose = ComposeState()
    var runs = RunsState()
    var history = HistoryState()
    var detail = DetailState()
    var savedPrompts = SavedPromptsState()
    var models = ModelsState()
    var outside = OutsideState()
    var stills = StillsState()
    /// The short loop that plays in the details.
    var play: PlayState?
    /// The last one is on top and sees keys first.
    var overlays: [Overlay] = []
    var message: StatusMessage?
    /// The keys of a sequence that has begun.
    var pendingKeys: [Key] = []
    /// The commands that got generations on their standard input, the latest first.
    var pipedCommands: [String] = []
    /// The commands that were last chosen from the list, the latest first.
    var recentCommands: [UserAction] = []
    /// The next key is text, whatever it does else.
    var isLiteralNext = false
    /// What was cut; lent to the input that has the keys.
    var kills = KillRing()
    /// What was changed in the list and can be taken back.
    var marks = MarkHistory()
    /// Repeats that have ended and are being compared with what they repeat.
    var awaitedVerdicts: Set<GenerationID> = []
    /// Whether the terminal has said that nobody looks at it.
    var isUnattended = false
    /// Control-C was pressed with nothing to stop; the next one quits.
    var isQuitArmed = false
    /// Numbers what is asked for, so that late answers can be told from wanted ones.
    var lastNumber = 0

    package init(setup: Setup, size: Size, now: Moment) {
        self.setup = setup
        self.size = size
        self.now = now
        keymap = Keymap.standard.withEnter(setup.enter)
        mouse.isOn = setup.hasMouse
    }

    mutating func nextNumber() -> Int {
        lastNumber += 1
        return lastNumber
    }

    /// Puts another overlay in the place of the one on top.
    mutating func replaceOverlay(_ overlay: Overlay) {
        overlays[overlays.count - 1] = overlay
    }

    mutating func say(_ text: String, _ tone: StatusMessage.Tone = .info) {
        message = StatusMessage(text: Sanitizing.line(text, limit: 400), tone: tone)
    }

    /// Says what has become of a run: it stays for a while, whatever keys are pressed.
    mutating func tell(_ text: String, _ tone: StatusMessage.Tone) {
        say(text, tone)
        message?.newsUntil = now.uptime + .seconds(8)
    }
}

/// What is known about this run of the program before the first key is pressed; nothing in it is secret.
package struct Setup: Equatable, Sendable {
    /// The request that a prompt without words of its own makes; its prompt is not used.
    package var template: GenerationRequest
    /// Where requests go, in a few words: a provider or a host.
    package var destination: String
    /// Where the token comes from and its masked end, such as `HF_TOKEN ****c81f`.
    package var token: String
    /// Whether the endpoint is the built-in one.
    package var isDemo: Bool
    /// Only ASCII lines and marks.
    package var isASCII: Bool
    package var hasColors: Bool
    package var theme: ThemeName
    package var motion: Motion
    /// What the terminal around the screen is told.
    package var outside: OutsideSupport
    /// Whether pictures of videos are shown.
    package var pictures: PictureSupport
    /// Seconds east of Greenwich: times of day are shown in this zone.
    package var utcOffset: Int
    /// The user's working folder; empty when it is not known.
    package var folder: String
    /// Whose keys edit text.
    package var editMode: EditMode
    /// What Enter does in the prompt.
    package var enter: EnterKey
    /// Whether the terminal is asked to report the mouse at the start.
    package var hasMouse: Bool

    package init(
        template: GenerationRequest,
        destination: String,
        token: String,
        isDemo: Bool = false,
        isASCII: Bool = false,
        hasColors: Bool = true,
        theme: ThemeName = .terminal,
        motion: Motion = .full,
        outside: OutsideSupport = OutsideSupport(),
        pictures: PictureSupport = .missing(.unwanted),
        utcOffset: Int = 0,
        folder: String = "",
        editMode: EditMode = .emacs,
        enter: EnterKey = .send,
        hasMouse: Bool = true
    ) {
        self.template = template
        self.destination = destination
        self.token = token
        self.isDemo = isDemo
        self.isASCII = isASCII
        self.hasColors = hasColors
        self.theme = theme
        self.motion = motion
        self.outside = outside
        self.pictures = pictures
        self.utcOffset = utcOffset
        self.folder = folder
        self.editMode = editMode
        self.enter = enter
        self.hasMouse = hasMouse
    }
}

extension Setup {
    /// Where a request goes, in a few words: a provider, or a host.
    func place(of request: GenerationRequest) -> String {
        if isDemo { return destination }
        if let endpoint = request.endpoint { return Strings.host(endpoint) }
        return request.provider ?? "the Hub's choice of a provider"
    }
}

/// Whose keys edit text, by the names that the settings have.
package enum EditMode: String, CaseIterable, Sendable {
    case emacs, vi
}

/// What Enter does in the prompt, by the names that the settings have.
package enum EnterKey: String, CaseIterable, Sendable {
    case send, newline
}

/// The four parts of the screen, in the order of their numbers.
enum Pane: Int, CaseIterable, Sendable {
    case compose = 1
    case runs, history, detail

    var title: String {
        switch self {
        case .compose: "Prompt"
        case .runs: "Runs"
        case .history: "History"
        case .detail: "Detail"
        }
    }
}

/// What lies above the panes and takes the keys.
enum Overlay: Equatable, Sendable {
    case confirm(ConfirmState)
    case help(HelpState)
    case savedPrompts
    case models
    case providers(ProvidersState)
    case savingPrompt(SavingPromptState)
    case commands(CommandListState)
    case copy([Generation])
    case labels(LabelsState)
    case compare(CompareState)
    case parameters(ParameterFormState)
    case variables(VariableFormState)
    case runList(RunListState)
    case runLog(RunLogState)
    case players(PlayersState)
    case vary(VaryState)
    case statistics(StatisticsState)
    case pipe(PipeState)
    case sort
}

/// The one line of the program to the user.
struct StatusMessage: Equatable, Sendable {
    enum Tone: Equatable, Sendable {
        case info, good, warning, bad
    }

    var text: String
    var tone: Tone
    /// News of a run is not taken away by keys before then.
    var newsUntil: Duration?
}
