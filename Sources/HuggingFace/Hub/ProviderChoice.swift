import Generations

/// Chooses the provider for a request among those that the Hub names (hub-docs,
/// `inference-providers/index.md`).
enum ProviderChoice {
    /// What the user wants.
    enum Wish: Hashable, Sendable {
        /// The first that can do it.
        case auto
        case provider(String)

        /// Takes the word of `--provider` or behind a model's name; nil and `auto` leave it to the Hub.
        init(_ word: String?) {
            let word = word?.lowercased() ?? "auto"
            self = word.isEmpty || word == "auto" ? .auto : .provider(word)
        }
    }

    /// A provider that can do it.
    struct Chosen: Hashable, Sendable {
        var provider: InferenceProvider
        var model: ProviderModel
    }

    /// The provider to ask.
    ///
    /// - Throws: `ProviderProblem` when none can do it, or not the one that is wanted.
    static func choose(
        _ wish: Wish,
        for task: InferenceTask,
        in mapping: ProviderMapping
    ) throws(ProviderProblem) -> Chosen {
        let able = able(task, in: mapping)
        switch wish {
        case .auto:
            if let first = able.first { return first }
            throw ProviderProblem(
                model: mapping.model,
                task: task,
                reason: reason(for: task, in: mapping),
                others: []
            )
        case .provider(let name):
            if let wanted = able.first(where: { $0.provider.rawValue == name }) { return wanted }
            throw ProviderProblem(
                model: mapping.model,
                task: task,
                reason: reason(of: name, for: task, in: mapping),
                others: able.map(\.provider)
            )
        }
    }

    /// All that can do it, in the Hub's order, each provider once: for offering another in the place of one
    /// that cannot be billed.
    static func able(_ task: InferenceTask, in mapping: ProviderMapping) -> [Chosen] {
        var seen: Set<InferenceProvider> = []
        return mapping.entries.compactMap { entry in
            guard entry.status == .live, entry.serves(task), let provider = entry.known,
                seen.insert(provider).inserted
            else { return nil }
            return Chosen(provider: provider, model: entry.model)
        }
    }

    private static func reason(
        for task: InferenceTask,
        in mapping: ProviderMapping
    ) -> ProviderProblem.Reason {
        guard !mapping.entries.isEmpty else { return .nobody }
        let ofTask = mapping.entries.filter { $0.isFor(task) }
        guard !ofTask.isEmpty else { return .otherTask(nil, mapping.entries.map(\.task).uniqued()) }
        let known = ofTask.filter { $0.serves(task) }
        guard let first = known.first else { return .strangers(ofTask.map(\.provider).uniqued()) }
        return .notLive(first.provider, first.status)
    }

    private static func reason(
        of name: String,
        for task: InferenceTask,
        in mapping: ProviderMapping
    ) -> ProviderProblem.Reason {
        guard let provider = InferenceProvider(rawValue: name) else {
            return ProviderProblem.gone.contains(name) ? .gone(name) : .unknown(name)
        }
        guard ProviderRegistry.adapter(for: provider).tasks.contains(task) else { return .cannot(name) }
        let own = mapping.entries.filter { $0.provider == name }
        guard !own.isEmpty else { return .notServed(name) }
        guard let entry = own.first(where: { $0.isFor(task) }) else {
            return .otherTask(name, own.map(\.task).uniqued())
        }
        return .notLive(name, entry.status)
    }
}

extension Array where Element: Hashable {
    /// Each element once, in order.
    fileprivate func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
