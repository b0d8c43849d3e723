/// The words for what a provider had and does not have any more.
extension InferenceError {
    /// The provider does not find a job that it had accepted.
    ///
    /// - Parameter wasSeen: whether it had known it before.
    func jobLost(_ job: RemoteJob, wasSeen: Bool) -> GenerationFailure {
        let message =
            wasSeen
            ? "\(job.provider) does not have job \(job.id) any more"
            : "\(job.provider) does not know job \(job.id), which it had accepted"
        return GenerationFailure(
            code: .jobLost,
            message: message + said(detail) + ".",
            hint: "It may have been made and billed: look at the provider's page before you run it again.",
            status: detail.status,
            requestID: detail.requestID
        )
    }

    /// The video was made, and the provider does not have it any more: also not when the job is asked for it anew.
    package func resultExpired(of job: RemoteJob) -> GenerationFailure {
        GenerationFailure(
            code: .resultExpired,
            message: "\(job.provider) has finished job \(job.id) and does not have its result any more"
                + said(detail) + ".",
            hint: "Look at the provider's page, or run it again.",
            status: detail.status,
            requestID: detail.requestID
        )
    }
}
