import Foundation
import Generations

/// Puts recipes into videos.
enum RecipeWriter {
    /// What became of a video that was to get its recipe.
    enum Outcome {
        /// It has its name, with the recipe in it.
        case kept(VideoFile)
        /// The video is as it came, and has no name yet; why.
        case left(String)
    }

    /// Gives a whole video its name, with a recipe in it. The video itself stays as it came until then: nothing that
    /// was paid for hangs on a recipe.
    static func finish(_ video: PartialVideo, _ checked: FileContent.Checked, with recipe: Recipe) -> Outcome
    {
        if let named = named(video, checked, recipe) { return .kept(named) }
        let copy: PartialVideo
        switch copied(video, checked, with: recipe) {
        case .success(let written): copy = written
        case .failure(let reason): return .left(reason.sentence)
        }
        do {
            let bytes = try FileSystem.facts(copy.file).size
            let path = try copy.publish(at: checked.place)
            video.remove()
            return .kept(VideoFile(path: path, bytes: bytes, facts: checked.facts))
        } catch {
            copy.remove()
            return .left(error.reason)
        }
    }

    /// The video that was given its name by a program that was killed before it could take the `.part` away.
    private static func named(
        _ video: PartialVideo,
        _ checked: FileContent.Checked,
        _ recipe: Recipe
    ) -> VideoFile? {
        let names = (video.number...VideoPlace.mostNames).lazy.map { checked.place.name($0) }
        for path in names.map(checked.place.path).prefix(while: { (try? FileSystem.facts($0)) != nil }) {
            guard case .recipe(let found, let file) = Recipe.read(path), found.uuid != nil,
                found.uuid == recipe.uuid, file.facts == checked.facts
            else { continue }
            try? FileSystem.remove(video.companionPath(of: recipe))
            video.remove()
            return file
        }
        return nil
    }

    /// Why there is no copy.
    private struct Reason: Error {
        var sentence: String
    }

    /// Makes a copy of a whole video with a recipe in it, on the disk, and reads it back.
    private static func copied(
        _ video: PartialVideo,
        _ checked: FileContent.Checked,
        with recipe: Recipe
    ) -> Result<PartialVideo, Reason> {
        do {
            guard let movie = checked.movie else { throw Reason(sentence: "it is a WebM video") }
            return .success(try copy(video, movie, with: recipe))
        } catch let reason as Reason {
            return .failure(reason)
        } catch let failure as SystemFailure {
            return .failure(Reason(sentence: failure.reason))
        } catch TagProblem.unwritable(let reason) {
            return .failure(Reason(sentence: reason))
        } catch TagProblem.unreadable(let failure) {
            return .failure(Reason(sentence: failure.reason))
        } catch {
            return .failure(Reason(sentence: "what was written is not what was read back"))
        }
    }

    private static func copy(
        _ video: PartialVideo,
        _ movie: Movie,
        with recipe: Recipe
    ) throws -> PartialVideo {
        let source = try FileSource(video.file)
        var recipe = recipe
        recipe.former = former(try TagReader.texts(in: source))
        let plan = try TagPlanner.plan(source, title: recipe.title, comment: recipe.json)
        let copy = try video.companion(of: recipe)
        do {
            var length: Int64 = 0
            try plan.write(source) { bytes throws(SystemFailure) in
                try FileSystem.write(bytes, to: copy.file, at: length)
                length += Int64(bytes.count)
            }
            try check(copy, movie, recipe, size: source.count + plan.growth)
            try copy.synchronize()
            return copy
        } catch {
            copy.remove()
            throw error
        }
    }

    /// Throws unless a file is the same movie with this recipe.
    private static func check(
        _ copy: PartialVideo,
        _ movie: Movie,
        _ recipe: Recipe,
        size: Int64
    ) throws {
        let source = try FileSource(copy.file)
        let texts = try TagReader.texts(in: source)
        guard source.count == size, try VideoContent.check(source) == .mp4(movie),
            texts[BoxType.comment.tagName] == recipe.json, texts[BoxType.title.tagName] == recipe.title
        else { throw Reason(sentence: "what was written is not what was read back") }
    }

    /// The texts in the places of ours, as far as they are not our own.
    private static func former(_ texts: [String: String]) -> [String: String] {
        guard texts[BoxType.comment.tagName].flatMap(Recipe.init(json:)) == nil else { return [:] }
        let names = [(BoxType.title, "title"), (BoxType.comment, "comment")]
        return Dictionary(
            uniqueKeysWithValues: names.compactMap { type, name in texts[type.tagName].map { (name, $0) } }
        )
    }
}

extension TagPlan {
    /// By how much the file grows.
    var growth: Int64 { Int64(moov.count) - (replaced.upperBound - replaced.lowerBound) }
}

extension PartialVideo {
    /// A hidden file next to this one, with a name that no other generation has.
    func companionPath(of recipe: Recipe) -> String {
        place.path(".rushes-\(recipe.uuid?.uuidString.lowercased() ?? "copy").part")
    }

    /// Makes that file, empty. What a killed program has left loses its name only: its bytes may be a video's, which
    /// has got another name already.
    func companion(of recipe: Recipe) throws(SystemFailure) -> PartialVideo {
        let path = companionPath(of: recipe)
        try? FileSystem.remove(path)
        let file = try FileSystem.open(path, flags: O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
        return PartialVideo(place: place, number: number, path: path, file: file, mode: mode)
    }
}
