import CTerminal

/// What a crash finds prepared: the way out of the screen, and standard error kept for reading after it.
///
/// A Swift trap runs no `defer`; the handlers are in C and make only calls that a signal handler may make.
@MainActor
struct CrashRestore {
    private let savedErrors: Int32
    private let log: Int32
    private let logStart: Int64

    /// Sends standard error to a file, if it would go to the screen, and arms the handlers.
    init(errorLog: String?, leaveSequence: String, redirectsErrors: Bool) {
        var saved: Int32 = -1
        var start: Int64 = 0
        log = redirectsErrors ? ct_redirect_errors(errorLog, &saved, &start) : -1
        savedErrors = saved
        logStart = start
        arm(leaveSequence)
    }

    /// Arms the handlers again after `disarm`.
    func arm(_ leaveSequence: String) {
        ct_arm_crash_restore(leaveSequence, savedErrors, log, logStart)
    }

    /// While a child has the terminal a crash must not touch it.
    func disarm() {
        ct_disarm_crash_restore()
    }

    /// Disarms the handlers and gives standard error back.
    func end() {
        disarm()
        if log >= 0 { ct_restore_errors(savedErrors, log) }
    }
}
