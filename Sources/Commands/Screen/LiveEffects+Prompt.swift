import Foundation
import Generations
import Interface
import Library

/// What the prompt needs: drafts, and the user's editor.
extension LiveEffects {
    /// The draft of the working folder, else the one that was kept last.
    func draft(_ library: LibraryDatabase) async throws -> Draft? {
        if let draft = try await library.draft(folderKey) { return draft }
        return try await library.draft()
    }

    /// Keeps a draft for the working folder, and as the last one of all.
    func save(_ draft: Draft, _ library: LibraryDatabase) async throws {
        try await library.save(draft, folderKey)
        try await library.save(draft)
    }

    /// Lets the user change a text while the screen is away.
    func edit(_ text: String, number: Int) async -> EffectResult {
        let editor = Editor(environment: dependencies.environment)
        return await outside {
            do {
                let (text, path) = try await editor.editKeeping(text)
                return .edited(number: number, EditedText(text: text, path: path))
            } catch {
                return .editingFailed(number: number, reason: Self.sentence(error))
            }
        }
    }

    private var folderKey: DraftKey { DraftKey(folder: dependencies.workingFolder) }
}
