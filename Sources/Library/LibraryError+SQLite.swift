import GRDB

extension LibraryError {
    /// What an error means that GRDB, or a closure run by it, has thrown.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as LibraryError:
            self = error
        case let error as UnreadableRow:
            self = .unreadable(what: error.what)
        case let error as DatabaseError:
            self.init(error, path: path)
        default:
            self = .cannotWrite(reason: String(describing: type(of: error)))
        }
    }

    private init(_ error: DatabaseError, path: String) {
        let reason = error.message ?? "error \(error.resultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_NOTADB:
            self = .notALibrary(path: path)
        case .SQLITE_CORRUPT:
            self = .damaged(reason: reason)
        case .SQLITE_FULL:
            self = .diskFull
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self = .busy
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY:
            self = .cannotOpen(path: path, reason: reason)
        default:
            self = .cannotWrite(reason: reason)
        }
    }
}
