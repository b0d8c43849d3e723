/// What the third schema adds to the second, as text.
enum Schema3 {
    /// The orders that the history can be listed in, and the takes that share a row of it.
    static let orders = """
        CREATE INDEX generations_by_running ON generations (running_seconds);
        CREATE INDEX generations_by_waiting ON generations (waiting_seconds);
        CREATE INDEX generations_by_takes ON generations (family_id, prompt_hash, id, status, deleted_at);
        """
}
