/// Providers and their jobs.
extension GenerationQueue {
    /// The provider of the exchange under way is known.
    mutating func chosen(_ id: GenerationID, _ note: ProviderNote, at now: Moment) -> [Action] {
        guard let entry = entries[id] else { return [] }
        entries[id]?.generation.provider = note.provider
        guard let generation = entries[id]?.generation else { return [] }
        let texts = ["asked \(note.provider.rawValue)"] + note.notices
        let lines = texts.map { line(.note, entry, at: now, $0) }
        return [.record(generation, lines)] + publish(id)
    }
}
