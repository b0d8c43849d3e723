/// Which actions the prompt allows.
enum ComposeAvailability {
    static func of(_ action: UserAction, _ state: AppState) -> Availability {
        switch action {
        case .send where state.compose.editor.isEmpty:
            .because("The prompt is empty: write what the video should show.")
        case .savePrompt where state.compose.editor.isEmpty:
            .because("The prompt is empty: there is nothing to save.")
        default: .available
        }
    }
}
