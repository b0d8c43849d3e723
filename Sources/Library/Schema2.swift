import GRDB

/// What the second schema adds to the first, as text.
enum Schema2 {
    /// Families are takes of one idea: their root's number stands in every member. Columns that are added to a
    /// table cannot be `NOT NULL`.
    static let families = """
        ALTER TABLE generations ADD COLUMN folder TEXT CHECK (folder <> '');
        ALTER TABLE generations ADD COLUMN template TEXT;
        ALTER TABLE generations ADD COLUMN family_id INTEGER CHECK (family_id > 0);
        ALTER TABLE generations ADD COLUMN queue_rank REAL;
        ALTER TABLE generations ADD COLUMN prompt_hash INTEGER;

        WITH RECURSIVE chain(id, root) AS (
            SELECT id, id FROM generations WHERE parent_id IS NULL
            UNION ALL
            SELECT child.id, chain.root FROM chain JOIN generations AS child ON child.parent_id = chain.id
        )
        UPDATE generations SET family_id = chain.root, prompt_hash = prompt_hash_1(prompt)
        FROM chain WHERE chain.id = generations.id;

        CREATE INDEX generations_by_family ON generations (family_id, id, status, deleted_at);
        CREATE INDEX generations_by_prompt ON generations (prompt_hash);
        CREATE INDEX generations_by_model_and_status ON generations (model, status);
        CREATE INDEX generations_by_date ON generations (created_at);
        CREATE INDEX generations_by_folder ON generations (folder) WHERE folder IS NOT NULL;
        CREATE INDEX generations_by_seed ON generations (seed) WHERE seed IS NOT NULL;
        """

    /// The number of a prompt, for the rows that have none yet.
    static let promptHash = DatabaseFunction("prompt_hash_1", argumentCount: 1, pure: true) { values in
        String.fromDatabaseValue(values[0]).map(PromptHash.hash)
    }

    /// What was said to servers and what they answered; texts come here bounded and without secrets.
    static let exchanges = """
        CREATE TABLE exchanges (
            id INTEGER PRIMARY KEY,
            generation_id INTEGER NOT NULL REFERENCES generations(id) ON DELETE CASCADE,
            date INTEGER NOT NULL,
            attempt INTEGER NOT NULL CHECK (attempt >= 0),
            method TEXT NOT NULL CHECK (method <> ''),
            address TEXT NOT NULL,
            status INTEGER,
            seconds REAL NOT NULL CHECK (seconds >= 0),
            bytes INTEGER NOT NULL CHECK (bytes >= 0),
            request TEXT NOT NULL,
            answer TEXT NOT NULL,
            failure TEXT
        ) STRICT;

        CREATE INDEX exchanges_by_generation ON exchanges (generation_id);
        """

    /// The index of words anew: beginnings of words of every usual length, which makes each key quick, and without
    /// places, which makes it half as large. The triggers of the first schema go on with it.
    static let search = """
        DROP TABLE generations_search;

        CREATE VIRTUAL TABLE generations_search USING fts5 (
            prompt,
            content = 'generations',
            content_rowid = 'id',
            tokenize = 'unicode61 remove_diacritics 2',
            prefix = '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16',
            detail = 'none'
        );

        INSERT INTO generations_search (generations_search) VALUES ('rebuild');
        """

    static let drafts = "ALTER TABLE drafts ADD COLUMN undo TEXT;"

    /// What the program remembers about itself.
    static let settings = """
        CREATE TABLE settings (
            name TEXT NOT NULL PRIMARY KEY CHECK (name <> ''),
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
