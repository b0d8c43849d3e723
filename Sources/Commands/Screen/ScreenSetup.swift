import CursesTerminal
import Foundation
import Generations
import HuggingFace
import Interface

/// What the screen and plain mode start with, from settings, environment and flags.
struct ScreenSetup: Sendable {
    let dependencies: Dependencies
    let options: ScreenOptions

    /// The keys with the user's changes.
    var keys: KeySettings { KeySettings(file: dependencies.settings.file) }

    var isDemo: Bool { dependencies.settings.isDemo }

    /// What is said at the start of the demo.
    var welcome: String? {
        isDemo
            ? "This is the demo: nothing leaves this machine. Set HF_TOKEN for real videos."
            : nil
    }

    /// What is known of this run before the first key.
    func setup() throws -> Setup {
        let settings = dependencies.settings
        let choice = try settings.modelChoice()
        let template = GenerationRequest(
            prompt: "",
            model: choice.model,
            provider: choice.provider,
            endpoint: settings[.endpoint],
            keyframeModel: try settings.keyframeModel(),
            billTo: settings[.billTo]
        )
        return Setup(
            template: template,
            destination: isDemo ? "demo" : destination,
            token: isDemo ? "" : token,
            isDemo: isDemo,
            isASCII: terminalOptions.ascii,
            hasColors: !terminalOptions.noColor,
            theme: theme,
            motion: motion,
            outside: outsideSupport,
            utcOffset: dependencies.timeZone.secondsFromGMT(for: dependencies.now.date),
            folder: dependencies.workingFolder,
            editMode: settings[.editMode].flatMap { EditMode(rawValue: $0.lowercased()) } ?? .emacs,
            enter: settings[.enter].flatMap { EnterKey(rawValue: $0.lowercased()) } ?? .send,
            hasMouse: terminalOptions.mouse
        )
    }

    /// The theme that is set; else the light one where the terminal says that its background is light.
    private var theme: ThemeName {
        let settings = dependencies.settings
        let name = settings[.theme].flatMap { ThemeName(rawValue: $0.lowercased()) } ?? .terminal
        guard settings.origin(.theme) == .standard else { return name }
        // rxvt's variable, which others set too: the numbers of the text's and the background's colour.
        let background = dependencies.environment["COLORFGBG"]?.split(separator: ";").last.flatMap { Int($0) }
        return background == 7 || background == 15 ? .light : name
    }

    /// How much moves; `NO_MOTION` stops everything.
    private var motion: Motion {
        if dependencies.environment["NO_MOTION"]?.isEmpty == false { return .none }
        return dependencies.settings[.motion].flatMap { Motion(rawValue: $0.lowercased()) } ?? .full
    }

    /// Who is asked.
    private var destination: String {
        let settings = dependencies.settings
        if let endpoint = settings[.endpoint] { return HostName.host(of: endpoint) ?? endpoint }
        guard settings.origin(.router) != .standard, let router = settings[.router] else {
            return "Hugging Face"
        }
        return HostName.host(of: router) ?? router
    }

    /// Where the token is from, and its end.
    private var token: String {
        let trusted = TrustedHosts(file: dependencies.paths.trustedHostsFile)
        let choice = TokenChoice(settings: dependencies.settings, trusted: trusted)
        let asked = dependencies.settings[.endpoint] == nil ? Setting.router : .endpoint
        guard case .found(let found)? = try? choice.outcome(for: asked) else { return "no token" }
        return "\(found.source) \(found.token.masked)"
    }

    /// What the terminal is told.
    var terminalOptions: TerminalOptions {
        let environment = dependencies.environment
        let color = environment["COLORTERM"]?.lowercased() ?? ""
        return TerminalOptions(
            noColor: options.noColor || environment["NO_COLOR"]?.isEmpty == false,
            ascii: options.ascii || !Self.isUTF8(environment),
            trueColor: ["truecolor", "24bit"].contains(color),
            escapeDelay: environment["ESCDELAY"].flatMap(Int.init) ?? 25,
            mouse: !options.noMouse,
            title: features.title && dependencies.settings.isYes(.title),
            progress: features.progress && dependencies.settings.isYes(.title),
            notice: noticeKind,
            isInTmux: features.isInTmux
        )
    }

    /// Whether the locale writes UTF-8; one that says nothing is taken for one that does.
    private static func isUTF8(_ environment: [String: String]) -> Bool {
        let locale =
            ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        if ["C", "POSIX"].contains(locale) { return false }
        let codeset = locale.split(separator: ".").dropFirst().first?.lowercased() ?? ""
        return codeset.isEmpty || codeset.hasPrefix("utf")
    }
}
