import Foundation
import Generations

/// Replicate's list of an account's predictions, newest first (replicate-python, `prediction.py`).
extension Replicate {
    func list() -> ProviderRequest? {
        ProviderRequest(method: .get, path: "/v1/predictions")
    }

    /// Those with all that was sent in their input, the seed among it, which no two requests share by accident.
    func jobs(
        of submit: ProviderRequest,
        model: ProviderModel,
        since: Date,
        in answer: ProviderAnswer,
        from route: ProviderRoute
    ) throws(InferenceError) -> [RemoteJob] {
        let json = try answer.json()
        guard let results = json["results"]?.list else { throw answer.unreadable("no list of predictions") }
        guard case .object(let sent)? = submit.body?["input"], sent["seed"] != nil else { return [] }
        // A minute for clocks that differ.
        let earliest = since.addingTimeInterval(-60)
        return results.compactMap { listed in
            guard Self.isOf(model, listed), let date = Self.date(listed["created_at"]), date >= earliest,
                sent.allSatisfy({ Self.isSame($0.value, listed["input"]?[$0.key]) })
            else { return nil }
            return listed["id"]?.text.flatMap { JobID($0) }.map { job($0, on: route) }
        }
    }

    private static func isOf(_ model: ProviderModel, _ listed: ParameterValue) -> Bool {
        let parts = model.id.split(separator: ":", maxSplits: 1).map(String.init)
        if parts.count == 2 { return listed["version"]?.text == parts[1] }
        return listed["model"]?.text == model.id
    }

    /// To the second, which is all that is asked of it.
    private static func date(_ value: ParameterValue?) -> Date? {
        value?.text.flatMap { try? Date($0.prefix(19) + "Z", strategy: .iso8601) }
    }

    private static func isSame(_ sent: ParameterValue, _ listed: ParameterValue?) -> Bool {
        switch sent {
        case .integer, .number: sent.double == listed?.double
        default: sent == listed
        }
    }
}
