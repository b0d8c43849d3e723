CREATE INDEX exchanges_by_generation ON exchanges (generation_id);

CREATE INDEX generation_tags_by_generation ON generation_tags (generation_id);

CREATE INDEX generations_by_date ON generations (created_at);

CREATE INDEX generations_by_family ON generations (family_id, id, status, deleted_at);

CREATE INDEX generations_by_folder ON generations (folder) WHERE folder IS NOT NULL;

CREATE INDEX generations_by_model ON generations (model);

CREATE INDEX generations_by_model_and_status ON generations (model, status);

CREATE INDEX generations_by_parent ON generations (parent_id) WHERE parent_id IS NOT NULL;

CREATE INDEX generations_by_prompt ON generations (prompt_hash);

CREATE INDEX generations_by_running ON generations (running_seconds);

CREATE INDEX generations_by_seed ON generations (seed) WHERE seed IS NOT NULL;

CREATE INDEX generations_by_status ON generations (status);

CREATE INDEX generations_by_takes ON generations (family_id, prompt_hash, id, status, deleted_at);

CREATE INDEX generations_by_waiting ON generations (waiting_seconds);

CREATE INDEX generations_favorite ON generations (id) WHERE is_favorite = 1;

CREATE INDEX generations_in_trash ON generations (id) WHERE deleted_at IS NOT NULL;

CREATE INDEX generations_jobs ON generations (json_extract(job, '$.id')) WHERE job IS NOT NULL;

CREATE INDEX generations_unfinished ON generations (ifnull(queue_rank, id), id)
WHERE status IN ('queued', 'submitting', 'running', 'downloading', 'waiting', 'held');

CREATE INDEX timeline_by_generation ON timeline (generation_id);

