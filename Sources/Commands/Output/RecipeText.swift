import Foundation
import Generations
import Library

/// What a video says of how it was made, for people and for scripts.
struct RecipeText: Sendable {
    let recipe: Recipe
    let video: VideoFile
    let timeZone: TimeZone

    /// The facts, one a line.
    var lines: [String] {
        let image = recipe.imageAddress ?? (recipe.needsImage ? "not in the recipe" : nil)
        let parameters = recipe.parameters.json.sorted { $0.key < $1.key }
            .map { "\($0.key)=\($0.value.word)" }.joined(separator: " ")
        let facts: [(String, String?)] = [
            ("File", video.path),
            ("Size", ProgressText.bytes(video.bytes)),
            ("Video", GenerationText.video(video.facts)),
            ("Made by", recipe.origin.rawValue),
            ("Id", recipe.uuid.map { "\(recipe.id.map { "\($0)  " } ?? "")\($0.uuidString.lowercased())" }),
            ("Prompt", recipe.prompt),
            ("Template", recipe.template),
            ("Model", recipe.model),
            ("Task", recipe.task.rawValue),
            ("Provider", recipe.provider),
            ("Job", recipe.job),
            ("Endpoint", recipe.endpoint),
            ("Image", image),
            ("Keyframe", recipe.keyframeModel),
            ("Parameters", parameters.isEmpty ? nil : parameters),
            ("Attempts", recipe.attempts > 0 ? String(recipe.attempts) : nil),
            ("Request id", recipe.requestID),
            ("Repeats", recipe.parent?.description),
            ("Created", recipe.createdAt.map { HistoryTable(timeZone: timeZone).localTime($0) }),
        ]
        return facts.compactMap { name, value in value.map { GenerationText.pad(name) + $0 } }
    }

    /// The recipe as it is in the file, with the file.
    var json: String {
        recipe.json(file: video.path, bytes: video.bytes)
    }
}
