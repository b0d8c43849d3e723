import Generations

import struct Foundation.Date

/// A mapping and the moment at which the Hub said it.
struct KeptMapping: Hashable, Sendable {
    var mapping: ProviderMapping
    var date: Date

    init(_ mapping: ProviderMapping, date: Date) {
        self.mapping = mapping
        self.date = date
    }

    /// Reads what `text` wrote; nil for anything else.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let json = JSONText.value(bytes), let at = json["at"]?.double,
            let model = json["model"]?.text.flatMap({ ModelID($0) }),
            let entries = JSONMembers.members(of: bytes[...]).first(where: { $0.key == "providers" })
        else { return nil }
        mapping = ProviderMapping(entries.value, of: model)
        date = Date(timeIntervalSince1970: at)
    }

    /// The mapping as text, the providers in their order, in the form that lists of the Hub have.
    var text: String {
        JSONText.text(
            .object([
                "at": .integer(Int(date.timeIntervalSince1970)),
                "model": .string(mapping.model.rawValue),
                "providers": .array(mapping.entries.map(\.json)),
            ])
        )
    }
}

extension ProviderEntry {
    /// The entry as lists of the Hub have it.
    fileprivate var json: ParameterValue {
        var members: [String: ParameterValue] = [
            "provider": .string(provider), "providerId": .string(model.id), "task": .string(task),
            "status": .string(status.word),
        ]
        if let lora = model.lora {
            members["adapter"] = .string("lora")
            members["hfModelId"] = .string(lora.repository.rawValue)
            members["adapterWeightsPath"] = lora.weights.map(ParameterValue.string)
        }
        return .object(members)
    }
}

extension ProviderEntry.Status {
    /// The Hub's word.
    fileprivate var word: String {
        switch self {
        case .live: "live"
        case .staging: "staging"
        case .error: "error"
        case .other(let word): word
        }
    }
}
