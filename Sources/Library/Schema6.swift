/// What the sixth schema adds to the fifth, as text.
enum Schema6 {
    /// The names that clients of the server give to their requests, so that a repeated one is not paid twice.
    static let server = """
        CREATE TABLE request_keys (
            key TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
            fingerprint INTEGER NOT NULL,
            uuid TEXT NOT NULL CHECK (length(uuid) = 36),
            created_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
