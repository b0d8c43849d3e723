import Generations
import Logging

/// One exchange of one generation, from the open file to the checked video.
extension GenerationEngine {
    /// Races the exchange against its stop signal and tells the queue how it ended. Stopped, it tells that it was
    /// interrupted, unless the video was whole and on disk by then: that one is made and paid.
    nonisolated func exchange(
        _ generation: Generation,
        _ step: GenerationStep,
        run: Int,
        stops: AsyncStream<Void>
    ) async {
        let outcome = await withTaskGroup(
            of: GenerationQueue.Outcome?.self,
            returning: GenerationQueue.Outcome?.self
        ) { race in
            race.addTask { await self.outcome(of: generation, step, run: run) }
            race.addTask {
                for await _ in stops {}
                return nil
            }
            if let first = await race.next() ?? nil {
                race.cancelAll()
                return first
            }
            return await afterStop(&race, step, run: run)
        }
        await finished(generation.id, run: run, outcome ?? .interrupted)
    }

    /// What still comes of an exchange that was stopped. What a provider is just accepting is waited for a little:
    /// without the job's name nobody could cancel it, or fetch what is made and paid.
    private nonisolated func afterStop(
        _ race: inout TaskGroup<GenerationQueue.Outcome?>,
        _ step: GenerationStep,
        run: Int
    ) async -> GenerationQueue.Outcome? {
        if step == .submit, await isAtProvider(run: run) {
            let grace = dependencies.grace
            race.addTask {
                try? await Task.sleep(for: grace)
                return nil
            }
            if let late = await race.next() ?? nil {
                race.cancelAll()
                return late
            }
        }
        race.cancelAll()
        while let outcome = await race.next() {
            switch outcome {
            case .video, .job, .address: return outcome
            default: continue
            }
        }
        return nil
    }

    private nonisolated func outcome(
        of generation: Generation,
        _ step: GenerationStep,
        run: Int
    ) async -> GenerationQueue.Outcome? {
        let begun = dependencies.time.now().date
        do {
            return switch step {
            case .submit, .download: try await written(generation, step, run: run)
            case .poll(let job): try await asked(generation, job, run: run)
            case .result(let job): try await asked(generation, job, run: run, isOver: true)
            }
        } catch let error as InferenceError {
            guard step == .submit, let found = await job(of: generation, after: error, since: begun) else {
                return .failed(error)
            }
            return .job(found, JobReport(status: .queued(JobProgress())))
        } catch {
            return outcome(of: error)
        }
    }

    // What is never inlined here would keep its variables in memory as long as the exchange waits for its answer, a
    // thousand times at once.

    @inline(never)
    private nonisolated func outcome(of error: any Error) -> GenerationQueue.Outcome? {
        switch error {
        case let error as VideoStoreError: return .notKept(error)
        case is CancellationError: return nil
        default:
            dependencies.logger.error("Unexpected", metadata: ["error": "\(String(reflecting: error))"])
            return .failed(.unreadableResponse(ErrorDetail(message: "an unexpected error, see the log")))
        }
    }

    /// An exchange that may bring bytes: they go into a file that is there before it begins.
    private nonisolated func written(
        _ generation: Generation,
        _ step: GenerationStep,
        run: Int
    ) async throws -> GenerationQueue.Outcome {
        let sink = try await sink(for: generation)
        do {
            let outcome = try await fill(patient(sink, generation, step, run), generation, step, run: run)
            if case .video = outcome { return outcome }
            await sink.discard()
            return outcome
        } catch {
            if await keeps(sink.path, of: generation.id) { await sink.keep() } else { await sink.discard() }
            throw error
        }
    }

    /// A sink that waits for the disk, where the bytes cannot be asked for again.
    @inline(never)
    private nonisolated func patient(
        _ sink: any VideoSink,
        _ generation: Generation,
        _ step: GenerationStep,
        _ run: Int
    ) -> any VideoSink {
        guard step == .submit else { return sink }
        return PatientSink(sink: sink) { error, whole in
            await self.blocked(generation.id, run: run, by: error, whole: whole)
        }
    }

