import Foundation
import Interface

/// The keys of the settings file: `{"keys": {"history": {"runAgain": ["R", "Ctrl-X r"]}}}`.
struct KeySettings: Sendable {
    /// The standard keys with the user's changes.
    var keymap = Keymap.standard

    /// What was left out, a line each.
    var problems: [String] { keymap.problems + misread }

    /// The first of them, for one line; nil when there are none.
    var summary: String? {
        guard let first = problems.first else { return nil }
        return problems.count == 1
            ? first : "\(first) And \(problems.count - 1) more: rushes doctor lists them."
    }

    /// What stands there and has another shape.
    private var misread: [String] = []

    /// Reads the keys out of a settings file; one that is missing or unreadable has none.
    init(file: String) {
        guard let data = FileManager.default.contents(atPath: file),
            let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
            let keys = object["keys"]
        else { return }
        var changes: [KeyChange] = []
        guard let contexts = keys as? [String: Any] else {
            misread.append("keys: must be an object, such as {\"history\": {\"runAgain\": [\"R\"]}}.")
            return
        }
        for (context, value) in contexts.sorted(by: { $0.key < $1.key }) {
            guard let actions = value as? [String: Any] else {
                misread.append("keys.\(context): must be an object, such as {\"quit\": [\"Ctrl-Q\"]}.")
                continue
            }
            for (action, value) in actions.sorted(by: { $0.key < $1.key }) {
                guard let names = value as? [String] ?? (value as? String).map({ [$0] }) else {
                    misread.append("keys.\(context).\(action): must be a list of keys, such as [\"Ctrl-R\"].")
                    continue
                }
                changes.append(KeyChange(context: context, action: action, keys: names))
            }
        }
        keymap = Keymap.standard.remapped(changes)
    }
}
