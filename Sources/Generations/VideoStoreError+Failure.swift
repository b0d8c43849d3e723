extension VideoStoreError {
    /// What happened, to what, and what to try.
    package func failure() -> GenerationFailure {
        switch self {
        case .diskFull(let path):
            GenerationFailure(
                code: .diskFull,
                message: "There is no room left for the video in \(path).",
                hint: "Make room there, or choose another folder, and run it again."
            )
        case .cannotWrite(let path, let reason):
            GenerationFailure(
                code: .cannotWrite,
                message: "The video cannot be written to \(path): \(reason).",
                hint: "Choose another folder, and run it again."
            )
        }
    }
}
