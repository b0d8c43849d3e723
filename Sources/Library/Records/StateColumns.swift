import Generations

// The columns of `GenerationState`. Each state writes all of them, so that nothing stays of the state before.

extension Columns {
    /// Adds the state's name and what belongs to it.
    mutating func add(_ state: GenerationState) throws {
        self["status"] = state.status.rawValue
        self["downloaded_bytes"] = state.progress?.bytes
        self["download_total"] = state.progress?.total
        self["wait"] = try state.wait.map { try JSONDocument.text(WaitDocument($0)) }
        self["hold_reason"] = state.holdReason
        self["failure_code"] = state.failure?.code.rawValue
        self["failure_message"] = state.failure?.message
        self["failure_hint"] = state.failure?.hint
        self["failure_status"] = state.failure?.status
        self["failure_request_id"] = state.failure?.requestID
    }
}

extension RowReader {
    /// The state of a row.
    func state(now: Moment) throws(UnreadableRow) -> GenerationState {
        switch try named("status") as GenerationStatus {
        case .queued: .queued
        case .submitting: .submitting
        case .running: .running
        case .downloading: .downloading(try progress())
        case .waiting: .waiting(try wait(now: now))
        case .held: .held(try holdReason(now: now))
        case .succeeded: .succeeded
        case .failed: .failed(try failure())
        case .cancelled: .cancelled
        }
    }

    private func progress() throws(UnreadableRow) -> DownloadProgress {
        DownloadProgress(bytes: try optional("downloaded_bytes") ?? 0, total: try optional("download_total"))
    }

    private func wait(now: Moment) throws(UnreadableRow) -> Wait {
        let document: WaitDocument = try JSONDocument.value(try value("wait"), of: "wait")
        return try document.wait(now: now)
    }

    private func holdReason(now: Moment) throws(UnreadableRow) -> HoldReason {
        let name: String = try value("hold_reason")
        switch name {
        case "user": return .user
        case "interrupted_submit": return .interruptedSubmit(try failure())
        case "job": return .job(try failure())
        case "long_wait": return .longWait(try wait(now: now))
        default: throw UnreadableRow(what: "hold_reason is \"\(name)\"")
        }
    }

    private func failure() throws(UnreadableRow) -> GenerationFailure {
        GenerationFailure(
            code: try named("failure_code"),
            message: try value("failure_message"),
            hint: try optional("failure_hint") ?? "",
            status: try optional("failure_status"),
            requestID: try optional("failure_request_id")
        )
    }
}

extension GenerationState {
    fileprivate var progress: DownloadProgress? {
        guard case .downloading(let progress) = self else { return nil }
        return progress
    }

    fileprivate var wait: Wait? {
        switch self {
        case .waiting(let wait), .held(.longWait(let wait)): wait
        default: nil
        }
    }

    fileprivate var failure: GenerationFailure? {
        switch self {
        case .failed(let failure), .held(.interruptedSubmit(let failure)), .held(.job(let failure)): failure
        default: nil
        }
    }

    fileprivate var holdReason: String? {
        switch self {
        case .held(.user): "user"
        case .held(.interruptedSubmit): "interrupted_submit"
        case .held(.job): "job"
        case .held(.longWait): "long_wait"
        default: nil
        }
    }
}
