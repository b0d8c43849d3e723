/// A job as tests see it: whose it is, how far, and every request that concerned it.
package struct SimulatedJob: Sendable {
    /// The provider, as in the router's path.
    package var provider: String
    /// The provider's id.
    package var id: String
    /// The provider's name for the model.
    package var target: String
    /// What it makes.
    package var task: RoadTask
    /// Its prompt.
    package var prompt: String
    /// How far it is.
    package var moment: JobMoment
    /// The requests in their order, with what they were for.
    package var log: [Entry]

    /// One request of a job.
    package struct Entry: Sendable {
        package var stage: RoadStage
        package var request: ReceivedRequest
    }

    /// How many requests there were for a stage.
    package func count(_ stage: RoadStage) -> Int {
        log.count { $0.stage == stage }
    }
}
