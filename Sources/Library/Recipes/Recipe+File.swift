import Foundation
package import Generations

extension Recipe {
    /// What a file says of how it was made.
    package enum Found: Hashable, Sendable {
        case recipe(Recipe, VideoFile)
        /// A whole video that says nothing that is understood.
        case none(VideoFile)
        /// No video, or a broken one: what it is.
        case noVideo(InferenceError)
        /// It cannot be read: the system's words.
        case unreadable(String)
    }

    /// Reads a video's own recipe; ours, and those of ComfyUI and Wan2GP.
    package static func read(_ path: String) -> Found {
        do {
            // Without waiting for the writer of a pipe.
            let file = try FileSystem.open(path, flags: O_RDONLY | O_NONBLOCK)
            defer { FileSystem.close(file) }
            guard try FileSystem.facts(file).isRegular else { return .unreadable("it is no file") }
            let source = try FileSource(file)
            let content = try VideoContent.check(source)
            let video = VideoFile(path: path, bytes: source.count, facts: content.facts)
            guard !content.isWebM, let recipe = Recipe(tags: try TagReader.texts(in: source)) else {
                return .none(video)
            }
            return .recipe(recipe, video)
        } catch let error as InferenceError {
            return .noVideo(error)
        } catch let error as SystemFailure {
            return .unreadable(error.reason)
        } catch {
            return .unreadable("it cannot be understood")
        }
    }

    /// The recipe in the texts that a movie carries; nil when none of them is one.
    init?(tags: [String: String]) {
        let comments = [tags[BoxType.comment.tagName], tags["comment"], tags["com.apple.quicktime.comment"]]
        for comment in comments.compactMap({ $0 }) {
            if let recipe = Recipe(json: comment) ?? Recipe(comfyUI: comment) ?? Recipe(wanGP: comment) {
                self = recipe
                return
            }
        }
        guard let graph = tags["prompt"], let recipe = ComfyGraph(json: graph)?.recipe else { return nil }
        self = recipe
    }

    /// Reads the comment of ComfyUI's video helpers: an object whose `prompt` is the graph as a text, or the graph itself.
    private init?(comfyUI comment: String) {
        guard let value = ParameterValue(json: comment)?.members?["prompt"] else { return nil }
        let graph = value.members == nil ? value.text : value.json
        guard let recipe = graph.flatMap(ComfyGraph.init(json:))?.recipe else { return nil }
        self = recipe
    }
}
