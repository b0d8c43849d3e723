import ArgumentParser
import Generations

/// How a prompt with alternatives and variables is run.
struct TemplateOptions: ParsableArguments {
    @Flag(help: "Run every text that {a|b} and {1..4} in the prompt stand for, with {name} filled by --set.")
    var expand = false

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("Fills a variable; may be given more than once.", valueName: "name=value")
    )
    var values: [VariableAssignment] = []
}
