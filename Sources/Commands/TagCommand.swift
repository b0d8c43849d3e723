import ArgumentParser
import Generations
import Library

/// `rushes tag`: adds tags to a generation and takes others away.
struct TagCommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "tag",
        abstract: "Add tags to a generation, and take others away.",
        discussion: """
            EXAMPLES
              rushes tag 214 fox winter -draft
              rushes tag 214 --add fox --remove draft
            """
    )

    @Argument(
        help: ArgumentHelp("The generation's number or UUID.", valueName: "id"),
        completion: Completions.generations(.history)
    )
    var id: GenerationReference

    @Argument(
        parsing: .allUnrecognized,
        help: ArgumentHelp("tag or +tag adds, -tag takes away.", valueName: "tag|-tag")
    )
    var marks: [String] = []

    @Option(help: ArgumentHelp("Add a tag; may be given more than once.", valueName: "tag"))
    var add: [String] = []

    @Option(help: ArgumentHelp("Take a tag away; may be given more than once.", valueName: "tag"))
    var remove: [String] = []

    @OptionGroup var format: FormatOptions
    @OptionGroup(title: "General") var shared: SharedOptions

    func validate() throws {
        for mark in words where mark.hasPrefix("--") {
            throw ValidationError("“\(mark)” is no option here: tag adds a tag, -tag takes it away.")
        }
        guard !(words.isEmpty && add.isEmpty && remove.isEmpty) else {
            throw ValidationError("Say which tags: tag adds one, -tag takes it away.")
        }
    }

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        let removing = remove + words.filter { $0.hasPrefix("-") }.map { String($0.dropFirst()) }
        let adding =
            add + words.filter { !$0.hasPrefix("-") }.map { $0.hasPrefix("+") ? String($0.dropFirst()) : $0 }
        return try await dependencies.mark([id], format) { library, id in
            try await library.setTags(id, adding: adding, removing: removing)
        } note: { generation in
            let tags = generation.tags.isEmpty ? "no tags" : generation.tags.joined(separator: ", ")
            return "\(generation.id): \(tags)."
        }
    }

    /// The marks without the `--` that may stand before them.
    private var words: [String] { marks.filter { $0 != "--" } }
}
