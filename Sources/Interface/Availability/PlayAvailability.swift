import Generations

/// Whether the short loop of a generation can be shown here.
enum PlayAvailability {
    static func of(_ generation: Generation, _ state: AppState) -> Availability {
        guard generation.video != nil else {
            return .because("\(generation.id) has no video: \(RunWords.noVideo(generation.state)).")
        }
        if state.setup.motion != .full {
            return .because("Moving pictures are switched off (RUSHES_MOTION).")
        }
        switch state.setup.pictures {
        case .shown: return .available
        case .missing(.unwanted): return .because("Pictures are switched off (RUSHES_PICTURES).")
        case .missing: return .because(state.setup.pictures.sentence(state.keymap) ?? "")
        }
    }
}
