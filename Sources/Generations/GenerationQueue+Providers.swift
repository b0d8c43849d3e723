/// Another provider in the place of one that cannot do it, and an image before the video.
extension GenerationQueue {
    /// The provider to ask instead; nil when the user did not allow it, when something may have been accepted, or
    /// when nobody is left.
    func nextProvider(for entry: Entry, after error: InferenceError) -> String? {
        guard entry.step == .submit, entry.generation.request.fallsBack, !entry.generation.isMakingKeyframe
        else { return nil }
        switch error {
        case .providerNotBillable, .unsupported: break
        // A redirect may have been billed.
        case .endpointGone(let detail) where !(300..<400).contains(detail.status ?? 0): break
        default: return nil
        }
        let asked = error.detail.provider ?? entry.generation.provider?.rawValue
        return error.detail.others.first { name in
            name != asked && !entry.refused.contains(name) && InferenceProvider(rawValue: name) != nil
        }
    }

    /// Asks another provider at once.
    mutating func fallBack(
        _ id: GenerationID,
        to next: String,
        after error: InferenceError,
        at now: Moment
    ) -> [Action] {
        guard var entry = entries[id] else { return [] }
        let asked = error.detail.provider ?? entry.generation.provider?.rawValue
        if let asked { entry.refused.insert(asked) }
        entry.generation.provider = InferenceProvider(rawValue: next)
        entry.generation.substitute = entry.generation.provider
        entry.lane = RateGovernor.lane(of: entry.generation.request, substitute: entry.generation.substitute)
        entry.stepAttempts = 0
        entries[id] = entry
        let text = "\(error.failure().message) \(next) is asked instead."
        return noted(id, [text], news: "\(id): \(text)", at: now) + start(id, at: now)
    }

    /// The model animates an image and the request has none: it is made first, of the same prompt.
    mutating func needsImage(_ id: GenerationID, at now: Moment) -> [Action] {
        guard var entry = entries[id] else { return [] }
        let request = entry.generation.request
        guard entry.generation.keyframe == nil, let keyframe = Keyframe.wanted(for: request) else {
            let problem = ParameterProblem(
                parameter: "image",
                message:
                    "\(request.model) animates an image: give one with `image`, or a prompt to make one of."
            )
            let failure = InferenceError.invalidParameter(problem).failure()
            return end(id, .failed(failure), line(.failed, entry, at: now, failure.message), at: now)
        }
        entry.generation.keyframe = keyframe
        entry.generation.provider = nil
        entry.announced = nil
        // Nothing was sent, so that it was no attempt.
        entry.generation.attempts -= 1
        entry.stepAttempts = 0
        entries[id] = entry
        return noted(id, ["\(keyframe.model) makes the keyframe first"], at: now) + start(id, at: now)
    }

    /// The image is made and on disk; now the video.
    mutating func keyframeMade(_ id: GenerationID, _ image: VideoFile, at now: Moment) -> [Action] {
        keepKeyframe(id, image, at: now)
        return noted(id, ["the keyframe is made, \(image.bytes) bytes"], at: now) + start(id, at: now)
    }

    /// Remembers the image, and turns to the video.
    mutating func keepKeyframe(_ id: GenerationID, _ image: VideoFile, at now: Moment) {
        guard var entry = entries[id] else { return }
        entry.generation.keep(keyframe: image, after: max(0, (now.uptime - entry.since.uptime).seconds))
        // From here on attempts are those for the video.
        entry.generation.attempts = 0
        entry.generation.resultAddress = nil
        entry.generation.partial = nil
        entry.generation.cost = nil
        entry.generation.provider = nil
        entry.announced = nil
        entry.generation.job = nil
        entry.generation.jobSince = nil
        entry.generation.jobStatus = nil
        entry.turn(to: .submit)
        entries[id] = entry
    }
}

extension Generation {
    /// Notes where the image is, and how long it took with the last seconds of it.
    mutating func keep(keyframe image: VideoFile, after seconds: Double) {
        let spent = clocks.running + clocks.saving + seconds
        keyframe?.file = image.path
        keyframe?.seconds = spent
    }
}