CREATE TABLE drafts (
    kind TEXT NOT NULL CHECK (kind <> ''),
    folder TEXT NOT NULL,
    prompt TEXT NOT NULL,
    cursor INTEGER NOT NULL CHECK (cursor >= 0),
    negative_prompt TEXT,
    num_frames INTEGER,
    fps INTEGER,
    width INTEGER,
    height INTEGER,
    num_inference_steps INTEGER,
    guidance_scale REAL,
    seed INTEGER,
    motion_bucket_id INTEGER,
    noise_aug_strength REAL,
    extra TEXT CHECK (extra IS NULL OR json_type(extra) = 'object'), undo TEXT,
    PRIMARY KEY (kind, folder)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE generation_tags (
    tag TEXT NOT NULL COLLATE NOCASE CHECK (tag <> ''),
    generation_id INTEGER NOT NULL REFERENCES generations(id) ON DELETE CASCADE,
    PRIMARY KEY (tag, generation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE generations (
    id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (id > 0),
    uuid TEXT NOT NULL UNIQUE CHECK (length(uuid) = 36),
    parent_id INTEGER REFERENCES generations(id) ON DELETE SET NULL CHECK (parent_id <> id),
    created_at INTEGER NOT NULL,

    task TEXT NOT NULL CHECK (task <> ''),
    prompt TEXT NOT NULL,
    model TEXT NOT NULL CHECK (model LIKE '_%/_%'),
    provider TEXT,
    endpoint TEXT,
    image_file TEXT,
    image_url TEXT CHECK (image_url IS NULL OR image_file IS NULL),
    negative_prompt TEXT,
    num_frames INTEGER,
    fps INTEGER,
    width INTEGER,
    height INTEGER,
    num_inference_steps INTEGER,
    guidance_scale REAL,
    seed INTEGER,
    motion_bucket_id INTEGER,
    noise_aug_strength REAL,
    extra TEXT CHECK (extra IS NULL OR json_type(extra) = 'object'),
    bill_to TEXT,
    output TEXT,

    status TEXT NOT NULL REFERENCES statuses(name),
    downloaded_bytes INTEGER CHECK (downloaded_bytes >= 0),
    download_total INTEGER CHECK (download_total >= 0),
    wait TEXT CHECK (wait IS NULL OR json_type(wait) = 'object'),
    hold_reason TEXT CHECK (hold_reason <> ''),
    failure_code TEXT CHECK (failure_code <> ''),
    failure_message TEXT,
    failure_hint TEXT,
    failure_status INTEGER,
    failure_request_id TEXT,

    attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    request_id TEXT,
    result_address TEXT CHECK (result_address <> ''),
    finished_at INTEGER,
    waiting_seconds REAL NOT NULL DEFAULT 0 CHECK (waiting_seconds >= 0),
    running_seconds REAL NOT NULL DEFAULT 0 CHECK (running_seconds >= 0),
    saving_seconds REAL NOT NULL DEFAULT 0 CHECK (saving_seconds >= 0),

    file_path TEXT CHECK (file_path <> ''),
    file_bytes INTEGER CHECK (file_bytes >= 0),
    file_duration REAL,
    file_width INTEGER,
    file_height INTEGER,
    file_frames INTEGER,
    file_codec TEXT,

    is_favorite INTEGER NOT NULL DEFAULT 0 CHECK (is_favorite IN (0, 1)),
    note TEXT NOT NULL DEFAULT '',
    deleted_at INTEGER, folder TEXT CHECK (folder <> ''), template TEXT, family_id INTEGER CHECK (family_id > 0), queue_rank REAL, prompt_hash INTEGER, falls_back INTEGER NOT NULL DEFAULT 0 CHECK (falls_back IN (0, 1)), keyframe_choice TEXT CHECK (keyframe_choice <> ''), asked_provider TEXT CHECK (asked_provider <> ''), job TEXT CHECK (job IS NULL OR json_type(job) = 'object'), job_since INTEGER, cost_dollars REAL CHECK (cost_dollars >= 0), cost_units REAL CHECK (cost_units >= 0), keyframe_model TEXT CHECK (keyframe_model LIKE '_%/_%'), keyframe_provider TEXT CHECK (keyframe_provider <> ''), keyframe_file TEXT CHECK (keyframe_file <> ''), keyframe_seconds REAL CHECK (keyframe_seconds >= 0), owner TEXT CHECK (owner <> ''), partial TEXT CHECK (partial IS NULL OR json_type(partial) = 'object'),

    CHECK ((file_path IS NULL) = (file_bytes IS NULL)),
    CHECK (status <> 'waiting' OR wait IS NOT NULL),
    CHECK (status <> 'held' OR hold_reason IS NOT NULL),
    CHECK (status <> 'failed' OR failure_code IS NOT NULL),
    CHECK (failure_code IS NULL OR failure_message IS NOT NULL)
) STRICT;

CREATE VIRTUAL TABLE generations_search USING fts5 (
    prompt,
    content = 'generations',
    content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2',
    prefix = '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16',
    detail = 'none'
);

CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);

CREATE TABLE limits (
    bucket TEXT NOT NULL PRIMARY KEY CHECK (bucket <> ''),
    until INTEGER NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> '')
) STRICT, WITHOUT ROWID;

CREATE TABLE owner_requests (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    generation_id INTEGER NOT NULL REFERENCES generations(id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind <> ''),
    created_at INTEGER NOT NULL,
    answer TEXT
) STRICT;

CREATE TABLE owners (
    id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
    pid INTEGER NOT NULL,
    command TEXT NOT NULL,
    started_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE request_keys (
    key TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
    fingerprint INTEGER NOT NULL,
    uuid TEXT NOT NULL CHECK (length(uuid) = 36),
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_prompts (
    name TEXT NOT NULL PRIMARY KEY COLLATE NOCASE CHECK (name <> ''),
    prompt TEXT NOT NULL,
    model TEXT,
    updated_at INTEGER NOT NULL,
    negative_prompt TEXT,
    num_frames INTEGER,
    fps INTEGER,
    width INTEGER,
    height INTEGER,
    num_inference_steps INTEGER,
    guidance_scale REAL,
    seed INTEGER,
    motion_bucket_id INTEGER,
    noise_aug_strength REAL,
    extra TEXT CHECK (extra IS NULL OR json_type(extra) = 'object')
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
    name TEXT NOT NULL PRIMARY KEY CHECK (name <> ''),
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sqlite_sequence(name,seq);

CREATE TABLE statuses (
    name TEXT NOT NULL PRIMARY KEY,
    is_final INTEGER NOT NULL CHECK (is_final IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE timeline (
    id INTEGER PRIMARY KEY,
    generation_id INTEGER NOT NULL REFERENCES generations(id) ON DELETE CASCADE,
    date INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind <> ''),
    attempt INTEGER NOT NULL CHECK (attempt >= 0),
    text TEXT NOT NULL,
    seconds REAL CHECK (seconds >= 0)
) STRICT;

CREATE TRIGGER generations_search_delete AFTER DELETE ON generations BEGIN
    INSERT INTO generations_search (generations_search, rowid, prompt)
    VALUES ('delete', old.id, old.prompt);
END;

CREATE TRIGGER generations_search_insert AFTER INSERT ON generations BEGIN
    INSERT INTO generations_search (rowid, prompt) VALUES (new.id, new.prompt);
END;

CREATE TRIGGER generations_search_update AFTER UPDATE OF prompt ON generations BEGIN
    INSERT INTO generations_search (generations_search, rowid, prompt)
    VALUES ('delete', old.id, old.prompt);
    INSERT INTO generations_search (rowid, prompt) VALUES (new.id, new.prompt);
END;
