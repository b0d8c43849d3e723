package import Generations

/// The progress of a generation as JSON, one object a line: what scripts read on standard error.
package enum ProgressEvents {
    /// The line that tells of an event.
    package static func json(_ event: GenerationEvent) -> JSONText {
        let generation = event.generation
        var members: [JSONText.Member] = [
            .init(key: "event", value: .string(generation.state.status.rawValue)),
            .init(key: "id", value: .integer(generation.id.rawValue)),
        ]
        if generation.isMakingKeyframe { members.append(.init(key: "step", value: .string("keyframe"))) }
        members += details(generation).map { .init(key: $0.key, value: $0.value) }
        if let news = event.news { members.append(.init(key: "news", value: .string(news))) }
        return .object(members)
    }

    private static func details(_ generation: Generation) -> KeyValuePairs<String, JSONText> {
        switch generation.state {
        case .queued: generation.heldBack.map(waiting) ?? [:]
        case .cancelled: [:]
        case .running: job(generation)
        case .submitting: ["attempt": .integer(Int64(generation.attempts))]
        case .downloading(let progress):
            ["bytes": .integer(progress.bytes), "total": .optional(progress.total)]
        case .waiting(let wait): waiting(wait)
        case .held(let reason):
            ["reason": .string(name(reason)), "error": GenerationWire.error(generation.state.failure)]
        case .succeeded:
            ["file": .optional(generation.video?.path), "bytes": .optional(generation.video?.bytes)]
        case .failed(let failure): ["error": GenerationWire.error(failure)]
        }
    }

    /// Where a provider's job stands; nothing without one.
    private static func job(_ generation: Generation) -> KeyValuePairs<String, JSONText> {
        guard let job = generation.job else { return [:] }
        var progress: JobProgress?
        if case .queued(let told)? = generation.jobStatus { progress = told }
        if case .running(let told)? = generation.jobStatus { progress = told }
        return [
            "provider": .string(job.provider.rawValue),
            "job_id": .string(job.id.rawValue),
            "position": .optional(progress?.position),
            "progress": progress?.fraction.map { .number($0) } ?? .null,
        ]
    }

    private static func waiting(_ wait: Wait) -> KeyValuePairs<String, JSONText> {
        [
            "reason": .string(wait.reason.rawValue),
            "seconds": .seconds(wait.length.seconds),
            "attempt": .integer(Int64(wait.attempt)),
            "of": wait.maxAttempts > 0 ? .integer(Int64(wait.maxAttempts)) : .null,
            "source": .string(name(wait.source)),
            "until": .date(wait.until.date),
            "message": .string(wait.message),
        ]
    }

    private static func name(_ source: WaitSource) -> String {
        switch source {
        case .estimatedTime: "estimated_time"
        case .rateLimit: "rate_limit"
        case .retryAfter: "retry_after"
        case .backoff: "backoff"
        }
    }

    private static func name(_ reason: HoldReason) -> String {
        switch reason {
        case .user: "user"
        case .interruptedSubmit: "interrupted_submit"
        case .job: "job"
        case .longWait: "long_wait"
        }
    }
}
