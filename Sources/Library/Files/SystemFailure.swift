import Foundation

/// An error number of the system.
struct SystemFailure: Error, Hashable {
    var code: Int32

    /// The system's words.
    var reason: String { String(cString: strerror(code)) }

    /// Whether there is no room, or a quota or a limit on sizes.
    var isFull: Bool { code == ENOSPC || code == EDQUOT || code == EFBIG }

    /// Whether the name is taken.
    var isTaken: Bool { code == EEXIST }
}
