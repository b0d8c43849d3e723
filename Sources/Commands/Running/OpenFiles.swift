#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// How many files and connections the program may have open at once.
enum OpenFiles {
    /// Raises the limit, as far as the system lets us, so that so many generations can run at once: each has a
    /// connection and a file, and for a moment its folder. Where it cannot be raised, what is too much fails by itself
    /// and is tried again.
    static func makeRoom(for generations: Int) {
        var limit = rlimit()
        guard getrlimit(kind, &limit) == 0 else { return }
        let wanted = rlim_t(256 + 4 * generations)
        guard limit.rlim_cur < wanted else { return }
        limit.rlim_cur = min(wanted, limit.rlim_max)
        _ = setrlimit(kind, &limit)
    }

    /// How many clients may be connected at once, each with a file that is sent to it: as many as the limit has room for
    /// once it is raised.
    static func connections(upTo most: Int) -> Int {
        makeRoom(for: most)
        var limit = rlimit()
        guard getrlimit(kind, &limit) == 0 else { return most }
        let room = (Int(clamping: limit.rlim_cur) - 64) / 2
        return max(8, min(most, room))
    }

    #if canImport(Glibc)
        private static let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
        private static let kind = RLIMIT_NOFILE
    #endif
}
