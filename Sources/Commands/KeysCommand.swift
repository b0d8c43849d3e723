import ArgumentParser
import Interface
import Server
import Terminal

/// `rushes keys`: prints the table of all keys, as the settings leave them.
struct KeysCommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "List the keys of the screen, with the names that change them in the settings file.",
        discussion: """
            A key is changed in config.json by the names of its place and of its action; an empty list unbinds it:

              {"keys": {"history": {"runAgain": ["R", "Ctrl-X r"]}, "prompt": {"undo": []}}}

            Into a pipe one line each, separated by tabs: place, action, keys, what it does.

            EXAMPLES
              rushes keys
              rushes keys --json | jq -r '.keys[] | select(.changed) | .action'
            """
    )

    @OptionGroup var format: FormatOptions
    @OptionGroup(title: "General") var shared: SharedOptions

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        let keys = KeySettings(file: dependencies.settings.file)
        let rows = keys.keymap.table
        if format.json {
            dependencies.console.output.write(json(rows, keys.problems).text + "\n")
            return .done
        }
        let lines =
            dependencies.console.output.isTerminal
            ? page(rows)
            : rows.map {
                [$0.context, $0.action, $0.keys.joined(separator: ", "), $0.help].joined(separator: "\t")
            }
        for line in lines { dependencies.console.print(line) }
        for problem in keys.problems { dependencies.console.note(problem) }
        return .done
    }

    /// The table for people: a part for each place.
    private func page(_ rows: [KeyTableRow]) -> [String] {
        var lines: [String] = []
        var context = ""
        for row in rows {
            if row.context != context {
                if !lines.isEmpty { lines.append("") }
                lines.append("\(row.context)  (\(row.title))")
                context = row.context
            }
            let keys = row.keys.isEmpty ? "-" : row.keys.joined(separator: ", ")
            let name = row.action + (row.isChanged ? " *" : "")
            lines.append("  \(padded(name, 22)) \(padded(keys, 30)) \(row.help)")
        }
        return lines + ["", "* changed by the settings file"]
    }

    private func padded(_ text: String, _ columns: Int) -> String {
        text + String(repeating: " ", count: max(0, columns - CharacterWidth.columns(of: text)))
    }

    private func json(_ rows: [KeyTableRow], _ problems: [String]) -> JSONText {
        .members([
            "keys": .array(
                rows.map { row in
                    .members([
                        "context": .string(row.context),
                        "action": .string(row.action),
                        "keys": .array(row.keys.map { .string($0) }),
                        "help": .string(row.help),
                        "changed": .bool(row.isChanged),
                    ])
                }
            ),
            "problems": .array(problems.map { .string($0) }),
        ])
    }
}
