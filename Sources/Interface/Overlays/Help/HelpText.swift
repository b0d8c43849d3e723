/// The help page's rows, written from the keymap.
enum HelpText {
    enum Row: Equatable, Sendable {
        case title(String)
        case key(Entry)
        case text(String)
        case gap
    }

    /// Keys, what they do, and why they do nothing now.
    struct Entry: Equatable, Sendable {
        var keys: String
        var help: String
        /// The action's name in the settings; empty for what is no key.
        var name = ""
        var reason: String?
    }

    /// The keys of the situations that hold first, then the rest; of those only what fits the search.
    static func rows(_ state: AppState, _ help: HelpState) -> [Row] {
        found(help.field.text, in: rows(state, contexts: help.contexts))
    }

    /// The keys of the situations that hold first, then the rest.
    static func rows(_ state: AppState, contexts: [KeyContext]) -> [Row] {
        let own: Set<KeyContext> = [.confirm, .help, .helpSearch]
        let others = KeyContext.allCases.filter { !contexts.contains($0) && !own.contains($0) }
        var rows: [Row] = []
        if !state.keymap.problems.isEmpty {
            rows =
                [.title("Keys in your settings that were left out")] + state.keymap.problems.map { .text($0) }
        }
        for context in contexts + others {
            let isOpen = contexts.contains(context)
            let bindings = bindings(state.keymap, context, isOpen: isOpen)
            guard !bindings.isEmpty else { continue }
            if !rows.isEmpty { rows.append(.gap) }
            rows.append(.title(context.title))
            rows += bindings.map { binding in
                key(binding, isOpen ? state.availability(of: binding.action, in: context).reason : nil)
            }
            guard context == .prompt else { continue }
            rows += parameters + templates + editing(state.keymap)
            if state.setup.editMode == .vi { rows += vi }
        }
        return rows
    }

    /// The rows that have every word of a search, below the titles of their parts.
    static func found(_ query: String, in rows: [Row]) -> [Row] {
        let words = query.lowercased().split(whereSeparator: \.isWhitespace)
        guard !words.isEmpty else { return rows }
        var result: [Row] = []
        var title = ""
        for row in rows {
            switch row {
            case .title(let text): title = text
            case .key(let entry):
                let text = "\(entry.keys) \(entry.help) \(entry.name)".lowercased()
                guard words.allSatisfy({ text.contains($0) }) else { continue }
                if !title.isEmpty {
                    if !result.isEmpty { result.append(.gap) }
                    result.append(.title(title))
                    title = ""
                }
                result.append(row)
            case .text, .gap: continue
            }
        }
        return result
    }

    /// The editing keys are the same in every input: they are listed for the prompt and for where one is.
    private static func bindings(_ keymap: Keymap, _ context: KeyContext, isOpen: Bool) -> [KeyBinding] {
        let all = keymap.bindings(in: context)
        guard context.isTyping, context == .prompt || !isOpen else { return all }
        let shared = Set(sharedEditing(keymap).map(\.help))
        return all.filter { !shared.contains($0.help) }
    }

    private static func editing(_ keymap: Keymap) -> [Row] {
        [.gap, .title("Editing, in every input")] + sharedEditing(keymap).map { key($0, nil) }
    }

    /// The keys that the prompt has in common with the shortest input.
    private static func sharedEditing(_ keymap: Keymap) -> [KeyBinding] {
        let name = keymap.bindings(in: .nameInput)
        return keymap.bindings(in: .prompt).filter { binding in
            name.contains { $0.action == binding.action && $0.help == binding.help }
        }
    }

    private static func key(_ binding: KeyBinding, _ reason: String?) -> Row {
        let keys = binding.keys.isEmpty ? "(no key)" : binding.keys.map(\.label).joined(separator: ", ")
        return .key(
            Entry(keys: keys, help: binding.help, name: binding.action.rawValue, reason: reason)
        )
    }

    /// What can be typed behind a prompt.
    private static let parameters: [Row] =
        [.gap, .title("Parameters: words at the end of a prompt")]
        + [
            ("--seed 7", "the same seed each time; --seed random draws one again"),
            ("--num-frames 81, --fps 16", "the length"),
            ("--size 832x480", "or --width and --height"),
            ("--num-inference-steps 30", "how many steps the model takes"),
            ("--guidance-scale 5", "how closely the prompt is followed"),
            ("--negative-prompt text", "what should not be seen"),
            ("--motion-bucket-id 127", "Stable Video Diffusion: how much moves"),
            ("--noise-aug-strength 0.02", "Stable Video Diffusion: noise added to the image"),
            ("--image path, --model owner/name", "the image to animate, the model"),
            ("--param key=value", "a parameter of the provider's own, lists and objects as JSON"),
            ("-n 4", "four runs of this text, each with a seed of its own"),
            ("--defaults", "everything as it was at the start"),
        ].map { .key(Entry(keys: $0, help: $1)) }
        + [.text("They stay for the prompts that follow, until they are changed; -n does not.")]

    /// What a prompt can stand for.
    private static let templates: [Row] =
        [.gap, .title("One prompt, many runs")]
        + [
            ("{red|blue}", "a run of each; several places multiply"),
            ("{1..4}, {10..50..10}", "whole numbers in a row"),
            ("{name}", "asks for a value"),
            ("\\{ \\} \\|", "plain characters; JSON in braces is left alone"),
        ].map { .key(Entry(keys: $0, help: $1)) }
        + [.text("Every run is listed before any of them is sent.")]
}
