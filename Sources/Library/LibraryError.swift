package import Generations

/// Why the library cannot do what it was asked.
package enum LibraryError: Error, Hashable, Sendable {
    /// The database cannot be opened or made: the path and the system's words.
    case cannotOpen(path: String, reason: String)
    /// The file is a database, or something else, that this program did not make.
    case notALibrary(path: String)
    /// The library was made by a newer version of this program.
    case newerLibrary(path: String)
    /// The database is damaged; SQLite's words.
    case damaged(reason: String)
    /// No room on the disk.
    case diskFull
    /// Another program has held the library for longer than is waited for.
    case busy
    /// A value that the schema refuses, or a failed access; SQLite's words.
    case cannotWrite(reason: String)
    /// No such generation; nothing was changed.
    case noSuchGeneration(GenerationID)
    /// The generation has not ended, so it cannot be removed for good.
    case stillUnfinished(GenerationID)
    /// No such saved prompt; nothing was changed.
    case noSuchSavedPrompt(String)
    /// Another saved prompt has this name.
    case nameTaken(String)
    /// A name or a tag that is empty, too long, or of more than one line.
    case badName(String)
    /// A row that this version cannot read; what is wrong with it.
    case unreadable(what: String)
}