    @inline(never)
    nonisolated func sink(for generation: Generation) async throws(VideoStoreError) -> any VideoSink {
        if generation.isMakingKeyframe { return try await dependencies.videos.beginKeyframe(for: generation) }
        return try await dependencies.videos.beginVideo(for: generation)
    }

    private nonisolated func fill(
        _ sink: any VideoSink,
        _ generation: Generation,
        _ step: GenerationStep,
        run: Int
    ) async throws -> GenerationQueue.Outcome {
        if case .download = step, await sink.isWhole {
            return .video(try await finish(sink, generation, run), requestID: nil)
        }
        let answer = try await answer(to: generation, step, into: sink, run: run)
        return try await outcome(of: answer, in: sink, generation, run: run)
    }

    @inline(never)
    private nonisolated func answer(
        to generation: Generation,
        _ step: GenerationStep,
        into sink: any VideoSink,
        run: Int
    ) async throws -> SubmitAnswer {
        let client = dependencies.client
        let listener = listener(generation, run: run)
        guard case .download(let address) = step else {
            return try await client.submit(generation.requestToSend, into: sink, progress: listener)
        }
        return try await client.download(
            address,
            after: generation.partial,
            for: generation.requestToSend,
            into: sink,
            progress: listener
        )
    }

    @inline(never)
    private nonisolated func outcome(
        of answer: SubmitAnswer,
        in sink: any VideoSink,
        _ generation: Generation,
        run: Int
    ) async throws -> GenerationQueue.Outcome {
        switch answer {
        case .video(let requestID):
            return .video(try await finish(sink, generation, run), requestID: requestID)
        case .address(let address, let requestID): return .address(address, requestID: requestID)
        case .needsImage: return .needsImage
        case .job(let job, let report):
            guard let bytes = report.bytes else { return .job(job, report) }
            do {
                try await sink.write(bytes)
                return .video(try await finish(sink, generation, run), requestID: report.requestID)
            } catch is InferenceError {
                // The job is known, so that it can be asked for what came damaged.
                return .job(job, JobReport(status: .running(JobProgress()), pace: report.pace))
            }
        }
    }

    /// Gives what has come in its name; that it gets one is written down before.
    nonisolated func finish(
        _ sink: any VideoSink,
        _ generation: Generation,
        _ run: Int
    ) async throws -> VideoFile {
        let (path, bytes) = (sink.path, await sink.offset)
        return try await sink.finish { file in
            await self.naming(generation.id, run: run, file, at: path, bytes: bytes)
        }
    }

    nonisolated func listener(
        _ generation: Generation,
        run: Int
    ) -> @Sendable (SubmitProgress) async -> Void {
        { progress in
            if case .exchanged(let exchange) = progress {
                await self.keep(exchange, of: generation)
            } else {
                await self.progressed(generation.id, run: run, progress)
            }
        }
    }

    /// Keeps an exchange for whoever wants to know; that it cannot be kept stops nothing.
    nonisolated func keep(_ exchange: Exchange, of generation: Generation) async {
        var exchange = exchange
        exchange.attempt = generation.attempts
        let (kept, store) = (exchange, dependencies.store)
        do {
            // Awaited here, and not a child: an exchange that was broken off is told of by a cancelled task.
            try await Task { try await store.record(kept, of: generation.id) }.value
        } catch {
            dependencies.logger.error(
                "An exchange could not be kept",
                metadata: ["generation": "\(generation.id)", "error": "\(String(reflecting: error))"]
            )
        }
    }
}

extension GenerationQueue.Outcome {
    /// What a provider has made or begun, as the log may name it; nil when nothing.
    var made: String? {
        switch self {
        case .job(let job, _): "\(job.provider) job \(job.id)"
        case .video(let video, _): video.path
        case .address: "a video at an address"
        default: nil
        }
    }
}
