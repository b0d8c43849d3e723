import Configuration
import Foundation

/// The settings of one run: flag, environment, `.env`, settings file, default, in this order. Immutable.
struct Settings: Sendable {
    /// Every setting that has a value.
    var values: [Setting: SettingValue]
    /// The variables about tokens in the environment.
    var environmentTokens: [String: String]
    /// The tokens that the `.env` of the working folder itself holds. Names of token files in it are not among
    /// them: a stranger's folder must not choose which of the user's files is read and sent.
    var dotEnvTokens: [String: String]
    /// The settings file, which need not exist. Keys are read from it when they are needed.
    var file = ""

    subscript(_ setting: Setting) -> String? { values[setting]?.text }

    /// A number; `load` has checked it.
    func number(_ setting: Setting) -> Int? { self[setting].flatMap { Int($0) } }

    /// Whether a setting of two words says yes.
    func isYes(_ setting: Setting) -> Bool { self[setting]?.lowercased() == "yes" }

    /// Whether requests go to the demo on this machine.
    var isDemo: Bool { origin(.router) == .demo }

    /// Who set a value; `standard` when nobody did.
    func origin(_ setting: Setting) -> SettingOrigin { values[setting]?.origin ?? .standard }
}

extension Settings {
    /// The variables that a token may stand in, in the order of huggingface_hub `utils/_auth.py`.
    static let tokenVariables = ["HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"]
    /// What else leads to a token.
    static let tokenPlaces = [
        "HF_TOKEN_PATH", "HF_HOME", "XDG_CACHE_HOME", "HOME", "HF_HUB_DISABLE_IMPLICIT_TOKEN",
    ]

    /// The places that settings are read from.
    struct Sources: Sendable {
        /// What was given on the command line, with the option's name.
        var flags: [Setting: SettingValue] = [:]
        var environment: [String: String]
        var workingFolder: String
        var settingsFile: String
        /// Whether the settings file was asked for by name; a missing one is an error then.
        var settingsFileIsNamed = false
    }

    /// Reads everything once.
    ///
    /// - Throws: `CommandFailure` when a file cannot be read or a value makes no sense.
    static func load(_ sources: Sources) async throws -> Settings {
        let dotEnv = try readDotEnv(in: sources.workingFolder)
        let layers = [
            Layer(environment: sources.environment) { .environment($0) },
            Layer(environment: dotEnv) { .dotEnv($0) },
            try await Layer(settingsFile: sources.settingsFile, isNamed: sources.settingsFileIsNamed),
        ]
        var values: [Setting: SettingValue] = [:]
        for setting in Setting.allCases {
            let standard = setting.standard.map { SettingValue(text: $0, origin: .standard) }
            let found =
                sources.flags[setting]
                ?? layers.lazy.compactMap { $0.value(setting) }
                .first { !(setting.runsProgram && $0.origin.isWorkingFolder) } ?? standard
            guard let found else { continue }
            try check(found, for: setting)
            values[setting] = found
        }
        let names = Set(tokenVariables + tokenPlaces)
        return Settings(
            values: values,
            environmentTokens: sources.environment.filter { names.contains($0.key) },
            dotEnvTokens: dotEnv.filter { tokenVariables.contains($0.key) && !$0.value.isEmpty },
            file: sources.settingsFile
        )
    }

    private static func readDotEnv(in folder: String) throws -> [String: String] {
        let path = Paths.join(folder, ".env")
        var isFolder: ObjCBool = false
        // Python's environments are folders of this name.
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue
        else { return [:] }
        guard let data = SmallFile.contents(path, atMost: 1_000_000) else {
            throw CommandFailure(
                .usage,
                "The file \(path) cannot be read, or has more than a million bytes.",
                hint: "Allow reading it, or start in another folder."
            )
        }
        return DotEnv.parse(String(decoding: data, as: UTF8.self))
    }

    private static func check(_ value: SettingValue, for setting: Setting) throws {
        if let words = setting.words, !words.contains(value.text.lowercased()) {
            throw CommandFailure(
                .usage,
                "\(setting.variable) is “\(value.text)” (\(value.origin.text)), and must be one of "
                    + "\(words.joined(separator: ", "))."
            )
        }
        guard let range = setting.range else { return }
        guard let number = Int(value.text), range.contains(number) else {
            throw CommandFailure(
                .usage,
                "\(setting.variable) is “\(value.text)” (\(value.origin.text)), and must be a whole number from "
                    + "\(range.lowerBound) to \(range.upperBound)."
            )
        }
    }
}

/// One source of settings, by itself, so that it is known who set what.
private struct Layer {
    /// The value of a setting as text.
    let value: (Setting) -> SettingValue?

    /// Variables. An empty one counts as none.
    init(environment: [String: String], origin: @escaping (String) -> SettingOrigin) {
        value = { setting in
            let name = setting.variables.first { environment[$0]?.isEmpty == false }
            return name.flatMap { name in
                environment[name].map { SettingValue(text: $0, origin: origin(name)) }
            }
        }
    }

    /// The settings file: one JSON object, whose values may be numbers.
    init(settingsFile path: String, isNamed: Bool) async throws {
        guard isNamed || FileManager.default.fileExists(atPath: path) else {
            value = { _ in nil }
            return
        }
        let place = InMemoryProvider(values: ["filePath": .init(.string(path), isSecret: false)])
        do {
            let file = try await FileProvider<JSONSnapshot>(config: ConfigReader(provider: place))
            let reader = ConfigReader(provider: file)
            value = { setting in
                let key = ConfigKey([setting.settingsKey])
                let text = reader.string(forKey: key) ?? reader.int(forKey: key).map(String.init)
                return text.map { SettingValue(text: $0, origin: .settingsFile(path)) }
            }
        } catch {
            guard FileManager.default.fileExists(atPath: path) else {
                throw CommandFailure(.notFound, "There is no settings file \(path).")
            }
            throw CommandFailure(
                .usage,
                "The settings file \(path) is not a JSON object that can be read.",
                hint: "Mend it, or move it away."
            )
        }
    }
}
