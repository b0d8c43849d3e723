/// What the fourth schema adds to the third, as text.
enum Schema4 {
    /// Providers, their jobs, what they cost, and the image that is made before a video.
    static let providers = """
        ALTER TABLE generations ADD COLUMN falls_back INTEGER NOT NULL DEFAULT 0 CHECK (falls_back IN (0, 1));
        ALTER TABLE generations ADD COLUMN keyframe_choice TEXT CHECK (keyframe_choice <> '');
        ALTER TABLE generations ADD COLUMN asked_provider TEXT CHECK (asked_provider <> '');
        ALTER TABLE generations ADD COLUMN job TEXT CHECK (job IS NULL OR json_type(job) = 'object');
        ALTER TABLE generations ADD COLUMN job_since INTEGER;
        ALTER TABLE generations ADD COLUMN cost_dollars REAL CHECK (cost_dollars >= 0);
        ALTER TABLE generations ADD COLUMN cost_units REAL CHECK (cost_units >= 0);
        ALTER TABLE generations ADD COLUMN keyframe_model TEXT CHECK (keyframe_model LIKE '_%/_%');
        ALTER TABLE generations ADD COLUMN keyframe_provider TEXT CHECK (keyframe_provider <> '');
        ALTER TABLE generations ADD COLUMN keyframe_file TEXT CHECK (keyframe_file <> '');
        ALTER TABLE generations ADD COLUMN keyframe_seconds REAL CHECK (keyframe_seconds >= 0);
        """
}
