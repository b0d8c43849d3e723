import Foundation
import Generations
import Library
import Server

/// Saved prompts as texts that leave the library and come back as they were.
enum PromptExchange {
    /// How they are written.
    enum Format: String, Hashable, Sendable, CaseIterable {
        /// The text below front matter.
        case markdown
        /// One object a line.
        case jsonl
    }

    /// A file may have so many bytes, and so many prompts.
    static let longest = 16 * 1024 * 1024
    static let mostPrompts = 10_000

    /// A prompt that was read, and where it stands.
    struct Found: Hashable, Sendable {
        var prompt: SavedPrompt
        var file: String
        var line: Int
    }

    // MARK: Writing

    /// A prompt in a format, with the end of its last line.
    static func text(_ prompt: SavedPrompt, _ format: Format) -> String {
        switch format {
        case .markdown: markdown(prompt)
        case .jsonl: jsonl(prompt)
        }
    }

    private static func jsonl(_ prompt: SavedPrompt) -> String {
        var members: [JSONText.Member] = [
            .init(key: "name", value: .string(prompt.name)),
            .init(key: "prompt", value: .string(prompt.prompt)),
        ]
        if let model = prompt.model { members.append(.init(key: "model", value: .string(model.rawValue))) }
        members += VideoOrder.members(of: prompt.parameters)
        members.append(.init(key: "updated_at", value: .date(prompt.updatedAt)))
        return JSONText.object(members).text + "\n"
    }

    private static func markdown(_ prompt: SavedPrompt) -> String {
        var matter = FrontMatter(entries: [.init(key: "name", value: .init(text: prompt.name))], body: "")
        if let model = prompt.model {
            matter.entries.append(.init(key: "model", value: .init(text: model.rawValue)))
        }
        for member in VideoOrder.members(of: prompt.parameters) {
            let value: FrontMatter.Value =
                switch member.value {
                case .string(let text): .init(text: text)
                default: .bare(member.value.text)
                }
            matter.entries.append(.init(key: member.key, value: value))
        }
        let date = prompt.updatedAt.formatted(Date.ISO8601FormatStyle())
        matter.entries.append(.init(key: "updated_at", value: .bare(date)))
        if FrontMatter.isBody(prompt.prompt) {
            matter.body = prompt.prompt
        } else {
            matter.entries.append(.init(key: "prompt", value: .bare(JSONText.string(prompt.prompt).text)))
        }
        return matter.text
    }

    // MARK: Reading

    /// The prompts of a file: objects when it begins with a brace, else Markdown.
    ///
    /// - Parameter now: when prompts without a date were changed.
    /// - Throws: `CommandFailure` with the number of the first line that is wrong.
    static func read(_ data: some Sequence<UInt8>, of file: String, now: Date) throws -> [Found] {
        var bytes = Array(data)[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandFailure(.usage, "\(file) is no UTF-8 text.")
        }
        let isJSON = text.first { !$0.isWhitespace } == "{"
        let found = try isJSON ? objects(text, file, now) : documents(text, file, now)
        guard !found.isEmpty else { throw CommandFailure(.usage, "\(file) holds no prompt.") }
        guard found.count <= mostPrompts else {
            throw CommandFailure(.usage, "\(file) holds more than \(mostPrompts) prompts.")
        }
        return found
    }

    private static func objects(_ text: String, _ file: String, _ now: Date) throws -> [Found] {
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        return try zip(1..., lines).compactMap { number, scalars in
            let line = String(scalars)
            guard !line.allSatisfy(\.isWhitespace) else { return nil }
            guard case .object(var members)? = ParameterValue(json: line) else {
                throw failure(file, number, "The line is no JSON object.")
            }
            // So `prompts list --json` writes it.
            members["variables"] = nil
            if case .object(let parameters)? = members.removeValue(forKey: "parameters") {
                let known = parameters.filter { VideoOrder.parameterKeys.contains($0.key) }
                let extra = parameters.filter { known[$0.key] == nil }
                members.merge(known) { own, _ in own }
                if !extra.isEmpty { members["params"] = .object(extra) }
            }
            return Found(prompt: try prompt(members, file, number, now), file: file, line: number)
        }
    }

    private static func documents(_ text: String, _ file: String, _ now: Date) throws -> [Found] {
        let documents: [FrontMatter]
        do throws(FrontMatter.Problem) {
            documents = try FrontMatter.read(text)
        } catch {
            throw failure(file, error.line, error.message)
        }
        return try documents.map { document in
            var members: [String: ParameterValue] = [:]
            for entry in document.entries {
                try check(entry.key, file, entry.line)
                members[entry.key] =
                    switch entry.value {
                    case .json(let value): value
                    case .bare(let word) where textKeys.contains(entry.key): .string(word)
                    case .bare(let word): ParameterValue(word: word)
                    }
            }
            if !document.body.isEmpty {
                guard members.updateValue(.string(document.body), forKey: "prompt") == nil else {
                    throw failure(file, document.line, "The prompt stands there twice: above and below.")
                }
            }
            return Found(
                prompt: try prompt(members, file, document.line, now),
                file: file,
                line: document.line
            )
        }
    }

    private static let textKeys = ["name", "prompt", "model", "negative_prompt", "updated_at"]

    private static func check(_ key: String, _ file: String, _ line: Int) throws {
        let known = ["name", "prompt", "model"] + VideoOrder.parameterKeys + ["updated_at"]
        guard !known.contains(key) else { return }
        let shown = key.count > 40 ? key.prefix(40) + "…" : key[...]
        throw failure(
            file,
            line,
            "“\(shown)” is nothing that a saved prompt has.",
            "There are \(known.joined(separator: ", "))."
        )
    }

    /// A prompt of its keys.
    private static func prompt(
        _ members: [String: ParameterValue],
        _ file: String,
        _ line: Int,
        _ now: Date
    ) throws -> SavedPrompt {
        var members = members
        for key in members.keys.sorted() { try check(key, file, line) }
        guard case .string(let name)? = members.removeValue(forKey: "name"),
            LibraryDatabase.isPromptName(name)
        else {
            let most = LibraryDatabase.longestPromptName
            throw failure(file, line, "The prompt has no name, of one line and at most \(most) characters.")
        }
        var date = now
        switch members.removeValue(forKey: "updated_at") {
        case nil, .null?: break
        case .string(let text)?:
            guard let given = try? Date(text, strategy: .iso8601) else { fallthrough }
            date = given
        default: throw failure(file, line, "“updated_at” is no time such as 2026-11-22T14:16:03Z.")
        }
        let order: VideoOrder
        do throws(ServerProblem) {
            order = try VideoOrder.read(members: members)
        } catch {
            throw failure(file, line, error.message, error.suggestion)
        }
        guard let text = order.prompt, !text.allSatisfy(\.isWhitespace) else {
            throw failure(file, line, "“\(name)” has no prompt.")
        }
        let model = order.model.flatMap { ModelID($0) }
        guard order.model == nil || model != nil else {
            throw failure(file, line, "“model” is no model's name: owner/name.")
        }
        return SavedPrompt(
            name: name,
            prompt: text,
            model: model,
            parameters: order.parameters,
            updatedAt: date
        )
    }

    private static func failure(
        _ file: String,
        _ line: Int,
        _ message: String,
        _ hint: String = ""
    ) -> CommandFailure {
        CommandFailure(.usage, "\(file):\(line): \(message)", hint: hint)
    }
}
