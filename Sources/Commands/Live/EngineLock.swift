import Foundation

/// Tells whether any process runs generations of a library at the moment.
///
/// Every process with an engine holds a shared lock on one file in the library's folder. A lock goes with its
/// process, however that ends.
final class EngineLock: Sendable {
    private let descriptor: Int32

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// The lock's file in a library.
    static func path(in libraryFolder: String) -> String {
        Paths.join(libraryFolder, "engine.lock")
    }

    /// Says that this process runs generations; held until the value goes away. Nil when the file cannot be locked,
    /// as on some network file systems.
    static func running(in libraryFolder: String) -> EngineLock? {
        acquire(LOCK_SH, path(in: libraryFolder))
    }

    /// Keeps every engine away while something that none owns is changed; nil when one is running.
    static func alone(in libraryFolder: String) -> EngineLock? {
        acquire(LOCK_EX, path(in: libraryFolder))
    }

    /// The turn of one program to take up, or to change, what none works on. Whoever wants `alone` waits for it
    /// first: going from `alone` to `running` lets go of the lock for an instant, and the turn covers that.
    static func turn(in libraryFolder: String) async -> EngineLock? {
        await patiently { acquire(LOCK_EX, Paths.join(libraryFolder, "takeup.lock")) }
    }

    /// As `running`, but gives a program that has the library for itself for a moment the time to let go.
    static func sharing(in libraryFolder: String) async -> EngineLock? {
        await patiently { running(in: libraryFolder) }
    }

    /// Lets other engines in beside this one.
    func share() {
        _ = flock(descriptor, LOCK_SH)
    }

    /// Lets the next one have it.
    func release() {
        _ = flock(descriptor, LOCK_UN)
    }

    /// Tries again for two seconds: `flock` itself would block the thread, and has no limit of time.
    private static func patiently(_ acquire: () -> EngineLock?) async -> EngineLock? {
        for _ in 0..<100 {
            if let lock = acquire() { return lock }
            guard (try? await Task.sleep(for: .milliseconds(20))) != nil else { return nil }
        }
        return nil
    }

    private static func acquire(_ kind: Int32, _ path: String) -> EngineLock? {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        let lock = EngineLock(descriptor: descriptor)
        return flock(descriptor, kind | LOCK_NB) == 0 ? lock : nil
    }
}
