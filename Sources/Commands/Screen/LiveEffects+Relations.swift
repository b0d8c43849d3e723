import Foundation
import Generations
import Interface
import Library

/// Where a generation comes from.
extension LiveEffects {
    /// The parent of a generation, how many takes have its prompt, and whether both files have the same bytes.
    func relations(of id: GenerationID, _ library: LibraryDatabase) async throws -> EffectResult? {
        guard let child = try await library.generation(id) else { return nil }
        let members = try await library.takes(like: child)
        var relations = GenerationRelations(parent: nil, hasSameBytes: nil, members: members)
        if let parentID = child.parent {
            relations.parent = try await library.generation(parentID)
            let paths = (relations.parent?.video?.path, child.video?.path)
            relations.hasSameBytes = (try? await Self.haveSameBytes(paths.0, paths.1)) ?? nil
        }
        return .relationsLoaded(child, relations)
    }

    /// Whether two files are the same, read side by side; nil when one cannot be read.
    @concurrent
    private static func haveSameBytes(_ one: String?, _ other: String?) async throws -> Bool? {
        guard let one, let other else { return nil }
        let files = try [one, other].map { try FileHandle(forReadingFrom: URL(filePath: $0)) }
        defer { for file in files { try? file.close() } }
        let sizes = try files.map { try $0.seekToEnd() }
        guard sizes[0] == sizes[1] else { return false }
        for file in files { try file.seek(toOffset: 0) }
        while true {
            try Task.checkCancellation()
            let parts = try files.map { try $0.read(upToCount: 1 << 18) ?? Data() }
            if parts[0] != parts[1] { return false }
            if parts[0].isEmpty { return true }
        }
    }
}
