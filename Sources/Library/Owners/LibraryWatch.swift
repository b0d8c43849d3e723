import Foundation
import Synchronization

/// Tells when a library may have been changed by another process, or an owner may have gone, without asking again
/// and again.
///
/// Every commit writes to the database's log, and a process that ends, however it ends, has its lock file closed;
/// Linux tells of both (inotify(7)). Own writes are told as well. Elsewhere it tells once a second.
package final class LibraryWatch: Sendable {
    /// One element at the beginning, then one whenever something may have changed; what comes while nobody takes it
    /// is one element.
    package let changes: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    private let lost = Flag()
    private let source: Mutex<(any DispatchSourceProtocol)?>

    /// Watches the library in a folder from now on.
    package init(folder: String) {
        (changes, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        continuation.yield()
        source = Mutex(Self.source(folder, continuation, lost))
    }

    deinit { stop() }

    /// Whether an owner may have gone since this was asked last; true the first time.
    package func hasLostOwner() -> Bool { lost.take() }

    /// Has the library looked at now.
    package func look() { continuation.yield() }

    /// Ends the stream.
    package func stop() {
        source.withLock { source in
            source?.cancel()
            source = nil
        }
        continuation.finish()
    }
}

/// Something that has happened and was not looked at yet.
private final class Flag: Sendable {
    private let isUp = Mutex(true)
    private let bursts = Mutex(0)

    /// The number of what happens now.
    func nextBurst() -> Int {
        bursts.withLock { bursts in
            bursts += 1
            return bursts
        }
    }

    /// Whether nothing has happened since.
    func isStill(_ burst: Int) -> Bool { bursts.withLock { $0 == burst } }

    func raise() { isUp.withLock { $0 = true } }

    func take() -> Bool {
        isUp.withLock { isUp in
            defer { isUp = false }
            return isUp
        }
    }
}

#if os(Linux)
    import Glibc

    extension LibraryWatch {
        private static func source(
            _ folder: String,
            _ continuation: AsyncStream<Void>.Continuation,
            _ lost: Flag
        ) -> sending (any DispatchSourceProtocol)? {
            let file = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
            guard file >= 0 else { return timer(continuation, lost) }
            // The log comes and goes with the first and the last connection, so its folder is watched.
            guard inotify_add_watch(file, folder, UInt32(IN_MODIFY) | UInt32(IN_CREATE)) >= 0 else {
                close(file)
                return timer(continuation, lost)
            }
            _ = inotify_add_watch(file, OwnerLock.folder(in: folder), UInt32(IN_CLOSE_WRITE))
            let source = DispatchSource.makeReadSource(fileDescriptor: file, queue: .global())
            source.setEventHandler {
                let hasClosed = drain(file)
                if hasClosed { lost.raise() }
                continuation.yield()
                // The log is written before a commit can be seen, and a file is closed before its lock is let go:
                // once more a little later, unless more happens until then.
                let burst = lost.nextBurst()
                for pause in [300, 1_500] {
                    DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(pause)) {
                        guard hasClosed || lost.isStill(burst) else { return }
                        if hasClosed { lost.raise() }
                        continuation.yield()
                    }
                }
            }
            source.setCancelHandler { close(file) }
            source.activate()
            return source
        }

        /// Reads everything that has happened; whether a lock file was closed.
        private static func drain(_ file: Int32) -> Bool {
            var hasClosed = false
            var bytes = [UInt8](repeating: 0, count: 16_384)
            while true {
                let count = read(file, &bytes, bytes.count)
                guard count > 0 else { return hasClosed }
                bytes.withUnsafeBytes { buffer in
                    var offset = 0
                    let size = MemoryLayout<inotify_event>.size
                    while offset + size <= count {
                        let event = buffer.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
                        if event.mask & (UInt32(IN_CLOSE_WRITE) | UInt32(IN_Q_OVERFLOW)) != 0 {
                            hasClosed = true
                        }
                        offset += size + Int(event.len)
                    }
                }
            }
        }
    }
#else
    extension LibraryWatch {
        private static func source(
            _ folder: String,
            _ continuation: AsyncStream<Void>.Continuation,
            _ lost: Flag
        ) -> sending (any DispatchSourceProtocol)? {
            timer(continuation, lost)
        }
    }
#endif

extension LibraryWatch {
    /// Tells once a second that something may have changed, where the system tells nothing.
    private static func timer(
        _ continuation: AsyncStream<Void>.Continuation,
        _ lost: Flag
    ) -> sending (any DispatchSourceProtocol)? {
        let timer = DispatchSource.makeTimerSource(queue: .global())
        timer.schedule(deadline: .now() + 1, repeating: 1)
        timer.setEventHandler {
            lost.raise()
            continuation.yield()
        }
        timer.activate()
        return timer
    }
}
