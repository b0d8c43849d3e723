/// A number that is the same for the same text in every run of the program, unlike `Hasher`'s.
enum StableHash {
    /// FNV-1a over the text's UTF-8.
    static func of(_ text: String) -> UInt64 {
        of(text.utf8)
    }

    /// FNV-1a over bytes.
    static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
