import ArgumentParser
import Foundation
import Generations
import Library
import Terminal

/// What a shell offers for a word that is being typed, out of the library. Nothing is asked on the network, nothing
/// is made, and nothing is said when something is wrong.
enum Completions {
    /// The most words that are offered.
    fileprivate static let most = 100

    /// Generations of a kind, with their prompts.
    static func generations(_ kind: LibraryGlance.Kind) -> CompletionKind {
        kind.completion { source, word in source.generations(kind, word) }
    }

    /// Generations, and videos once a path is begun.
    static let recipes = LibraryGlance.Kind.history.completion { source, word in
        let generations = source.generations(.history, word)
        return generations.isEmpty && !word.isEmpty ? source.videos(word) : generations
    }

    /// Saved prompts, with their texts.
    static let prompts = LibraryGlance.Kind.history.completion { source, _ in source.prompts() }

    /// The models that are known here.
    static let models = LibraryGlance.Kind.history.completion { source, _ in source.models() }

    /// A word that may be meant, and what tells people what it is.
    struct Offer: Hashable, Sendable {
        var word: String
        var about = ""
    }

    /// The offers in the form in which a shell's script takes them, one a line.
    static func lines(_ offers: [Offer], for shell: CompletionShell?) -> [String] {
        offers.compactMap { offer in
            // A word must be taken as it is, so one that cannot be written on a line is not offered.
            guard Sanitizing.line(offer.word) == offer.word else { return nil }
            let about = Truncating.end(of: Sanitizing.line(offer.about), to: 60)
            switch shell {
            case .zsh?:
                let word = offer.word.replacing("\\", with: "\\\\").replacing(":", with: "\\:")
                return about.isEmpty ? word : word + ":" + about
            case .fish?: return about.isEmpty ? offer.word : offer.word + "\t" + about
            // Bash expands what it is offered, as if it had been typed: commands too.
            default: return String(offer.word.flatMap { Self.isPlain($0) ? [$0] : ["\\", $0] })
            }
        }
    }

    private static func isPlain(_ character: Character) -> Bool {
        !character.isASCII || character.isLetter || character.isNumber || "._-/".contains(character)
    }
}

extension LibraryGlance.Kind {
    /// A completion that asks the library that the words on the line choose.
    fileprivate func completion(
        _ offers: @escaping @Sendable (CompletionSource, String) -> [Completions.Offer]
    ) -> CompletionKind {
        .custom { (words: [String], index: Int, _: String) async -> [String] in
            guard let source = await CompletionSource(.live, words: words) else { return [] }
            let word = words.indices.contains(index) ? words[index] : ""
            return Completions.lines(offers(source, word), for: .requesting)
        }
    }
}

/// Where offers come from: the library that a command would use.
struct CompletionSource: Sendable {
    private let process: ProcessFacts
    private let settings: Settings
    private let glance: LibraryGlance?

    /// The source for a line that is being typed; nil when the settings cannot be read.
    init?(_ process: ProcessFacts, words: [String]) async {
        var shared = SharedOptions.standard
        shared.library = Self.value(of: "--library", in: words)
        shared.config = Self.value(of: "--config", in: words)
        let paths = Paths(environment: process.environment)
        guard
            var settings = try? await Settings.load(
                process.sources(shared, flags: shared.flags, paths: paths)
            )
        else { return nil }
        if words.contains("--demo") { settings = settings.demo(address: "", library: paths.demoLibrary) }
        self.process = process
        self.settings = settings
        let folders = FolderChoice(settings: settings, paths: paths, workingFolder: process.workingFolder)
        glance = LibraryGlance(folder: folders.library)
    }

    private static func value(of option: String, in words: [String]) -> String? {
        for (index, word) in words.enumerated() {
            if word.hasPrefix(option + "=") { return String(word.dropFirst(option.count + 1)) }
            if word == option, index + 1 < words.count { return words[index + 1] }
        }
        return nil
    }

    /// Generations whose numbers begin with what was typed.
    func generations(_ kind: LibraryGlance.Kind, _ word: String) -> [Completions.Offer] {
        let lines = glance?.generations(kind, prefix: word, limit: Completions.most) ?? []
        return lines.map { line in
            let status = line.status == "succeeded" ? "" : "(\(line.status)) "
            return Completions.Offer(word: String(line.id.rawValue), about: status + line.prompt)
        }
    }

    /// The saved prompts.
    func prompts() -> [Completions.Offer] {
        (glance?.prompts(limit: Completions.most * 10) ?? []).map { .init(word: $0.name, about: $0.text) }
    }

    /// The models that are known without the Hub: those of the library, and the one that is set.
    func models() -> [Completions.Offer] {
        let set = settings[.model].flatMap { ModelID($0) }
        var models = glance?.models() ?? []
        if let set, !models.contains(set) { models.append(set) }
        return models.map { .init(word: $0.rawValue, about: $0 == set ? "the one that is set" : "") }
    }

    /// The videos and folders that a path may go on to.
    func videos(_ word: String) -> [Completions.Offer] {
        let home = process.environment["HOME"] ?? ""
        return PathCompletion.paths(word, in: process.workingFolder, home: home)
            .filter {
                $0.hasSuffix("/")
                    || ["mp4", "m4v", "mov"].contains(($0 as NSString).pathExtension.lowercased())
            }
            .map { .init(word: $0) }
    }
}
