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
        let outcome = await withTaskGroup(of: GenerationQueue.Outcome?.self) { race in
            race.addTask { await self.outcome(of: generation, step, run: run) }
            race.addTask {
                for await _ in stops {}
                return nil
            }
            let first = await race.next() ?? nil
            race.cancelAll()
            if first != nil { return first }
            guard case .video(let video, let requestID)? = await race.next() ?? nil else { return nil }
            return .video(video, requestID: requestID)
        }
        await finished(generation.id, run: run, outcome ?? .interrupted)
    }

    private nonisolated func outcome(
        of generation: Generation,
        _ step: GenerationStep,
        run: Int
    ) async -> GenerationQueue.Outcome? {
        do {
            let sink = try await dependencies.videos.beginVideo(for: generation)
            do {
                return try await fill(sink, generation, step, run: run)
            } catch {
                await sink.discard()
                throw error
            }
        } catch let error as InferenceError {
            return .failed(error)
        } catch let error as VideoStoreError {
            return .notKept(error)
        } catch is CancellationError {
            return nil
        } catch {
            dependencies.logger.error("Unexpected", metadata: ["error": "\(String(reflecting: error))"])
            return .failed(.unreadableResponse(ErrorDetail(message: "an unexpected error, see the log")))
        }
    }

    private nonisolated func fill(
        _ sink: any VideoSink,
        _ generation: Generation,
        _ step: GenerationStep,
        run: Int
    ) async throws -> GenerationQueue.Outcome {
        let progress: @Sendable (SubmitProgress) async -> Void = { progress in
            if case .exchanged(let exchange) = progress {
                await self.keep(exchange, of: generation)
            } else {
                await self.progressed(generation.id, run: run, progress)
            }
        }
        let client = dependencies.client
        let answer =
            switch step {
            case .submit:
                try await client.submit(generation.request, into: sink, progress: progress)
            case .download(let address):
                try await client.download(address, for: generation.request, into: sink, progress: progress)
            }
        switch answer {
        case .video(let requestID):
            return .video(try await sink.finish(), requestID: requestID)
        case .address(let address, let requestID):
            await sink.discard()
            return .address(address, requestID: requestID)
        }
    }

    /// Keeps an exchange for whoever wants to know; that it cannot be kept stops nothing.
    private nonisolated func keep(_ exchange: Exchange, of generation: Generation) async {
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
