/// What a token may do, which its text says, since nobody issues the simulator's tokens.
enum SimulatedToken: Sendable {
    /// It may call providers.
    case full
    /// A fine-grained one without `inference.serverless.write`: its text ends in `-noperm`.
    case withoutPermission
    /// One with the role `read`: its text ends in `-read`.
    case read
    /// One that is not accepted: its text ends in `-invalid`.
    case invalid

    init(_ text: String) {
        self =
            if text.hasSuffix("-invalid") { .invalid } else if text.hasSuffix("-noperm") {
                .withoutPermission
            } else if text.hasSuffix("-read") { .read } else { .full }
    }
}

extension Scenario.Step {
    /// 403 of the router for a token without the permission (huggingface_hub `utils/_http.py`).
    static func noPermission() -> Self {
        status(
            403,
            error: "This authentication method does not have sufficient permissions to call Inference "
                + "Providers on behalf of user someone"
        )
    }
}
