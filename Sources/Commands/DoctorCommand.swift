import ArgumentParser
import Server

/// `rushes doctor`: tells what the program would use, and what does not work.
struct DoctorCommand: RushesCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Show what the program would use and where each setting came from; no secret is shown.",
        discussion: """
            A host that comes from .env of the working folder gets no token from elsewhere until it was confirmed \
            once with --trust-host: a folder from a stranger must not be able to collect tokens.

            The exit code is 0 when nothing is wrong that stops a generation; else that of the worst problem: 77 token, \
            69 unreachable, 64 settings. --json writes one object with version, commit, token (where it is from), keys, \
            hub (account, rights, clock), payer, addresses (Hub, router, endpoint: reachable or not), settings with their \
            origins, library and videos (with free_bytes of the disk), newest, log, terminal, locale, programs (ffmpeg, \
            mpv: path or null) and problems.

            EXAMPLES
              rushes doctor
              rushes doctor --json | jq .problems
              rushes doctor --trust-host video.example.com
            """
    )

    @Option(
        name: .customLong("trust-host"),
        help: ArgumentHelp("Confirm a host that a .env names, and do nothing else.", valueName: "host")
    )
    var trustedHost: String?

    @OptionGroup var format: FormatOptions
    @OptionGroup(title: "General") var shared: SharedOptions

    func run(_ dependencies: Dependencies) async throws -> ExitStatus {
        if let trustedHost { return try trust(trustedHost, dependencies) }
        let report = await Diagnosis(dependencies: dependencies).report()
        if format.json {
            dependencies.console.output.write(report.json.text + "\n")
        } else {
            for line in report.lines { dependencies.console.print(line) }
        }
        return report.status
    }

    private func trust(_ text: String, _ dependencies: Dependencies) throws -> ExitStatus {
        guard let host = HostName.host(of: text.contains("://") ? text : "https://" + text) else {
            throw CommandFailure(.usage, "“\(text)” is no host, such as video.example.com or localhost:8080.")
        }
        try TrustedHosts(file: dependencies.paths.trustedHostsFile).confirm(host)
        dependencies.console.note("\(host) is confirmed: when a .env names it, it gets your token.")
        return .done
    }
}
