import ArgumentParser
import Generations
import Library

/// What has a recipe, on the command line: a generation, or a video.
enum RecipeReference: Hashable, Sendable, ExpressibleByArgument {
    case generation(GenerationReference)
    case file(String)

    /// A number or UUID is a generation's; write `./214` for a file with such a name.
    init?(argument: String) {
        guard !argument.isEmpty else { return nil }
        self = GenerationReference(argument: argument).map(RecipeReference.generation) ?? .file(argument)
    }

    /// The recipe in a video.
    ///
    /// - Throws: `CommandFailure` with 66 when there is no such file, 65 when it is no video or says nothing.
    static func read(_ name: String, _ dependencies: Dependencies) throws -> (Recipe, VideoFile) {
        let path = dependencies.paths.absolute(name, in: dependencies.workingFolder)
        switch Recipe.read(path) {
        case .recipe(let recipe, let video): return (recipe, video)
        case .none:
            throw CommandFailure(
                .notAVideo,
                "The video “\(name)” does not say how it was made.",
                hint: "Recipes of Rushes, ComfyUI and Wan2GP in an MP4 are read."
            )
        case .noVideo(let error):
            throw CommandFailure(
                .notAVideo,
                "“\(name)” is no video that can be read: \(error.failure().message)"
            )
        case .unreadable(let reason):
            throw CommandFailure(
                .notFound,
                "“\(name)” is neither a generation's number nor a file that can be read: \(reason).",
                hint: "`rushes history` lists the generations."
            )
        }
    }
}
