/// Which part of a job a request belongs to.
package enum RoadStage: String, CaseIterable, Sendable {
    case submit, poll, result, cancel, media
}
