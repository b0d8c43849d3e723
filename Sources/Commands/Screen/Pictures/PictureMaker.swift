import Foundation
import Generations
import Interface
import Terminal

/// Answers requests for pictures of videos: from the files that are kept, else with ffmpeg.
///
/// At most two children run at once, and a newer request for a place ends the work on an older one.
actor PictureMaker {
    private let ffmpeg: FFmpeg?
    private let cache: PictureCache
    private var work: [PicturePlace: (number: Int, task: Task<EffectResult?, Never>)] = [:]
    private var children = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(ffmpeg: FFmpeg?, cache: PictureCache) {
        self.ffmpeg = ffmpeg
        self.cache = cache
    }

    /// The pictures, or why there are none; nil when a newer request has come meanwhile.
    func answer(_ request: PictureRequest) async -> EffectResult? {
        if let other = work[request.place] {
            guard other.number < request.number else { return nil }
            other.task.cancel()
        }
        // Awaited right here; cancelled by a newer request or with this call.
        let task = Task { await make(request) }
        work[request.place] = (request.number, task)
        let result = await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        if work[request.place]?.number == request.number { work[request.place] = nil }
        return result
    }

    private func make(_ request: PictureRequest) async -> EffectResult? {
        let key = request.key
        guard let name = PictureCache.name(for: key) else {
            return .picturesFailed(request, reason: "The video is not where it was, or empty: \(key.path)")
        }
        if let kept = cache.pictures(name, width: key.width, height: key.height) {
            return .picturesLoaded(request, kept)
        }
        guard let ffmpeg else {
            return .picturesFailed(request, reason: "Pictures need ffmpeg, which is not installed.")
        }
        await begin()
        defer { finish() }
        var pictures: [Picture] = []
        for cut in Self.cuts(of: request) where !Task.isCancelled {
            pictures += await ffmpeg.pictures(of: cut)
        }
        if Task.isCancelled { return nil }
        guard !pictures.isEmpty else {
            let reason = "ffmpeg finds no pictures in this file: it is damaged, or no video."
            return .picturesFailed(request, reason: reason)
        }
        cache.keep(pictures, as: name)
        return .picturesLoaded(request, pictures)
    }

    /// What is to be taken out of the video for a request, in the order of the pictures.
    static func cuts(of request: PictureRequest) -> [FFmpeg.Cut] {
        let key = request.key
        func cut(_ start: Double, count: Int = 1, rate: Int? = nil) -> FFmpeg.Cut {
            FFmpeg.Cut(
                file: key.path,
                start: start,
                count: count,
                rate: rate,
                width: key.width,
                height: key.height,
                keepsShape: request.facts.duration == nil
            )
        }
        guard case .stills(let count) = key.kind else { return [cut(0, count: 20, rate: 10)] }
        guard let length = request.facts.duration, length.isFinite, length > 0, length < 86_400 else {
            return [cut(0)]
        }
        if count < 2 { return [cut(length / 2)] }
        // Half a picture before the last one begins, so that it is the next that comes.
        let frames = Double(max(2, request.facts.frames ?? 20))
        let end = length * (frames - 1.5) / frames
        return (0..<count).map { cut(end * Double($0) / Double(count - 1)) }
    }

    private func begin() async {
        children += 1
        if children > 2 { await withCheckedContinuation { waiting.append($0) } }
    }

    private func finish() {
        children -= 1
        if !waiting.isEmpty { waiting.removeFirst().resume() }
    }
}
