/// A short number for a prompt, by which the same prompt is found again.
///
/// It is kept in the database, so it must never become another: FNV-1a of the UTF-8, in 64 bits.
enum PromptHash {
    /// The number of a prompt; two prompts may share one.
    static func hash(_ prompt: String) -> Int64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in prompt.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return Int64(bitPattern: hash)
    }
}
