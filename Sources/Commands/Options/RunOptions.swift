import ArgumentParser
import Generations

/// How something is run: where it is sent, how long is waited, what is written.
struct RunOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The model, with its provider if you like.", valueName: "owner/name[:provider]"),
        completion: Completions.models
    )
    var model: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The provider behind the router, such as fal-ai; auto takes the first of your own order.",
            valueName: "name"
        ),
        completion: .list(InferenceProvider.forVideos.map(\.rawValue) + ["auto"])
    )
    var provider: String?

    @Flag(help: "Ask another provider when the first cannot do it and has accepted nothing.")
    var fallback = false

    @Option(help: ArgumentHelp("The organisation that pays instead of you.", valueName: "name"))
    var billTo: String?

    @Option(help: ArgumentHelp("An endpoint of your own, used instead of the router.", valueName: "url"))
    var endpoint: String?

    @Option(
        help: ArgumentHelp("The image to animate: a file, or an https address.", valueName: "file|url"),
        completion: .file()
    )
    var image: String?

    @Option(
        help: ArgumentHelp(
            "The model that makes the image to animate when there is none.",
            valueName: "owner/name[:provider]"
        )
    )
    var keyframeModel: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Where the video goes: a file, or a folder.", valueName: "file|folder"),
        completion: .file()
    )
    var output: String?

    @Option(help: ArgumentHelp("The most attempts to get a generation accepted.", valueName: "count"))
    var maxAttempts: Int?

    @Option(
        help: ArgumentHelp(
            "The longest single wait, such as 20m; a longer one ends in exit code 75.",
            valueName: "duration"
        )
    )
    var maxWait: DurationArgument?

    @Option(
        help: ArgumentHelp("The longest time for a whole generation, such as 1h30m.", valueName: "duration")
    )
    var timeout: DurationArgument?

    @Flag(
        help: "Write the request down, print its number, and leave it to `rushes resume` or an open screen."
    )
    var detach = false

    @Flag(help: "Cancel on Ctrl-C, instead of leaving everything for `rushes resume`.")
    var cancelOnInterrupt = false

    @Flag(name: .customLong("no-metadata"), help: "Do not write into the video how it was made.")
    var noMetadata = false

    @Flag(help: "Print the request, the token masked, and the file; send nothing.")
    var dryRun = false

    @Flag(help: "Write the generation as JSON, and its progress as JSON lines on standard error.")
    var json = false

    @Flag(name: .shortAndLong, help: "Say nothing while it runs.")
    var quiet = false

    /// As without any option.
    static var standard: RunOptions {
        var options = RunOptions()
        (options.model, options.provider, options.fallback, options.billTo) = (nil, nil, false, nil)
        (options.endpoint, options.image, options.keyframeModel, options.output) = (nil, nil, nil, nil)
        (options.maxAttempts, options.maxWait, options.timeout) = (nil, nil, nil)
        (options.detach, options.cancelOnInterrupt, options.noMetadata) = (false, false, false)
        (options.dryRun, options.json, options.quiet) = (false, false, false)
        return options
    }

    /// What these options set.
    var flags: [Setting: SettingValue] {
        var flags: [Setting: SettingValue] = [:]
        flags[.model] = model.map { SettingValue(text: $0, origin: .flag("--model")) }
        flags[.provider] = provider.map { SettingValue(text: $0, origin: .flag("--provider")) }
        flags[.keyframeModel] = keyframeModel.map {
            SettingValue(text: $0, origin: .flag("--keyframe-model"))
        }
        flags[.billTo] = billTo.map { SettingValue(text: $0, origin: .flag("--bill-to")) }
        flags[.endpoint] = endpoint.map { SettingValue(text: $0, origin: .flag("--endpoint")) }
        flags[.maxAttempts] = maxAttempts.map {
            SettingValue(text: String($0), origin: .flag("--max-attempts"))
        }
        flags[.metadata] = noMetadata ? SettingValue(text: "no", origin: .flag("--no-metadata")) : nil
        return flags
    }
}
