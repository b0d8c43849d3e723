import Interface
import Subprocess
import Terminal

/// Gives generations as JSON, one a line, to a command that the user has typed.
struct Pipe: Sendable {
    let environment: [String: String]

    /// Runs the command to its end, and tells its last line and how it ended.
    func run(_ text: String, input: String, names: String) async -> EffectResult {
        do {
            let end = try await UserCommand(text, environment: environment).runKeepingLastLine(input: input)
            let said = Sanitizing.line(end.lastLine, limit: 200)
            let words = said.isEmpty ? "it said nothing" : said
            guard end.status.isSuccess else {
                return .refused("“\(text)” ended with \(end.status.words) for \(names): \(words)")
            }
            return .done("“\(text)” took \(names): \(words)")
        } catch UserCommand.Problem.openQuote {
            return .refused("“\(text)” has a quote without an end.")
        } catch UserCommand.Problem.noProgram(let name) {
            return .refused("“\(name)” is no program that can be run. No shell reads the line.")
        } catch {
            return .refused("“\(text)” was not run to its end.")
        }
    }
}
