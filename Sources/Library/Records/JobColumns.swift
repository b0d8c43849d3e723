import Foundation
import Generations

// The columns of a generation's provider: its job, what it cost, and the image that is made first.

/// A provider's job as it is kept in the column `job`: all that is needed to ask for it again.
struct JobDocument: Codable {
    var provider: String
    var id: String
    var route: String
    var path: String

    init(_ job: RemoteJob) {
        provider = job.provider.rawValue
        id = job.id.rawValue
        route = job.route.rawValue
        path = job.path
    }

    func job() throws(UnreadableRow) -> RemoteJob {
        guard let provider = InferenceProvider(rawValue: provider), let id = JobID(id),
            let route = JobRoute(rawValue: route)
        else { throw UnreadableRow(what: "job names \(provider), \(id) and \(route)") }
        return RemoteJob(provider: provider, id: id, route: route, path: path)
    }
}

extension Columns {
    /// Adds what is known of a generation's provider.
    mutating func addProvider(of generation: Generation) throws {
        self["asked_provider"] = generation.provider?.rawValue
        self["job"] = try generation.job.map { try JSONDocument.text(JobDocument($0)) }
        self["job_since"] = generation.jobSince?.milliseconds
        self["cost_dollars"] = generation.cost?.dollars.map { max(0, $0) }
        self["cost_units"] = generation.cost?.units.map { max(0, $0) }
        self["keyframe_model"] = generation.keyframe?.model.rawValue
        self["keyframe_provider"] = generation.keyframe?.provider
        self["keyframe_file"] = generation.keyframe?.file
        self["keyframe_seconds"] = generation.keyframe?.seconds
    }
}

extension JobCost {
    fileprivate var dollars: Double? { if case .dollars(let dollars) = self { dollars } else { nil } }
    fileprivate var units: Double? { if case .units(let units) = self { units } else { nil } }
}

extension RowReader {
    /// The provider that was asked last; nil also for one that this version does not know.
    func askedProvider() throws(UnreadableRow) -> InferenceProvider? {
        let name: String? = try optional("asked_provider")
        return name.flatMap { InferenceProvider(rawValue: $0) }
    }

    func job() throws(UnreadableRow) -> RemoteJob? {
        guard let text: String = try optional("job") else { return nil }
        let document: JobDocument = try JSONDocument.value(text, of: "job")
        return try document.job()
    }

    func cost() throws(UnreadableRow) -> JobCost? {
        if let dollars: Double = try optional("cost_dollars") { return .dollars(dollars) }
        return try optional("cost_units").map(JobCost.units)
    }

    func keyframe() throws(UnreadableRow) -> Keyframe? {
        guard let name: String = try optional("keyframe_model") else { return nil }
        guard let model = ModelID(name) else { throw UnreadableRow(what: "keyframe_model is \"\(name)\"") }
        return Keyframe(
            model: model,
            provider: try optional("keyframe_provider"),
            file: try optional("keyframe_file"),
            seconds: try optional("keyframe_seconds")
        )
    }
}
