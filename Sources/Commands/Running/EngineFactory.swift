import Engine
import Generations
import Library

extension Dependencies {
    /// An engine on a client and a library, which it does not own.
    ///
    /// - Parameters:
    ///   - policy: nil for what the settings say.
    func engine(_ client: any InferenceClient, _ library: LibraryDatabase, policy: RetryPolicy? = nil) throws
        -> GenerationEngine
    {
        let concurrency = settings.number(.concurrency) ?? 4
        OpenFiles.makeRoom(for: concurrency)
        return GenerationEngine(
            GenerationEngine.Dependencies(
                client: client,
                store: library,
                videos: try videos(),
                time: time,
                makeUUID: makeUUID,
                makeSeed: makeSeed,
                makeJitter: makeJitter,
                logger: logger
            ),
            policy: policy ?? RetryPolicy(maxAttempts: settings.number(.maxAttempts) ?? 8),
            concurrency: concurrency
        )
    }
}
