import Foundation

/// What is piped into the program.
enum StandardInput {
    /// The most bytes that are read of a prompt: far more than any has.
    static let longestPrompt = 1_000_000

    /// All of it, as text.
    static func text(atMost limit: Int) throws -> String {
        let data = try FileHandle.standardInput.read(upToCount: limit + 1) ?? Data()
        guard data.count <= limit else {
            throw CommandFailure(.usage, "Standard input holds more than \(limit) bytes.")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw CommandFailure(.usage, "Standard input is no UTF-8 text.")
        }
        return text
    }
}
