/// Every job since the start or the last reset; what was said of one is forgotten a thousand jobs later.
struct JobLedger: Sendable {
    private static let mostLogs = 1_000
    private var jobs: [Job] = []
    let pace: Double

    init(pace: Double) {
        self.pace = pace
    }

    /// Accepts a submission.
    mutating func accept(
        _ submission: Submission,
        provider: String,
        request: ReceivedRequest,
        at now: Duration
    ) -> Job {
        var job = Job(number: jobs.count + 1, provider: provider, submission: submission, submitted: now)
        job.log.append(SimulatedJob.Entry(stage: .submit, request: request))
        jobs.append(job)
        if jobs.count > Self.mostLogs { jobs[jobs.count - Self.mostLogs - 1].log = [] }
        return job
    }

    /// The job of this id, with a request noted; none when the provider has no such job.
    mutating func note(_ request: ReceivedRequest, _ stage: RoadStage, provider: String, id: String) -> Job? {
        guard let index = jobs.lastIndex(where: { $0.provider == provider && $0.id == id }) else {
            return nil
        }
        jobs[index].log.append(SimulatedJob.Entry(stage: stage, request: request))
        return jobs[index]
    }

    /// Changes a job and gives it back.
    mutating func change(_ job: Job, _ change: (inout Job) -> Void) -> Job {
        change(&jobs[job.number - 1])
        return jobs[job.number - 1]
    }

    /// How far a job is.
    func moment(of job: Job, at now: Duration) -> JobMoment {
        job.moment(at: now, pace: pace)
    }

    /// When a job was accepted and how long it takes, for the dates in answers. Without a pace a job's number
    /// stands for the time, so that two runs are equal.
    func begun(_ job: Job) -> Double {
        pace > 0 ? job.submitted / .seconds(1) : Double(job.number)
    }

    /// The jobs as tests see them.
    func summaries(at now: Duration) -> [SimulatedJob] {
        jobs.map {
            SimulatedJob(
                provider: $0.provider,
                id: $0.id,
                target: $0.submission.target,
                task: $0.submission.task,
                prompt: $0.submission.call.prompt,
                moment: moment(of: $0, at: now),
                log: $0.log
            )
        }
    }
}
