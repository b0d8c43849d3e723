import Foundation
import GRDB
import Generations

extension LibraryDatabase {
    /// Takes the videos of a folder that say in their files how they were made into the history, except for those that
    /// are in it; answers how many.
    func index(videosIn folder: String) -> Int {
        let keys: [URLResourceKey] = [.isRegularFileKey]
        let files = FileManager.default.enumerator(
            at: URL(fileURLWithPath: folder),
            includingPropertiesForKeys: keys,
            options: [.skipsHiddenFiles]
        )
        var paths: [String] = []
        while let file = files?.nextObject() as? URL, paths.count < 100_000 {
            if files?.level ?? 0 > 3 { files?.skipDescendants() }
            if file.pathExtension.lowercased() == "mp4" { paths.append(file.path) }
        }
        return paths.sorted().count { path in
            guard case .recipe(let recipe, let video) = Recipe.read(path) else { return false }
            return (try? writer.write { try Self.add(recipe, video, to: $0, now: now()) }) ?? false
        }
    }

    private static func add(
        _ recipe: Recipe,
        _ video: VideoFile,
        to database: Database,
        now: Moment
    ) throws -> Bool {
        guard let uuid = recipe.uuid, let request = recipe.request() else { return false }
        let isThere = try Bool.fetchOne(
            database,
            sql: "SELECT EXISTS (SELECT 1 FROM generations WHERE uuid = ?)",
            arguments: [uuid.uuidString.lowercased()]
        )
        guard isThere == false else { return false }
        let date = recipe.createdAt ?? now.date
        let new = NewGeneration(uuid: uuid, request: request, parent: nil, createdAt: date)
        var columns = try GenerationRow.columns(of: new)
        if let id = recipe.id, id.rawValue > 0, try generation(id, in: database, now: now) == nil {
            columns["id"] = id.rawValue
        }
        try database.execute(
            sql: "INSERT INTO generations (\(columns.list)) VALUES (\(columns.marks))",
            arguments: columns.arguments
        )
        let id = GenerationID(database.lastInsertedRowID)
        guard var generation = try generation(id, in: database, now: now) else { return false }
        generation.state = .succeeded
        generation.attempts = recipe.attempts
        generation.requestID = recipe.requestID
        generation.finishedAt = date
        generation.video = video
        let progress = try GenerationRow.progressColumns(of: generation)
        try database.execute(
            sql: "UPDATE generations SET family_id = id, \(progress.assignments) WHERE id = ?",
            arguments: progress.arguments + [id.rawValue]
        )
        return true
    }
}
