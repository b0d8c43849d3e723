/// What the third schema adds to the second, as text.
enum Schema3 {
    /// The orders that the history can be listed in.
    static let orders = """
        CREATE INDEX generations_by_running ON generations (running_seconds);
        CREATE INDEX generations_by_waiting ON generations (waiting_seconds);
        """
}
