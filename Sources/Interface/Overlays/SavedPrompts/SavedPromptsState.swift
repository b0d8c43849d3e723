import Generations

/// The prompts that are kept under names.
struct SavedPromptsState: Equatable, Sendable {
    /// Nil until they were read.
    var prompts: [SavedPrompt]?
    var selection: String?
    var window = ListWindow()

    var selectedIndex: Int? {
        prompts?.firstIndex { $0.name == selection }
    }

    var selected: SavedPrompt? {
        selectedIndex.flatMap { prompts?[$0] }
    }

    mutating func take(_ list: [SavedPrompt]) {
        let old = selectedIndex ?? 0
        prompts = list
        if selectedIndex == nil { selection = list.isEmpty ? nil : list[min(old, list.count - 1)].name }
    }
}

/// The name under which the prompt is about to be saved.
struct SavingPromptState: Equatable, Sendable {
    var field = TextEditor()
}
