import ArgumentParser
import Generations
import Library
import Server

/// `rushes generate`: makes a video and waits for it.
struct GenerateCommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Make a video and wait for it; its path is printed on standard output.",
        discussion: """
            --file takes a prompt a line, or one JSON object a line with prompt and parameters:
              {"prompt": "a red fox", "seed": 7, "num_frames": 81, "model": "owner/name", "image": "fox.png"}
            The keys are those of `POST /api/generations` of `rushes serve`, and options hold for lines
            that do not say it themselves; an image is found beside the file. Blank lines, and those
            that begin with #, are left out. All lines are read before anything is sent, and results
            come in the order of the file; with --json they have the line's number.
            Run again, the same file makes only what is not made yet: it goes on with what was begun,
            and makes anew what has failed or was cancelled, but not what its provider may have made
            and billed. Lines are known again by the file's path, the prompt, the model and the
            parameters, so lines may be added, moved and changed. --again makes all of it once more.

            EXAMPLES
              rushes generate "a red fox in falling snow"
              rushes generate -n 4 --seed 7 -o foxes/ "a red fox in falling snow"
              echo "a lighthouse at night" | rushes generate --json -
              rushes generate --image fox.png --fps 12 --param strength=0.4 "the fox turns"
              rushes generate --file prompts.txt -o films/ --json > results.jsonl
              rushes generate --expand --set sky=dusk "a {red|blue} boat at {sky}"
              rushes generate --demo "anything"

            EXIT CODES
              0 done · 64 wrong usage, or a refused parameter · 65 the reply was no video
              66 no such model or file · 69 unreachable · 73 cannot write
              75 gave up waiting, try later · 76 the provider failed · 77 token · 78 credits
              130 interrupted · 143 terminated
            """
    )

    @Argument(help: "What should be seen; - reads it from standard input.")
    var prompt: String?

    @Option(
        help: ArgumentHelp("Make what each line of a file asks for; - is standard input.", valueName: "file"),
        completion: .file()
    )
    var file: String?

    @Flag(help: "With --file: also make once more what earlier runs of it have made.")
    var again = false

    @Option(name: [.customShort("n"), .long], help: "How many takes; the worst outcome gives the exit code.")
    var count = 1

    @OptionGroup(title: "Alternatives and variables") var template: TemplateOptions
    @OptionGroup(title: "Parameters") var parameters: ParameterOptions
    @OptionGroup(title: "Running") var options: RunOptions
    @OptionGroup(title: "General") var shared: SharedOptions

    var flags: [Setting: SettingValue] { shared.flags.merging(options.flags) { _, own in own } }

    func validate() throws {
        guard (1...100).contains(count) else { throw ValidationError("-n must be from 1 to 100.") }
        guard (prompt == nil) != (file == nil) else {
            throw ValidationError("Give a prompt, or a file of them with --file.")
        }
        guard file != nil || !again else { throw ValidationError("--again goes with --file.") }
        guard file == nil || !template.expand else {
            throw ValidationError("--expand goes with one prompt, and not with --file.")
        }
        guard template.expand || template.values.isEmpty else {
            throw ValidationError("--set fills variables of the prompt, which --expand looks for.")
        }
    }

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        guard let prompt else { return try await runFile(dependencies) }
        let builder = RequestBuilder(dependencies: dependencies, options: options)
        let text = try PromptInput.text(prompt, dependencies)
        let texts =
            template.expand
            ? try PromptExpansion.texts(text, with: template.values, mayBeMany: true) : [text]
        let orders = try builder.family(
            of: texts,
            template: template.expand ? text : nil,
            count: count,
            firstSeed: parameters.seed
        ) {
            try builder.request(prompt: $0, parameters: parameters.parameters)
        }
        return try await dependencies.run(orders, options)
    }

    private func runFile(_ dependencies: Dependencies) async throws -> ExitStatus {
        let name = file ?? "-"
        let path = dependencies.paths.absolute(name, in: dependencies.workingFolder)
        // What a shell hands over as a file of its own has another name each time.
        let isPassing = name == "-" || path.hasPrefix("/dev/") || path.hasPrefix("/proc/")
        let builder = RequestBuilder(dependencies: dependencies, options: options)
        guard options.output == nil || builder.isOutputFolder else {
            throw CommandFailure(.usage, "With --file, -o is a folder.", hint: "End it in /.")
        }
        let run = FileRun(
            dependencies: dependencies,
            options: options,
            file: try PromptFile(name, dependencies),
            place: isPassing ? "-" : path,
            parameters: parameters.parameters,
            count: count,
            again: again
        )
        return try await run.run()
    }
}

/// The prompt as the user gives it.
enum PromptInput {
    /// The text, or what standard input holds for `-`; without line ends behind it.
    ///
    /// - Throws: `CommandFailure` when it is empty.
    static func text(
        _ argument: String,
        _ dependencies: Dependencies,
        isLiteral: Bool = false
    ) throws -> String {
        var text =
            argument == "-" && !isLiteral ? try dependencies.readInput(StandardInput.longestPrompt) : argument
        while text.last?.isNewline == true { text.removeLast() }
        guard !text.allSatisfy(\.isWhitespace) else {
            throw CommandFailure(.usage, "The prompt is empty: say what should be seen.")
        }
        return text
    }
}

extension Dependencies {
    /// Runs orders by the options and tells what became of them; with `--dry-run` only shows them.
    func run(_ orders: [GenerationRun.Order], _ options: RunOptions) async throws -> ExitStatus {
        try RequestBuilder.check(orders.map(\.request))
        if options.dryRun { return try await show(orders) }
        if options.detach { return try await detach(orders, json: options.json) }
        let outcome = try await generationRun(options, count: orders.count).run(
            .orders(orders),
            as: "generate"
        )
        return RunReport(console: console, json: options.json).print(outcome)
    }

    /// A run by the options, for so many requests.
    func generationRun(_ options: RunOptions, count: Int) -> GenerationRun {
        let mode = ProgressDisplay.mode(json: options.json, quiet: options.quiet, console: console)
        let policy = RetryPolicy(
            maxAttempts: settings.number(.maxAttempts) ?? 8,
            maxWait: options.maxWait?.duration,
            timeout: options.timeout?.duration
        )
        return GenerationRun(
            dependencies: self,
            policy: policy,
            display: ProgressDisplay(mode, console: console, count: count),
            cancelsOnInterrupt: options.cancelOnInterrupt
        )
    }

    /// Writes the requests down for whoever goes on with them.
    private func detach(_ orders: [GenerationRun.Order], json: Bool) async throws -> ExitStatus {
        let library = try openLibrary()
        var first: GenerationID?
        for order in orders {
            var request = order.request
            if request.parameters.seed == nil { request.parameters.seed = makeSeed() }
            let parent = order.joinsFirst ? first : order.parent
            let new = NewGeneration(uuid: makeUUID(), request: request, parent: parent, createdAt: now.date)
            let generation = try await library.insert(new)
            first = first ?? generation.id
            console.print(json ? GenerationWire(generation).json.text : String(generation.id.rawValue))
        }
        return .done
    }

    /// Shows what would be sent, and where the videos would be.
    func show(_ orders: [GenerationRun.Order]) async throws -> ExitStatus {
        if orders.count > 1 { console.note("These \(orders.count) requests would be sent:") }
        for (index, order) in orders.enumerated() {
            let preview = try await preview(order.request)
            if index > 0 { console.print("") }
            console.print(preview.request)
            console.print("")
            console.print("File: \(preview.file)")
        }
        return .done
    }
}
