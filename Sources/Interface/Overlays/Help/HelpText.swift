/// The help page's rows, written from the keymap.
enum HelpText {
    enum Row: Equatable, Sendable {
        case title(String)
        case key(String, String)
        case text(String)
        case gap
    }

    /// The keys of the situations that hold first, then the rest.
    static func rows(_ keymap: Keymap, contexts: [KeyContext]) -> [Row] {
        let others = KeyContext.allCases.filter { !contexts.contains($0) && $0 != .confirm && $0 != .help }
        var rows: [Row] = []
        for context in contexts + others {
            if !rows.isEmpty { rows.append(.gap) }
            rows.append(.title(context.title))
            rows += bindings(keymap, context, isOpen: contexts.contains(context)).map(key)
            if context == .prompt { rows += parameters + editing(keymap) }
        }
        return rows
    }

    /// The editing keys are the same in every input: they are listed for the prompt and for where one is.
    private static func bindings(_ keymap: Keymap, _ context: KeyContext, isOpen: Bool) -> [KeyBinding] {
        let all = keymap.bindings(in: context)
        guard context.isTyping, context == .prompt || !isOpen else { return all }
        let shared = Set(sharedEditing(keymap).map(\.help))
        return all.filter { !shared.contains($0.help) }
    }

    private static func editing(_ keymap: Keymap) -> [Row] {
        [.gap, .title("Editing, in every input")] + sharedEditing(keymap).map(key)
    }

    /// The keys that the prompt has in common with the shortest input.
    private static func sharedEditing(_ keymap: Keymap) -> [KeyBinding] {
        let name = keymap.bindings(in: .nameInput)
        return keymap.bindings(in: .prompt).filter { binding in
            name.contains { $0.action == binding.action && $0.help == binding.help }
        }
    }

    private static func key(_ binding: KeyBinding) -> Row {
        .key(binding.keys.map(\.label).joined(separator: ", "), binding.help)
    }

    /// What can be typed behind a prompt.
    private static let parameters: [Row] = [
        .gap,
        .title("Parameters: words at the end of a prompt"),
        .key("--seed 7", "the same seed each time; --seed random draws one again"),
        .key("--num-frames 81, --fps 16", "the length"),
        .key("--size 832x480", "or --width and --height"),
        .key("--num-inference-steps 30", "how many steps the model takes"),
        .key("--guidance-scale 5", "how closely the prompt is followed"),
        .key("--negative-prompt text", "what should not be seen"),
        .key("--motion-bucket-id 127", "Stable Video Diffusion: how much moves"),
        .key("--noise-aug-strength 0.02", "Stable Video Diffusion: noise added to the image"),
        .key("--image path, --model owner/name", "the image to animate, the model"),
        .key("--param key=value", "a parameter of the provider's own"),
        .key("--defaults", "everything as it was at the start"),
        .text("They stay for the prompts that follow, until they are changed."),
    ]
}
