import ArgumentParser

/// The options that every command understands: where things are, and what may be used.
struct SharedOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The folder of the library: history, saved prompts, videos.", valueName: "folder"),
        completion: .directory
    )
    var library: String?

    @Option(
        help: ArgumentHelp("The settings file, instead of the one in the config folder.", valueName: "file"),
        completion: .file(extensions: ["json"])
    )
    var config: String?

    @Flag(help: "Use the built-in demo endpoint on this machine, with a library of its own.")
    var demo = false

    @Flag(
        name: .customLong("insecure-http"),
        help: "Allow plain http:// to other machines; the token is readable on the way."
    )
    var insecureHTTP = false

    /// As without any option.
    static var standard: SharedOptions {
        var options = SharedOptions()
        (options.library, options.config, options.demo, options.insecureHTTP) = (nil, nil, false, false)
        return options
    }

    /// What these options set.
    var flags: [Setting: SettingValue] {
        var flags: [Setting: SettingValue] = [:]
        flags[.library] = library.map { SettingValue(text: $0, origin: .flag("--library")) }
        return flags
    }
}

/// How a command that lists or shows things writes them.
struct FormatOptions: ParsableArguments {
    @Flag(help: "Write JSON: one object, or one a line for lists.")
    var json = false
}
