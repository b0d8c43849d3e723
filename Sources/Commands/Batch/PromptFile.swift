import Foundation
import Generations
import Server

/// The requests in a file: a prompt a line, or a JSON object a line.
struct PromptFile: Hashable, Sendable {
    /// One request.
    struct Line: Hashable, Sendable {
        /// Counted from 1.
        var number: Int
        var order: VideoOrder
        /// The image, when it is a file.
        var imageFile: String?
    }

    /// What people call the file.
    let name: String
    let lines: [Line]

    /// A file may have so many bytes.
    static let longest = 64 * 1024 * 1024
    /// So many videos may be asked for at once.
    static let mostVideos = 10_000

    /// Reads all of it; blank lines and lines that begin with `#` are left out.
    ///
    /// - Throws: `CommandFailure` with the number of the first line that is wrong, and when there is no line.
    init(_ text: some Sequence<UInt8>, name: String) throws {
        self.name = name
        let texts = try Self.lines(Array(text), of: name)
        let isJSON = texts.first.map { $0.text.contains(/^\s*\{\s*["}]/) } ?? false
        lines = try texts.map { line in
            do throws(ServerProblem) {
                return try isJSON ? Self.object(line) : Self.prompt(line)
            } catch {
                throw CommandFailure(
                    .usage,
                    "\(name):\(line.number): \(error.message)",
                    hint: error.suggestion
                )
            }
        }
        guard !lines.isEmpty else {
            throw CommandFailure(.usage, "\(name) holds no prompt.", hint: "Write one prompt a line.")
        }
    }

    private typealias Numbered = (number: Int, text: String)

    /// The lines that count, without their ends.
    private static func lines(_ bytes: [UInt8], of name: String) throws -> [Numbered] {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let content = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
        var lines: [Numbered] = []
        let pieces = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (number, piece) in zip(1..., pieces) {
            let line = piece.last == UInt8(ascii: "\r") ? piece.dropLast() : piece
            guard let text = String(validating: line, as: UTF8.self) else {
                throw CommandFailure(.usage, "\(name):\(number): The line is no UTF-8 text.")
            }
            guard let first = text.first(where: { !$0.isWhitespace }), first != "#" else { continue }
            lines.append((number, text))
        }
        return lines
    }

    private static func object(_ line: Numbered) throws(ServerProblem) -> Line {
        let (order, file) = try VideoOrder.read(line: line.text)
        return Line(number: line.number, order: order, imageFile: file)
    }

    private static func prompt(_ line: Numbered) throws(ServerProblem) -> Line {
        let control = line.text.unicodeScalars.first {
            $0.properties.generalCategory == .control && $0 != "\t"
        }
        if let control {
            throw ServerProblem(
                400,
                "The line holds the control character \(control.name).",
                suggestion: "Take it away, or write the line as JSON."
            )
        }
        return Line(
            number: line.number,
            order: VideoOrder(prompt: line.text.trimmingCharacters(in: .whitespaces))
        )
    }
}

extension PromptFile {
    /// Reads the file with a name; `-` is standard input.
    ///
    /// - Throws: `CommandFailure` when it cannot be read or is no such file.
    init(_ name: String, _ dependencies: Dependencies) throws {
        guard name != "-" else {
            try self.init(try dependencies.readInput(Self.longest).utf8, name: "standard input")
            return
        }
        let path = dependencies.paths.absolute(name, in: dependencies.workingFolder)
        try self.init(try Self.contents(path, name: name), name: name)
    }

    /// The bytes of a file.
    ///
    /// - Throws: `CommandFailure` with 66 when it cannot be read, with 64 when it has more than `longest`.
    static func contents(_ path: String, name: String, atMost limit: Int = longest) throws -> Data {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard exists, !isFolder.boolValue, FileManager.default.isReadableFile(atPath: path) else {
            let what =
                isFolder.boolValue ? "“\(name)” is a folder." : "There is no file “\(name)” that can be read."
            throw CommandFailure(.notFound, what)
        }
        guard let data = SmallFile.contents(path, atMost: limit) else {
            throw CommandFailure(
                .usage,
                "\(name) has more than \(limit / 1024 / 1024) MiB, or cannot be read."
            )
        }
        return data
    }
}
