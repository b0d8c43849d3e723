import Generations

/// A mapping, and how far it can be relied on.
struct FoundMapping: Sendable {
    /// The name that was asked for.
    var asked: ModelID
    var mapping: ProviderMapping
    /// In seconds.
    var age: Double
    /// Whether the Hub could not be asked, so that an older answer stands in.
    var isStale: Bool

    /// What people are told of it.
    var notices: [String] {
        var notices: [String] = []
        if isStale {
            notices.append("The Hub cannot be reached: providers as of \(Self.text(age: age)) ago.")
        }
        if mapping.model != asked {
            notices.append(HubModels.notice(of: asked, nowCalled: mapping.model))
        }
        return notices
    }

    private static func text(age seconds: Double) -> String {
        switch seconds {
        case ..<90: "\(Int(max(1, seconds))) s"
        case ..<5_400: "\(Int((seconds / 60).rounded())) min"
        case ..<172_800: "\(Int((seconds / 3_600).rounded())) h"
        default: "\(Int(seconds / 86_400)) days"
        }
    }

    /// The mapping for people who choose.
    func offers(for task: InferenceTask) -> ModelOffers {
        let usable = Set(ProviderChoice.able(task, in: mapping).map(\.provider.rawValue))
        var offers: [ModelOffers.Offer] = []
        for entry in mapping.entries {
            let own = mapping.entries.filter { $0.provider == entry.provider }
            let name = Redaction.message(entry.provider, longest: 60)
            guard !offers.contains(where: { $0.provider == name }) else { continue }
            let spoken = entry.known.map { ProviderRegistry.adapter(for: $0).tasks.contains(task) }
            offers.append(
                ModelOffers.Offer(
                    provider: name,
                    status: (own.first { $0.isFor(task) } ?? entry).status.shown,
                    tasks: own.map { Redaction.message($0.task, longest: 60) },
                    isSpoken: spoken ?? false,
                    isUsable: usable.contains(entry.provider)
                )
            )
        }
        return ModelOffers(
            model: mapping.model,
            task: task,
            offers: offers,
            age: age,
            isStale: isStale,
            notices: notices
        )
    }
}

extension ProviderEntry.Status {
    fileprivate var shown: ModelOffers.Status {
        switch self {
        case .live: .live
        case .staging: .staging
        case .error: .error
        case .other(let word): .other(Redaction.message(word, longest: 60))
        }
    }
}
