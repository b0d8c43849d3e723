/// Requests to providers: who may ask, what is wanted, what stands in the way, and how far the job is.
extension Responder {
    /// The answer to a request on a provider's road.
    mutating func answer(to call: RoadCall, of road: any ProviderRoad) -> Scenario.Step {
        if let refusal = refusal(of: call, by: road) { return refusal }
        switch road.ask(call) {
        case nil:
            return scenario.next(for: call.request, call: nil) ?? unknownPath(call, of: road)
        case .refused(let step):
            return scenario.next(for: call.request, call: nil) ?? step
        case .submit(let submission):
            return accept(submission, call, road)
        case .about(let id, let stage):
            return scenario.next(for: call.request, call: nil) ?? tell(id, stage, call, road)
        }
    }

    /// The router looks up the path as a model's name (huggingface.js `lib/makeRequestOptions.ts`); a
    /// provider knows its own paths.
    private func unknownPath(_ call: RoadCall, of road: any ProviderRoad) -> Scenario.Step {
        call.isRouted ? RoadCall.notSupported(by: call.provider) : road.lost(.submit)
    }

    /// A refusal for the token or key of a request (huggingface.js `lib/makeRequestOptions.ts`,
    /// huggingface.js `hub/src/lib/who-am-i.ts`).
    private func refusal(of call: RoadCall, by road: any ProviderRoad) -> Scenario.Step? {
        guard call.isRouted else {
            if configuration.token == .notNeeded { return nil }
            let key = call.request.credential(scheme: road.keyScheme)
            return key.map { $0.isEmpty || $0.hasPrefix("hf_") } ?? true ? road.unauthorized() : nil
        }
        guard isAuthorized(call.request) else { return .unauthorized() }
        switch call.request.bearerToken.map(SimulatedToken.init) {
        case .invalid: return .unauthorized()
        case .withoutPermission, .read: return .noPermission()
        case .full, nil: return nil
        }
    }

    private mutating func accept(
        _ submission: Submission,
        _ call: RoadCall,
        _ road: any ProviderRoad
    ) -> Scenario.Step {
        if let step = scenario.next(for: call.request, call: submission.call) {
            return step.body == .clip(nil)
                ? step.changed { $0.body = .clip(.suiting(submission.call)) } : step
        }
        let words = PromptWords(submission.call.prompt)
        let outcome = steering.next(
            for: circumstances(submission.call, call),
            words: words,
            request: call.request
        )
        guard case .through(let held) = outcome else {
            if case .hurdle(let step) = outcome { return step }
            return .dropped()
        }
        var job = jobs.accept(submission, provider: road.provider, request: call.request, at: now)
        let wait = submission.isSynchronous ? job.length : submission.wait ?? 0
        if wait >= job.length, wait > 0, !job.has(.waitover) {
            job = jobs.change(job) { $0.isFinished = true }
        }
        let view = view(of: job, call, road)
        let step = submission.isSynchronous ? road.result(view) : road.accepted(view)
        return warned(step, job).after(.seconds(min(wait, job.length)) + held)
    }

    private mutating func tell(
        _ id: String,
        _ stage: RoadStage,
        _ call: RoadCall,
        _ road: any ProviderRoad
    ) -> Scenario.Step {
        guard var job = jobs.note(call.request, stage, provider: road.provider, id: id) else {
            return road.lost(stage)
        }
        if let step = hurdle(for: job, at: stage, call.request) { return step }
        switch stage {
        case .poll: job = jobs.change(job) { $0.polls += 1 }
        case .result: job = jobs.change(job) { $0.readings += 1 }
        case .submit, .cancel, .media: break
        }
        let view = view(of: job, call, road)
        switch stage {
        case .poll: return warned(road.status(view), job)
        case .result: return warned(road.result(view), job)
        case .cancel: return cancel(job, view, road)
        case .submit, .media: return road.lost(stage)
        }
    }

    private mutating func cancel(_ job: Job, _ view: JobView, _ road: any ProviderRoad) -> Scenario.Step {
        let step = road.cancelled(view)
        if step.status < 300, !view.moment.isOver, !job.has(.stubborn) {
            _ = jobs.change(job) { $0.isCancelled = true }
        }
        return step
    }

    /// What the words of a job's prompt put in the way at a stage.
    mutating func hurdle(for job: Job, at stage: RoadStage, _ request: ReceivedRequest) -> Scenario.Step? {
        var circumstances = SteeringWord.Circumstances(
            call: job.submission.call,
            path: request.path,
            baseURL: baseURL,
            pace: configuration.pace
        )
        circumstances.provider = job.provider
        circumstances.jobID = job.id
        let outcome = steering.next(for: circumstances, words: job.words, request: request, at: stage)
        guard case .hurdle(let step) = outcome else { return nil }
        return step
    }

    private func circumstances(_ call: GenerationCall, _ road: RoadCall) -> SteeringWord.Circumstances {
        SteeringWord.Circumstances(
            call: call,
            path: road.request.path,
            baseURL: baseURL,
            pace: configuration.pace,
            provider: road.provider
        )
    }

    private func view(of job: Job, _ call: RoadCall, _ road: any ProviderRoad) -> JobView {
        JobView(
            job: job,
            moment: jobs.moment(of: job, at: now),
            host: job.has(.elsewhere) ? mediaURL : road.host,
            media: mediaURL + MediaHost.address(of: job),
            begun: jobs.begun(job),
            query: call.query
        )
    }

    /// Several headers of one name (huggingface_hub `utils/_http.py`).
    private func warned(_ step: Scenario.Step, _ job: Job) -> Scenario.Step {
        guard job.has(.warning) else { return step }
        return step.header("X-HF-Warning", "deprecation; this route will change soon")
            .header("X-HF-Warning", "billing; this model is billed by the second")
    }
}

extension Responder {
    /// The answer of the media host.
    mutating func mediaAnswer(to request: ReceivedRequest) -> Scenario.Step {
        // A token that comes here has gone astray, whatever the path (huggingface_hub `file_download.py`).
        let isProven = request.header("Authorization") != nil
        if let step = scenario.next(for: request, call: nil) { return step }
        guard let named = MediaHost.job(inPath: request.path),
            let job = jobs.note(request, .media, provider: named.provider, id: named.id)
        else { return isProven ? MediaHost.tokenRefused : .status(404, body: .text("Not Found")) }
        if isProven { return MediaHost.tokenRefused }
        if let step = hurdle(for: job, at: .media, request) {
            return MediaHost.trouble(step, with: MediaHost.file(of: job, for: request))
        }
        guard jobs.moment(of: job, at: now) == .succeeded else {
            return .status(404, body: .text("Not Found"))
        }
        return MediaHost.isExpired(job, request) ? MediaHost.expired : MediaHost.file(of: job, for: request)
    }
}

extension ReceivedRequest {
    /// What follows the scheme in `Authorization`, if that is the scheme.
    func credential(scheme: String) -> String? {
        guard let value = header("Authorization") else { return nil }
        let parts = value.split(separator: " ", maxSplits: 1)
        return parts.first?.lowercased() == scheme.lowercased()
            ? parts.dropFirst().first.map(String.init) ?? "" : nil
    }
}
