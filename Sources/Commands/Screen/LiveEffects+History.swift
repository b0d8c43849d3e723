import Interface
import Library

/// Questions to the history: of several under way, only the last is answered.
extension LiveEffects {
    /// A part of the history; nothing when a newer question has come meanwhile. What continues a list, and what a row
    /// stands for, are no newer questions: nothing is called off for them.
    func history(_ lookup: HistoryLookup, _ library: LibraryDatabase) async throws -> EffectResult? {
        guard lookup.before == nil, lookup.prompt == nil else {
            return .historyLoaded(lookup, try await library.part(of: lookup, dependencies))
        }
        historyTask?.cancel()
        countTask?.cancel()
        let task = Task { [dependencies] in try await library.part(of: lookup, dependencies) }
        historyTask = task
        do {
            return .historyLoaded(lookup, try await task.value)
        } catch {
            if task.isCancelled { return nil }
            throw error
        }
    }

    /// How many a question finds; nothing when a newer one has come meanwhile, or when that cannot be told: the page
    /// says already what is wrong.
    func count(_ lookup: HistoryLookup, _ library: LibraryDatabase) async -> EffectResult? {
        countTask?.cancel()
        let task = Task { [dependencies] in try await library.count(lookup, dependencies) }
        countTask = task
        guard let count = try? await task.value, !task.isCancelled else { return nil }
        return .historyCounted(lookup, count)
    }
}
