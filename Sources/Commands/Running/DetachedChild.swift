import Subprocess

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// A program that is started and let go: it outlives this one, and has no terminal that it could touch.
enum DetachedChild {
    /// Starts a program by its path, without a shell.
    ///
    /// - Returns: whether it has been started; how it ends is nobody's business.
    static func start(_ program: String, _ arguments: [String], environment: [String: String]) async -> Bool {
        let (starts, start) = AsyncStream.makeStream(of: Bool.self)
        // It is waited for, so that nothing is left of it; by a task that nobody waits for.
        Task.detached {
            do {
                try await run(program, arguments, environment) { start.yield(true) }
            } catch {
                start.yield(false)
            }
            start.finish()
        }
        return await starts.first { _ in true } ?? false
    }

    private static func run(
        _ program: String,
        _ arguments: [String],
        _ environment: [String: String],
        started: () -> Void
    ) async throws {
        var options = PlatformOptions()
        options.createSession = true
        _ = try await Subprocess.run(
            .path(FilePath(program)),
            arguments: Arguments(arguments),
            environment: .custom(Programs.keyed(environment)),
            platformOptions: options,
            input: .none,
            output: .discarded,
            error: .discarded
        ) { _ in started() }
    }
}
