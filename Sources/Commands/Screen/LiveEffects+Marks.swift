import Foundation
import Generations
import Interface
import Library
import Server

/// What the screen does to generations that have ended.
extension LiveEffects {
    /// Changes marks one after another; what was changed before a failure stays changed, and is said.
    func change(_ edits: [MarkEdit], _ library: LibraryDatabase) async -> EffectResult {
        var changed: [Generation] = []
        do {
            for edit in edits {
                if let generation = try await change(edit, library) { changed.append(generation) }
            }
            return .marksChanged(changed)
        } catch {
            // Shown as it is: the screen had changed it already.
            for edit in edits.dropFirst(changed.count) {
                if let generation = try? await library.generation(edit.id) { changed.append(generation) }
            }
            return .marksRefused(changed, reason: Self.sentence(error))
        }
    }

    /// Deletes records and their files; a file that cannot be deleted keeps its record.
    func purge(_ ids: [GenerationID], _ library: LibraryDatabase) async -> EffectResult {
        var gone: [GenerationID] = []
        do {
            for id in ids {
                guard let generation = try await library.generation(id) else { continue }
                // The video goes last: where a file cannot be deleted it is still there.
                let files = [generation.keyframe?.file, generation.video?.path].compactMap { $0 }
                if let reason = files.lazy.compactMap(Self.deleteFile).first {
                    return .purged(gone, problem: "\(id) stays: its file cannot be deleted (\(reason)).")
                }
                try await library.purge(id)
                gone.append(id)
            }
            return .purged(gone, problem: nil)
        } catch {
            return .purged(gone, problem: Self.sentence(error))
        }
    }

    /// Gives the JSON of generations to the clipboard or to a command.
    func giveJSON(_ effect: AppEffect, _ library: LibraryDatabase) async throws -> EffectResult? {
        switch effect {
        case .copyJSON(let ids, let what):
            return await clipboard.copy(try await json(ids, library), what: what)
        case .pipe(let ids, let command, let names):
            let pipe = Pipe(environment: dependencies.environment)
            return await pipe.run(command, input: try await json(ids, library) + "\n", names: names)
        default: return nil
        }
    }

    /// The JSON that scripts read, one generation a line.
    private func json(_ ids: [GenerationID], _ library: LibraryDatabase) async throws -> String {
        var lines: [String] = []
        for id in ids {
            guard let generation = try await library.generation(id) else { continue }
            lines.append(GenerationWire(generation).json.text)
        }
        return lines.joined(separator: "\n")
    }

    private func change(_ edit: MarkEdit, _ library: LibraryDatabase) async throws -> Generation? {
        var generation: Generation?
        if edit.before.isFavorite != edit.after.isFavorite {
            generation = try await library.setFavorite(edit.id, edit.after.isFavorite)
        }
        if edit.before.tags != edit.after.tags {
            generation = try await library.setTags(
                edit.id,
                adding: edit.addedTags,
                removing: edit.removedTags
            )
        }
        if edit.before.note != edit.after.note {
            generation = try await library.setNote(edit.id, edit.after.note)
        }
        if edit.before.isInTrash != edit.after.isInTrash {
            generation =
                edit.after.isInTrash
                ? try await library.delete(edit.id, at: dependencies.now.date)
                : try await library.undelete(edit.id)
        }
        return generation
    }

    /// Nil when the file is gone, also when it was gone before.
    private static func deleteFile(_ path: String) -> String? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            guard attributes[.type] as? FileAttributeType == .typeRegular else { return "it is no file" }
            try FileManager.default.removeItem(atPath: path)
            return nil
        } catch {
            return error.localizedDescription
        }
    }
}
