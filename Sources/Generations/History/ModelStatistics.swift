package import struct Foundation.Date

/// What the runs of one model have come to.
package struct ModelStatistics: Hashable, Sendable {
    package var model: ModelID
    /// The providers that were named for it.
    package var providers: [String]
    package var runs: Int
    package var succeeded: Int
    package var failed: Int
    package var cancelled: Int
    /// In seconds, of those that succeeded; nil when none did.
    package var medianWait: Double?
    /// In seconds, what nine of ten waits of those that succeeded stay below; nil when none did.
    package var longWait: Double?
    /// In seconds at the server, of those that succeeded; nil when none did.
    package var medianRun: Double?
    /// Seconds that were spent at the server.
    package var totalSeconds: Double
    /// How long the videos are together, as far as their files say.
    package var videoSeconds: Double
    /// Bytes of the videos.
    package var bytes: Int64
    package var lastUsed: Date

    package init(
        model: ModelID,
        providers: [String] = [],
        runs: Int,
        succeeded: Int,
        failed: Int,
        cancelled: Int,
        medianWait: Double? = nil,
        longWait: Double? = nil,
        medianRun: Double? = nil,
        totalSeconds: Double,
        videoSeconds: Double = 0,
        bytes: Int64,
        lastUsed: Date
    ) {
        self.model = model
        self.providers = providers
        self.runs = runs
        self.succeeded = succeeded
        self.failed = failed
        self.cancelled = cancelled
        self.medianWait = medianWait
        self.longWait = longWait
        self.medianRun = medianRun
        self.totalSeconds = totalSeconds
        self.videoSeconds = videoSeconds
        self.bytes = bytes
        self.lastUsed = lastUsed
    }
}

/// What the newest runs have come to, by model.
package struct RunStatistics: Hashable, Sendable {
    /// The model that was used last comes first.
    package var models: [ModelStatistics]
    /// How many runs were looked at: the newest.
    package var runs: Int
    /// Whether these were all.
    package var isWhole: Bool

    package init(models: [ModelStatistics], runs: Int, isWhole: Bool) {
        self.models = models
        self.runs = runs
        self.isWhole = isWhole
    }
}
