import Generations
import Synchronization

import struct Foundation.Date

/// The Hub's answers of this run, and behind them those of earlier ones.
final class MappingCache: Sendable {
    /// For so many seconds an answer counts as live: takes that are begun together ask once.
    static let freshness = 30.0

    private let hub: String
    private let shelf: MappingShelf
    private let memory = Mutex<[ModelID: KeptMapping]>([:])

    /// - Parameter hub: the Hub's base; what one Hub says is never taken for another's word.
    init(hub: String, shelf: MappingShelf) {
        self.hub = hub
        self.shelf = shelf
    }

    /// An answer that is as good as a new one.
    func fresh(_ model: ModelID, at now: Date) -> KeptMapping? {
        guard let kept = remembered(model) else { return nil }
        return (0..<Self.freshness).contains(now.timeIntervalSince(kept.date)) ? kept : nil
    }

    /// The last answer of this run.
    func remembered(_ model: ModelID) -> KeptMapping? {
        memory.withLock { $0[model] }
    }

    /// The last answer of this run or of an earlier one, however old.
    func last(_ model: ModelID) async -> KeptMapping? {
        if let kept = remembered(model) { return kept }
        return await shelf.load(name(model)).flatMap(KeptMapping.init)
    }

    /// Keeps an answer under the name that was asked for.
    func keep(_ kept: KeptMapping, for model: ModelID) async {
        memory.withLock { $0[model] = kept }
        await shelf.save(name(model), kept.text)
    }

    private func name(_ model: ModelID) -> String { "mapping \(hub) \(model)" }
}
