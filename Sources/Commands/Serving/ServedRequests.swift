import Foundation
import Generations
import Server

/// Makes requests of what the server's clients ask for, as the command line makes them of its options.
struct ServedRequests: Sendable {
    let dependencies: Dependencies
    /// What holds for every order that does not say it itself.
    var options = RunOptions.standard

    /// A new video.
    ///
    /// - Parameter imageFile: the image, when it is a file.
    func request(_ order: VideoOrder, imageFile: String? = nil) throws -> GenerationRequest {
        let builder = try builder(order, imageFile: imageFile)
        let request = try builder.request(prompt: order.prompt ?? "", parameters: order.parameters)
        try RequestBuilder.check([request])
        return request
    }

    /// An earlier one again.
    func again(_ former: Generation, _ order: VideoOrder) throws -> GenerationRequest {
        let request = try builder(order).request(
            again: former.request,
            prompt: order.prompt,
            overrides: order.parameters,
            varied: order.varies
        )
        try RequestBuilder.check([request])
        return request
    }

    private func builder(_ order: VideoOrder, imageFile: String? = nil) throws -> RequestBuilder {
        var (own, options) = (dependencies, options)
        options.model = order.model ?? options.model
        options.provider = order.provider ?? options.provider
        options.keyframeModel = order.keyframeModel ?? options.keyframeModel
        options.fallback = order.fallback ?? options.fallback
        options.image = imageFile ?? options.image
        for (setting, text) in [
            (Setting.model, order.model), (.provider, order.provider), (.keyframeModel, order.keyframeModel),
        ] {
            guard let text else { continue }
            own.settings.values[setting] = SettingValue(text: text, origin: .flag("“\(setting.settingsKey)”"))
        }
        switch order.image {
        case .address(let address): options.image = address
        case .bytes(let bytes): options.image = try keep(bytes)
        case nil: break
        }
        return RequestBuilder(dependencies: own, options: options)
    }

    /// Keeps an image in the library, where the request finds it as long as it can be repeated; one that is there
    /// already is not kept again.
    private func keep(_ bytes: [UInt8]) throws -> String {
        let folder = Paths.join(dependencies.libraryFolder, "images")
        let suffix = StillImage.format(of: bytes)?.fileExtension ?? ""
        let name = String(UInt64(bitPattern: Fingerprint.of(bytes)), radix: 16) + "-\(bytes.count)" + suffix
        let path = Paths.join(folder, name)
        let files = FileManager.default
        if files.contents(atPath: path).map({ [UInt8]($0) }) == bytes { return path }
        do {
            try files.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw CommandFailure(
                .cannotWrite,
                "The image cannot be kept in the server's library.",
                hint: "Look whether there is room, or send the image as an https address."
            )
        }
        return path
    }
}

extension ServerProblem {
    /// What a command could not do, for a client of the server.
    init(_ failure: CommandFailure) {
        let status =
            switch failure.status {
            case .usage: 400
            case .denied: 401
            case .unpaid: 402
            case .notFound: 404
            case .gaveUp: 503
            case .unreachable, .providerFailed, .notAVideo: 502
            case .done, .failure, .cannotWrite, .interrupted, .terminated: 500
            }
        self.init(
            status,
            failure.message,
            suggestion: failure.hint.isEmpty ? "Change it and try again." : failure.hint
        )
    }
}
