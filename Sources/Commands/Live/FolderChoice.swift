/// Decides which folders a run uses.
struct FolderChoice: Sendable {
    let settings: Settings
    let paths: Paths
    let workingFolder: String

    /// The folder of the library.
    var library: String {
        settings[.library].map { paths.absolute($0, in: workingFolder) } ?? paths.library
    }

    /// Where videos go that the user has chosen no place for: where people look for them, or inside a library that
    /// was chosen by name.
    var videos: String {
        if let output = settings[.output] { return paths.absolute(output, in: workingFolder) }
        return settings.values[.library] == nil ? paths.videos : Paths.join(library, "videos")
    }
}
