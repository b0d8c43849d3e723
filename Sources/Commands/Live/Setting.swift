import Generations
import Interface

/// Everything that can be set by a variable, a line of `.env` or the settings file.
enum Setting: String, Hashable, Sendable, CaseIterable {
    case hub, router, endpoint, model, provider, keyframeModel, billTo, library, output, concurrency,
        maxAttempts, metadata, logLevel
    case theme, motion
    case editMode, enter
    case pictures, title, notify, player, hook
    case host, port, serverToken, clients

    /// The name in the environment and in `.env`.
    var variable: String {
        switch self {
        case .hub: "HF_ENDPOINT"
        case .router: "RUSHES_ROUTER"
        case .endpoint: "RUSHES_ENDPOINT"
        case .model: "RUSHES_MODEL"
        case .provider: "RUSHES_PROVIDER"
        case .keyframeModel: "RUSHES_KEYFRAME_MODEL"
        case .billTo: "RUSHES_BILL_TO"
        case .library: "RUSHES_LIBRARY"
        case .output: "RUSHES_OUTPUT"
        case .concurrency: "RUSHES_CONCURRENCY"
        case .maxAttempts: "RUSHES_MAX_ATTEMPTS"
        case .metadata: "RUSHES_METADATA"
        case .logLevel: "RUSHES_LOG_LEVEL"
        case .theme: "RUSHES_THEME"
        case .motion: "RUSHES_MOTION"
        case .editMode: "RUSHES_EDIT_MODE"
        case .enter: "RUSHES_ENTER"
        case .pictures: "RUSHES_PICTURES"
        case .title: "RUSHES_TITLE"
        case .notify: "RUSHES_NOTIFY"
        case .player: "RUSHES_PLAYER"
        case .hook: "RUSHES_HOOK"
        case .host: "RUSHES_HOST"
        case .port: "RUSHES_PORT"
        case .serverToken: "RUSHES_SERVER_TOKEN"
        case .clients: "CLIENT_URL"
        }
    }

    /// All names, the first that is set counts.
    var variables: [String] {
        // What hosts of web programs set.
        self == .port ? [variable, "PORT"] : [variable]
    }

    /// The key in `config.json`: the variable without `RUSHES_`, in small letters.
    var settingsKey: String {
        switch self {
        case .hub: "hf_endpoint"
        case .keyframeModel: "keyframe_model"
        case .billTo: "bill_to"
        case .maxAttempts: "max_attempts"
        case .logLevel: "log_level"
        case .editMode: "edit_mode"
        case .serverToken: "server_token"
        case .clients: "client_url"
        default: rawValue
        }
    }

    /// What holds when nobody sets it; nil when there is nothing then, or a folder decides.
    var standard: String? {
        switch self {
        case .hub: "https://huggingface.co"
        case .router: "https://router.huggingface.co"
        case .model: "Wan-AI/Wan2.2-TI2V-5B"
        case .provider: "auto"
        case .keyframeModel: Keyframe.standardModel
        case .concurrency: "4"
        case .maxAttempts: "8"
        case .logLevel: "info"
        case .theme: "terminal"
        case .motion: "full"
        case .editMode: "emacs"
        case .enter: "send"
        case .pictures, .notify: "auto"
        case .title, .metadata: "yes"
        case .host: "127.0.0.1"
        case .port: "3001"
        case .endpoint, .billTo, .library, .output, .player, .hook, .serverToken, .clients: nil
        }
    }

    /// The numbers that are allowed, for a setting that is one.
    var range: ClosedRange<Int>? {
        switch self {
        case .concurrency: 1...1_000
        case .maxAttempts: 1...100
        default: nil
        }
    }

    /// The words that are allowed, for a setting that is one of a few (swift-log `Logger.Level`).
    var words: [String]? {
        switch self {
        case .logLevel: ["trace", "debug", "info", "notice", "warning", "error", "critical"]
        case .theme: ["terminal", "dark", "light", "mono"]
        case .motion: ["full", "reduced", "none"]
        case .editMode: EditMode.allCases.map(\.rawValue)
        case .enter: EnterKey.allCases.map(\.rawValue)
        case .pictures: ["auto", "none"]
        case .title, .metadata: ["yes", "no"]
        case .notify: ["auto", "bell", "osc9", "osc777", "osc99", "none"]
        default: nil
        }
    }

    /// Whether a program is run by it: then a working folder, which may be a stranger's, has no say in it.
    var runsProgram: Bool { self == .player || self == .hook }

    /// Whether nobody may see it.
    var isSecret: Bool { self == .serverToken }

    /// Whether requests, and with them the token, go to the host in it.
    var isAddress: Bool {
        switch self {
        case .hub, .router, .endpoint: true
        default: false
        }
    }
}

/// Who set a value.
enum SettingOrigin: Hashable, Sendable {
    /// An option of the command line, such as `--model`.
    case flag(String)
    /// A variable of the environment.
    case environment(String)
    /// A line of the `.env` in the working folder: the name.
    case dotEnv(String)
    /// The settings file.
    case settingsFile(String)
    case standard
    /// `--demo`.
    case demo

    /// The origin in words.
    var text: String {
        switch self {
        case .flag(let name): "option \(name)"
        case .environment(let name): "environment variable \(name)"
        case .dotEnv(let name): "\(name) in .env of this folder"
        case .settingsFile(let path): "settings file \(path)"
        case .standard: "default"
        case .demo: "--demo"
        }
    }

    /// Whether it came with the working folder, which may be a stranger's.
    var isWorkingFolder: Bool {
        if case .dotEnv = self { return true }
        return false
    }
}

/// A value and who set it.
struct SettingValue: Hashable, Sendable {
    var text: String
    var origin: SettingOrigin
}
