/// What the fifth schema adds to the fourth, as text.
enum Schema5 {
    /// Which process works on which generation, what others ask it to do, what is known of limits, and how far a
    /// download is. An owner's lock file, and not its row, tells whether its process is there.
    static let windows = """
        CREATE TABLE owners (
            id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
            pid INTEGER NOT NULL,
            command TEXT NOT NULL,
            started_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        ALTER TABLE generations ADD COLUMN owner TEXT CHECK (owner <> '');
        ALTER TABLE generations ADD COLUMN partial TEXT CHECK (partial IS NULL OR json_type(partial) = 'object');

        CREATE INDEX generations_unfinished ON generations (ifnull(queue_rank, id), id)
        WHERE status IN ('queued', 'submitting', 'running', 'downloading', 'waiting', 'held');

        CREATE INDEX generations_jobs ON generations (json_extract(job, '$.id')) WHERE job IS NOT NULL;

        CREATE TABLE owner_requests (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            generation_id INTEGER NOT NULL REFERENCES generations(id) ON DELETE CASCADE,
            kind TEXT NOT NULL CHECK (kind <> ''),
            created_at INTEGER NOT NULL,
            answer TEXT
        ) STRICT;

        CREATE TABLE limits (
            bucket TEXT NOT NULL PRIMARY KEY CHECK (bucket <> ''),
            until INTEGER NOT NULL,
            reason TEXT NOT NULL CHECK (reason <> '')
        ) STRICT, WITHOUT ROWID;
        """
}
