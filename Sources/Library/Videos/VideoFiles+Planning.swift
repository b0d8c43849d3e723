package import Generations

extension VideoFiles {
    /// Where a generation's video would go if the name is free; nothing is touched. Nil when the request asks for a
    /// place that is no absolute path.
    package func plannedPath(for generation: Generation) -> String? {
        guard let place = try? VideoPlace(of: generation, folder: folder, timeZone: timeZone) else {
            return nil
        }
        return place.path(place.name(1))
    }
}
