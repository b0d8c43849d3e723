import Foundation
import Generations
import HuggingFace

/// Makes requests out of what the user gave and what is set.
struct RequestBuilder: Sendable {
    let dependencies: Dependencies
    let options: RunOptions

    /// A request for a prompt, its seed drawn.
    func request(prompt: String, model: ModelID? = nil, parameters: VideoParameters) throws
        -> GenerationRequest
    {
        try checkOutput()
        let settings = dependencies.settings
        let choice = try settings.modelChoice(for: options.model == nil ? model : nil)
        var request = GenerationRequest(
            prompt: prompt,
            model: choice.model,
            provider: choice.provider,
            fallsBack: options.fallback,
            endpoint: settings[.endpoint],
            keyframeModel: try settings.keyframeModel(),
            parameters: parameters,
            billTo: settings[.billTo],
            output: output
        )
        try addImage(to: &request)
        if request.endpoint != nil, request.model.name.hasPrefix("stable-video-diffusion") {
            request.parameters = request.parameters.filled(from: .stableVideoDiffusionDefaults)
        }
        return finished(request)
    }

    /// An earlier request again, with what the user gave in its place.
    func request(
        again former: GenerationRequest,
        prompt: String?,
        overrides: VideoParameters,
        varied: Bool
    ) throws -> GenerationRequest {
        try checkOutput()
        let settings = dependencies.settings
        var request = former
        request.prompt = prompt ?? former.prompt
        if options.model != nil || options.provider != nil {
            let choice = try settings.modelChoice(for: options.model == nil ? former.model : nil)
            request.model = choice.model
            request.provider = choice.provider
        }
        if options.fallback { request.fallsBack = true }
        if options.keyframeModel != nil { request.keyframeModel = try settings.keyframeModel() }
        if options.billTo != nil { request.billTo = settings[.billTo] }
        // The demo's address is another each time; every other address is a part of the recipe.
        let isProviderNamed = options.provider != nil || options.model?.contains(":") == true
        let isNewEndpoint = options.endpoint != nil || isProviderNamed || settings.isDemo
        if isNewEndpoint || former.endpoint == nil { request.endpoint = settings[.endpoint] }
        if request.endpoint != nil { request.provider = nil }
        if varied { request.parameters.seed = nil }
        request.parameters = overrides.filled(from: request.parameters)
        request.output = output
        try addImage(to: &request)
        return finished(request)
    }

    /// A request for each of several takes: with seeds in a row, or drawn, and files that do not meet.
    func series(of request: GenerationRequest, count: Int, firstSeed: Int64?) -> [GenerationRequest] {
        guard count > 1 else { return [request] }
        return (0..<count).map { index in
            var take = request
            if let firstSeed {
                take.parameters.seed = firstSeed + Int64(index)
            } else if index > 0 {
                take.parameters.seed = dependencies.makeSeed()
            }
            take.output = request.output.map { numbered($0, index + 1) }
            return take
        }
    }

    /// What is run for several texts, with several takes of each: one family, whose first is the parent of the rest.
    func family(
        of texts: [String],
        template: String?,
        count: Int,
        firstSeed: Int64?,
        request: (String) throws -> GenerationRequest
    ) rethrows -> [GenerationRun.Order] {
        let requests = try texts.enumerated().flatMap { index, text in
            var request = try request(text)
            request.template = template.flatMap { PromptTemplate($0).isPlain ? nil : $0 }
            if texts.count > 1 { request.output = request.output.map { numbered($0, index + 1) } }
            return series(of: request, count: count, firstSeed: firstSeed)
        }
        return requests.enumerated().map { GenerationRun.Order(request: $1, joinsFirst: $0 > 0) }
    }

    /// Refuses requests that break a rule, before any of them is written down or sent.
    static func check(_ requests: [GenerationRequest]) throws {
        if let problem = requests.lazy.flatMap({ $0.problems() }).first { throw problem }
    }

    private func finished(_ request: GenerationRequest) -> GenerationRequest {
        var request = request
        request.folder = dependencies.workingFolder
        if request.parameters.seed == nil { request.parameters.seed = dependencies.makeSeed() }
        return request
    }

    private func addImage(to request: inout GenerationRequest) throws {
        guard let image = options.image else { return }
        request.task = .imageToVideo
        if image.lowercased().hasPrefix("https://") || image.lowercased().hasPrefix("http://") {
            request.image = .url(image)
            return
        }
        let path = dependencies.paths.absolute(image, in: dependencies.workingFolder)
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw CommandFailure(.notFound, "There is no image \(path) that can be read.")
        }
        request.image = .file(path)
    }

    /// The most bytes of a video's name: file systems take 255, and a number and `.part` come behind it.
    private static let longestName = 240

    /// Refuses an output that is neither a folder nor named as a video: a mistyped path must not become a file
    /// beside something else.
    func checkOutput() throws {
        guard let output, !isOutputFolder else { return }
        let name = output.utf8.split(separator: UInt8(ascii: "/")).last ?? Substring().utf8
        guard name.count <= Self.longestName else {
            throw CommandFailure(
                .usage,
                "The name of the video has \(name.count) bytes, and \(Self.longestName) is the most that there may be.",
                hint: "Give it a shorter name."
            )
        }
        let suffix = (output as NSString).pathExtension.lowercased()
        guard ["mp4", "m4v", "mov", "webm"].contains(suffix) else {
            throw CommandFailure(
                .usage,
                "“\(output)” is neither a folder nor the name of a video.",
                hint: "End it in .mp4, or in / for a folder."
            )
        }
    }

    /// Whether the user wants the videos in a folder.
    var isOutputFolder: Bool {
        guard let output, !output.hasSuffix("/") else { return output != nil }
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: output, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// Where the user wants the video. A folder keeps its slash, which tells it from a file.
    private var output: String? {
        options.output.map { text in
            let path = dependencies.paths.absolute(text, in: dependencies.workingFolder)
            return text.hasSuffix("/") && !path.hasSuffix("/") ? path + "/" : path
        }
    }

    /// `clip.mp4` becomes `clip-2.mp4`; a folder stays.
    private func numbered(_ path: String, _ number: Int) -> String {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        if path.hasSuffix("/") || (exists && isFolder.boolValue) { return path }
        let name = path as NSString
        let suffix = name.pathExtension.isEmpty ? "" : "." + name.pathExtension
        return name.deletingPathExtension + "-\(number)" + suffix
    }
}
