import Terminal

/// A change of keys out of the settings: all names are as the user wrote them.
package struct KeyChange: Equatable, Sendable {
    package var context: String
    package var action: String
    /// The keys that it has from now on; none unbinds it.
    package var keys: [String]

    package init(context: String, action: String, keys: [String]) {
        self.context = context
        self.action = action
        self.keys = keys
    }

    /// The change as it is found in the settings.
    var place: String { "keys.\(context).\(action)" }
}

extension Keymap {
    /// These keys with the user's changes. What makes no sense is left out and told in `problems`, a line each.
    ///
    /// A key that the user gives to one action is taken from the others of the same situation.
    package func remapped(_ changes: [KeyChange]) -> Keymap {
        var keymap = self
        var taken: [KeyContext: [(KeySequence, UserAction)]] = [:]
        for change in changes {
            guard let (context, action) = keymap.target(of: change) else { continue }
            var keys: [KeySequence] = []
            for name in change.keys {
                guard let sequence = keymap.sequence(name, change, context) else { continue }
                let others = taken[context] ?? []
                if let other = others.first(where: { $0.0.clashes(with: sequence) && $0.1 != action }) {
                    keymap.problems.append(
                        "\(change.place): \(sequence.label) is given to \(other.1.rawValue) as well: left out."
                    )
                    continue
                }
                keys.append(sequence)
            }
            // All names wrong: the keys stay as they were.
            if keys.isEmpty, !change.keys.isEmpty { continue }
            taken[context, default: []] += keys.map { ($0, action) }
            keymap.give(keys, to: action, in: context)
        }
        keymap.tellHidden()
        return keymap
    }

    /// Tells of the user's keys for wider situations that mean something else in inner ones, which win.
    private mutating func tellHidden() {
        for binding in bindings where binding.context == .everywhere || binding.context == .browsing {
            let usual = Keymap.standard.bindings.filter {
                $0.context == binding.context && $0.action == binding.action
            }
            for key in binding.keys where !usual.contains(where: { $0.keys.contains(key) }) {
                let places = hiding(key, binding)
                guard !places.isEmpty else { continue }
                problems.append(
                    "keys.\(binding.context.rawValue).\(binding.action.rawValue): \(key.label) stays what it is "
                        + "in \(places.joined(separator: ", "))."
                )
            }
        }
    }

    /// Where a key of a wider situation means something else, with what it means there.
    private func hiding(_ key: KeySequence, _ outer: KeyBinding) -> [String] {
        KeyContext.allCases.filter { $0.outer.contains(outer.context) }.compactMap { context in
            let inner = bindings.first { binding in
                binding.context == context && binding.keys.contains { $0.clashes(with: key) }
            }
            guard let inner, inner.action != outer.action else { return nil }
            return "\(context.rawValue) (\(inner.action.rawValue))"
        }
    }

    /// The situation and the action that a change means; tells when there are none of these names.
    private mutating func target(of change: KeyChange) -> (KeyContext, UserAction)? {
        guard let context = KeyContext(rawValue: change.context) else {
            let names = KeyContext.allCases.map(\.rawValue).joined(separator: ", ")
            problems.append("\(change.place): there is no “\(change.context)”; there are \(names).")
            return nil
        }
        guard let action = UserAction(rawValue: change.action) else {
            problems.append("\(change.place): there is no action “\(change.action)”: rushes keys lists them.")
            return nil
        }
        let places = Set(bindings.filter { $0.action == action }.map(\.context))
        let isWide = places.contains(.everywhere) || places.contains(.browsing) && !context.isTyping
        guard places.contains(context) || isWide && context != .confirm else {
            let names = places.map(\.rawValue).sorted().joined(separator: ", ")
            problems.append("\(change.place): \(action.rawValue) is not possible there, only in \(names).")
            return nil
        }
        return (context, action)
    }

    /// The keys of a name; tells when it names none, or one that cannot be pressed there.
    private mutating func sequence(_ name: String, _ change: KeyChange, _ context: KeyContext) -> KeySequence?
    {
        guard let sequence = KeySequence(label: name) else {
            problems.append(
                "\(change.place): “\(name)” is no key, such as R, Ctrl-R, Alt-Enter, F5, Ctrl-X r."
            )
            return nil
        }
        if let reason = sequence.keys.lazy.compactMap(\.whyUnsendable).first {
            problems.append("\(change.place): \(reason).")
            return nil
        }
        let isText = sequence.keys.first?.isText ?? false
        guard !isText || !(context.isTyping || context == .everywhere) else {
            problems.append("\(change.place): \(sequence.label) is text while one types: left out.")
            return nil
        }
        return sequence
    }

    /// Gives an action its only keys in a situation, and tells which actions have lost their last one by it.
    private mutating func give(_ keys: [KeySequence], to action: UserAction, in context: KeyContext) {
        for index in bindings.indices where bindings[index].context == context {
            let binding = bindings[index]
            guard binding.action != action else { continue }
            bindings[index].keys.removeAll { own in keys.contains { $0.clashes(with: own) } }
            guard bindings[index].keys.isEmpty, !binding.keys.isEmpty else { continue }
            let lost = binding.keys.map(\.label).joined(separator: ", ")
            problems.append(
                "keys.\(context.rawValue).\(action.rawValue): \(lost) was \(binding.action.rawValue), which has "
                    + "no key now."
            )
        }
        let rows = bindings.indices.filter {
            bindings[$0].context == context && bindings[$0].action == action
        }
        guard let first = rows.first else {
            let model = bindings.first { $0.action == action }
            let help = model?.help ?? action.rawValue
            // In front, so that it is found before the same key of a wider row.
            bindings.insert(
                KeyBinding(context: context, keys: keys, action: action, hint: "", help: help),
                at: 0
            )
            return
        }
        for row in rows { bindings[row].keys = row == first ? keys : [] }
    }
}

extension Key {
    /// Whether pressing it writes a character.
    var isText: Bool {
        if case .character = code { return modifiers.isEmpty }
        return false
    }
}
