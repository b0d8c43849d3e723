/// Waits for a disk.
extension RetryPolicy {
    /// The wait before the video is written again: 5 s, 10 s, then every 30 s.
    ///
    /// - Parameters:
    ///   - attempt: attempts made so far.
    ///   - most: the most attempts; nil for any number.
    func wait(for error: VideoStoreError, attempt: Int, upTo most: Int?, at now: Moment) -> Wait {
        let seconds = [5.0, 10.0, 30.0][min(max(attempt, 1), 3) - 1]
        return Wait(
            reason: error.waitReason,
            source: .backoff,
            since: now,
            until: now.advanced(by: .seconds(seconds)),
            attempt: attempt + 1,
            maxAttempts: most ?? 0,
            message: error.failure().message
        )
    }
}

extension VideoStoreError {
    /// Why a video that cannot be kept waits.
    var waitReason: WaitReason {
        switch self {
        case .diskFull: .noRoom
        case .cannotWrite: .cannotSave
        }
    }
}
