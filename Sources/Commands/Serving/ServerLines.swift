import Foundation
import Generations
import Server

/// What a person at the server reads: its addresses on standard output, each request on standard error.
struct ServerLines: Sendable {
    private let console: Console
    private let timeZone: TimeZone
    private let notes: LineQueue

    init(console: Console, timeZone: TimeZone) {
        self.console = console
        self.timeZone = timeZone
        notes = LineQueue { console.note($0) }
    }

    /// Waits a moment until everything is written.
    func end() async { await notes.end() }

    /// The three addresses.
    func started(_ settings: ServerSettings, _ port: Int) {
        let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
        let address = "http://\(host):\(port)"
        console.print("Server:        \(address)")
        console.print("Video API:     \(address)/api/video/generate")
        console.print("Health check:  \(address)/health")
        if settings.token != nil { note("Clients have to send the token of RUSHES_SERVER_TOKEN.") }
        if !settings.clients.isEmpty {
            note("Pages of \(settings.clients.map(\.description).joined(separator: ", ")) may call it.")
        }
        note("Ctrl-C ends it.")
    }

    /// One line for a request.
    func answered(_ record: RequestRecord, at date: Date) {
        var parts = [
            clock(date), record.method, record.path, String(record.status), seconds(record.duration),
        ]
        if record.bytes > 0 { parts.append(ProgressText.bytes(record.bytes)) }
        if let id = record.id { parts.append(id.description) }
        note(parts.joined(separator: "  ") + (record.note.map { " — \($0)" } ?? ""))
    }

    /// A model that is cold.
    func isLoading(_ generation: Generation) {
        note(
            "\(generation.id): the model \(generation.request.model) is still loading. \(ServerProblem.coldModel)"
        )
    }

    func stopping() { note("Ends: no new work; what is under way is not lost.") }

    func note(_ text: String) { notes.add(text) }

    private func clock(_ date: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        let parts = calendar.dateComponents([.hour, .minute, .second], from: date)
        return [parts.hour, parts.minute, parts.second]
            .map { number in
                let number = number ?? 0
                return number < 10 ? "0\(number)" : "\(number)"
            }
            .joined(separator: ":")
    }

    private func seconds(_ duration: Duration) -> String {
        let hundredths = Int((duration.seconds * 100).rounded())
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)s"
    }
}
