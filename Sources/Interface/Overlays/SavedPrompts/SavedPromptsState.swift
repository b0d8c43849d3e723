import Generations

import struct Foundation.Date

/// The prompts that are kept under names.
struct SavedPromptsState: Equatable, Sendable {
    enum Order: Equatable, Sendable {
        case name, lastUse
    }

    /// By name; nil until they were read.
    var prompts: [SavedPrompt]?
    var selection: String?
    var window = ListWindow()
    /// What is searched for.
    var field = TextEditor()
    /// Whether the search has the keys.
    var isTyping = false
    var order = Order.name
    /// When they were used since the start of the program, by name.
    var used: [String: Date] = [:]
    /// Those that were deleted since the start, so that they can be brought back.
    var deleted: [SavedPrompt] = []

    /// The prompts that contain every word that is searched for, in the order that is wished for.
    var shown: [SavedPrompt] {
        let words = field.text.lowercased().split(separator: " ")
        let found = (prompts ?? []).filter { prompt in
            let text = "\(prompt.name)\n\(prompt.prompt)".lowercased()
            return words.allSatisfy { text.contains($0) }
        }
        guard order == .lastUse else { return found }
        return found.enumerated().sorted { left, right in
            let (first, second) = (lastUse(left.element), lastUse(right.element))
            return first == second ? left.offset < right.offset : first > second
        }.map(\.element)
    }

    var selectedIndex: Int? {
        shown.firstIndex { $0.name == selection }
    }

    var selected: SavedPrompt? {
        shown.first { $0.name == selection }
    }

    /// When one was used or changed last.
    func lastUse(_ prompt: SavedPrompt) -> Date {
        used[prompt.name].map { max($0, prompt.updatedAt) } ?? prompt.updatedAt
    }

    mutating func take(_ list: [SavedPrompt]) {
        let old = selectedIndex ?? 0
        prompts = list
        keepSelection(near: old)
    }

    /// Selects what is nearest where the selected one is no longer shown.
    mutating func keepSelection(near index: Int) {
        let shown = shown
        guard selectedIndex == nil else { return }
        selection = shown.isEmpty ? nil : shown[min(index, shown.count - 1)].name
    }
}

/// A name that is about to be given.
struct SavingPromptState: Equatable, Sendable {
    /// What gets the name.
    enum Purpose: Equatable, Sendable {
        /// What stands in the prompt.
        case draft
        case rename(String)
        case duplicate(SavedPrompt)
    }

    var purpose = Purpose.draft
    var field = TextEditor()

    var title: String {
        switch purpose {
        case .draft: "Save the prompt as"
        case .rename(let name): "Rename “\(name)” to"
        case .duplicate(let saved): "Copy “\(saved.name)” as"
        }
    }
}
