import Foundation

/// Names of files for saved prompts, safe on every file system and told apart where case does not count.
enum PromptFileName {
    /// The most bytes of a name before its end.
    private static let longest = 100

    /// A name for each, without a folder.
    static func names(of prompts: [String]) -> [String] {
        var taken: Set<String> = []
        return prompts.map { prompt in
            let stem = stem(prompt)
            var name = stem + ".md"
            var number = 2
            while !taken.insert(name.lowercased()).inserted {
                name = "\(stem)-\(number).md"
                number += 1
            }
            return name
        }
    }

    private static func stem(_ prompt: String) -> String {
        var stem = ""
        for character in prompt.precomposedStringWithCanonicalMapping {
            let isKept = character.isLetter || character.isNumber || character == "_"
            let next = isKept ? String(character) : stem.isEmpty || stem.hasSuffix("-") ? "" : "-"
            guard stem.utf8.count + next.utf8.count <= longest else { break }
            stem += next
        }
        while stem.hasSuffix("-") { stem.removeLast() }
        return stem.isEmpty ? "prompt" : stem
    }
}
