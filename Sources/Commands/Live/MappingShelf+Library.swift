import Foundation
import HuggingFace
import Library

extension MappingShelf {
    /// Keeps the Hub's answers in a library that is there already; none is made for them. What cannot be kept or
    /// read is asked again.
    static func library(_ handle: LibraryHandle, in folder: String) -> MappingShelf {
        let file = Paths.join(folder, LibraryDatabase.fileName)
        let library: @Sendable () -> LibraryDatabase? = {
            FileManager.default.fileExists(atPath: file) ? try? handle.open() : nil
        }
        return MappingShelf(
            load: { name in try? await library()?.note(name) },
            save: { name, text in try? await library()?.setNote(name, text) }
        )
    }
}
